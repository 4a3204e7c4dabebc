"""A clerk who has one article read by hand, corrects its claims, and has it read again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from app import actions
from app.domain import (
    Act,
    Attribution,
    Draft,
    Kind,
    Reading,
    Resolution,
    Source,
    SourceType,
    Span,
    Spans,
    Voice,
)
from app.store import pages, queries
from app.store.correction_pages import ClaimState
from app.store.session import make_engine, read_session, write_session
from app.store.versions import add_version
from app.store.write import replace_reading, store_article

TEXT = (
    "Ada Lund, the harbour master, said the ferry sank because nobody had checked the valves. "
    "“We counted forty life jackets,” Bo Vik told reporters on Monday.\n\n"
    "Port officials believe that the pier will reopen in May, Lund said. The company reportedly plans to "
    "appeal.\n\n"
    "Nobody else was heard. It rained all week in Sudmark."
)
SANK = "the ferry sank because nobody had checked the valves"
COUNTED = "“We counted forty life jackets,”"
BELIEVE = "Port officials believe that the pier will reopen in May"
REOPEN = "the pier will reopen in May"
APPEAL = "to appeal"
Said = Mapping[str, object]
SAID: tuple[Said, ...] = (
    {"content": SANK, "by": "Ada Lund", "mention": "Ada Lund, the harbour master"},
    {"content": COUNTED, "by": "Bo Vik", "mention": "Bo Vik", "cue": "told", "kind": Kind.DIRECT},
    {"content": BELIEVE, "by": "Ada Lund", "relay": "port officials", "mention": "Lund"},
    {
        "content": REOPEN,
        "by": "port officials",
        "mention": "Port officials",
        "cue": "believe",
        "act": Act.BELIEVES,
        "nested_in": 2,
    },
    {"content": APPEAL, "by": "company", "cue": "plans", "act": Act.INTENDS, "hedges": "reportedly"},
)
PARTS = ("by", "relay")
PEOPLE = {
    "Ada Lund": SourceType.PERSON,
    "Bo Vik": SourceType.PERSON,
    "port officials": SourceType.GROUP,
    "company": SourceType.ORGANIZATION,
    "Harbour Board": SourceType.ORGANIZATION,
}


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def spans(text: str, words: object) -> Spans:
    return tuple(span(text, part) for part in str(words).split(" … ")) if words else ()


def reading(text: str, said: Sequence[Said] = SAID) -> Reading:
    """What a machine would find that reads just these."""
    names = list(
        dict.fromkeys(str(each[part]) for each in said for part in ("by", "relay") if each.get(part))
    )
    return Reading(
        tuple(
            Attribution(
                source=spans(text, each.get("mention")),
                cue=spans(text, each.get("cue", "said")),
                content=spans(text, each["content"]),
                kind=each.get("kind", Kind.INDIRECT),
                act=each.get("act", Act.STATES),
                hedges=spans(text, each.get("hedges")),
                nested_in=each.get("nested_in"),
                margin=1.5,
            )
            for each in said
        ),
        Resolution(
            tuple(Source(name, PEOPLE[name], mentions=(name,)) for name in names),
            tuple(
                Voice(
                    *(
                        tuple([names.index(str(each[part]))] if each.get(part) else ())
                        for part in ("by", "relay")
                    )
                )
                for each in said
            ),
        ),
    )


@dataclass
class Clerk:
    engine: Engine
    article: int = 0
    text: str = TEXT

    @classmethod
    def at(cls, url: str) -> "Clerk":
        clerk = cls(make_engine(url))
        clerk.article = clerk.store(TEXT)
        return clerk

    def store(self, text: str, said: Sequence[Said] = SAID) -> int:
        with write_session(self.engine) as session:
            return store_article(session, Draft(text), reading(text, said), extractor="1", known=())

    def read_again(self, *said: Said) -> None:
        with write_session(self.engine) as session:
            replace_reading(session, self.article, reading(self.text, said), extractor="2", known=())

    def change_text(self, text: str, *said: Said) -> None:
        self.text = text
        with write_session(self.engine) as session:
            add_version(session, self.article, Draft(text), reading(text, said), extractor="2", known=())

    def page(self, version: int | None = None) -> pages.ArticlePage:
        with read_session(self.engine) as session:
            return queries.article_page(session, self.article, version=version)

    def keys(self) -> dict[str, str]:
        """Words of the claims that there are -> their keys."""
        return {claim.quote: claim.id for claim in self.page().claims}

    def claim(self, words: str) -> pages.Claim:
        [found] = [claim for claim in self.page().claims if claim.quote == words]
        return found

    def state(self, key: str) -> ClaimState:
        with read_session(self.engine) as session:
            return queries.claim_state(session, key)

    def gone(self, key: str) -> queries.Gone | None:
        with read_session(self.engine) as session:
            try:
                queries.claim_page(session, key)
            except queries.Gone as gone:
                return gone
        return None

    def found(self, q: str) -> list[str]:
        """Keys of the claims that a search finds."""
        with read_session(self.engine) as session:
            page = queries.claims_page(session, pages.ClaimFilter(q=q))
        return [row.claim.id for row in page.rows]

    def correct(self, key: str, **wanted: object) -> int:
        return actions.correct(self.engine, key, actions.Wanted(**wanted), who="eva").event

    def add(self, words: str, **wanted: object) -> actions.Done:
        version = self.page().version
        content = spans(self.text, words)
        return actions.add(
            self.engine, self.article, version, actions.Wanted(content=content, **wanted), who="eva"
        )

    def undo(self, event: int) -> int:
        return actions.undo(self.engine, event, who="eva").event
