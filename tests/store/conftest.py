"""A press that prints articles with readings written by hand, instead of what an extractor finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from app.domain import (
    Act,
    Attribution,
    Draft,
    Kind,
    Known,
    Precision,
    Reading,
    Resolution,
    Source,
    SourceType,
    Span,
    Spans,
    Voice,
)
from app.store.versions import add_version
from app.store.write import replace_reading, store_article

Said = Mapping[str, object]  # content, and what else is not as usual: by, relay, mention, cue, kind ...

FERRY = (
    "The Harbour Safety Board said the ferry sailed with too few life jackets. “We counted forty,” "
    "Ada Lund, who leads the board, told reporters.\n\n"
    "The company reportedly plans to appeal. Port officials believe that the pier will reopen on "
    "Monday, Lund said. It had been closed since spring, according to nobody in particular."
)
FERRY_SOURCES = (
    Source("Harbour Safety Board", SourceType.ORGANIZATION, mentions=("The Harbour Safety Board", "HSB")),
    Source("Ada Lund", SourceType.PERSON, role="leads the board", mentions=("Ada Lund", "Lund", "She")),
    Source("port officials", SourceType.GROUP, mentions=("Port officials",)),
    Source("company", SourceType.ORGANIZATION, mentions=("The company",)),
)
FERRY_SAID: tuple[Said, ...] = (
    {
        "content": "the ferry sailed with too few life jackets",
        "by": ["Harbour Safety Board"],
        "mention": "The Harbour Safety Board",
    },
    {
        "content": "“We counted forty,”",
        "by": ["Ada Lund"],
        "mention": "Ada Lund, who leads the board",
        "cue": "told",
        "kind": Kind.DIRECT,
    },
    {
        "content": "to appeal",
        "by": ["company"],
        "mention": "The company",
        "cue": "plans",
        "act": Act.INTENDS,
        "hedges": ["reportedly"],
    },
    {
        "content": "Port officials believe that the pier will reopen on Monday",
        "by": ["Ada Lund"],
        "relay": ["port officials"],
        "mention": "Lund said",
    },
    {
        "content": "the pier will reopen on Monday",
        "by": ["port officials"],
        "mention": "Port officials",
        "cue": "believe",
        "act": Act.BELIEVES,
        "nested_in": 3,
    },
    {"content": "It had been closed since spring", "cue": "according to"},
)


def _spans(text: str, words: object) -> Spans:
    parts = words.split(" … ") if isinstance(words, str) and words else words or ()
    starts = ((text.index(part), part) for part in parts)
    return tuple(Span(start, start + len(part)) for start, part in starts)


@dataclass(frozen=True)
class Press:
    session: Session
    ferry = FERRY
    ferry_sources = FERRY_SOURCES
    ferry_said = FERRY_SAID

    def reading(self, text: str, said: Sequence[Said], sources: Sequence[Source]) -> Reading:
        names = [source.name for source in sources]
        return Reading(
            tuple(
                Attribution(
                    source=_spans(text, each.get("mention")),
                    cue=_spans(text, each.get("cue", "said")) if "said" in text or "cue" in each else (),
                    content=_spans(text, each["content"]),
                    kind=each.get("kind", Kind.INDIRECT),
                    act=each.get("act", Act.STATES),
                    hedges=_spans(text, each.get("hedges")),
                    nested_in=each.get("nested_in"),
                    margin=1.5,
                )
                for each in said
            ),
            Resolution(
                tuple(sources),
                tuple(
                    Voice(
                        sources=tuple(names.index(name) for name in each.get("by", ())),
                        relay=tuple(names.index(name) for name in each.get("relay", ())),
                    )
                    for each in said
                ),
            ),
        )

    def store(
        self,
        text: str = FERRY,
        said: Sequence[Said] | None = FERRY_SAID,
        sources: Sequence[Source] = FERRY_SOURCES,
        *,
        day: int | None = 0,
        known: Sequence[Known] = (),
        **draft: object,
    ) -> int:
        """The id of an article published on day `day` of 2031 (None: nobody knows when)."""
        if day is not None:
            draft["published_at"] = datetime(2031, 1, 1, tzinfo=UTC) + timedelta(days=day)
            draft["precision"] = Precision.DATE
        reading = None if said is None else self.reading(text, said, sources)
        return store_article(self.session, Draft(text=text, **draft), reading, extractor="first", known=known)

    def store_short(self, *quotes: str, by: str = "", outlet: str = "", day: int = 0) -> int:
        """An article of one sentence a claim, all by one person or by nobody."""
        text = " ".join(f"{quote}, said." for quote in quotes)
        sources = [Source(by, SourceType.PERSON, mentions=(by,))] if by else []
        said = [{"content": quote, "by": [by] if by else []} for quote in quotes]
        return self.store(text, said, sources, day=day, outlet=outlet, title=quotes[0][:20])

    def read_again(
        self,
        article: int,
        said: Sequence[Said],
        *,
        text: str = FERRY,
        sources: Sequence[Source] = FERRY_SOURCES,
        version: int | None = None,
    ) -> None:
        reading = self.reading(text, said, sources)
        replace_reading(self.session, article, reading, extractor="second", known=(), version=version)

    def version(
        self,
        article: int,
        draft: Draft,
        said: Sequence[Said] | None,
        sources: Sequence[Source] = FERRY_SOURCES,
    ) -> int:
        """The number of a new version of an article."""
        reading = None if said is None else self.reading(draft.text, said, sources)
        return add_version(self.session, article, draft, reading, extractor="first", known=())

    def person(self, name: str) -> Source:
        return Source(name, SourceType.PERSON, mentions=(name,))


@pytest.fixture
def press(session: Session) -> Press:
    return Press(session)
