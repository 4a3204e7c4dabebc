"""A made-up corpus of any size in the tables, spread as news is: nothing is read for it.

By Zipf's law a few sources make most claims, a few words most texts and a few outlets most
articles. Articles appeared over five years, ever more of them; every claim has some claims of the
days before that agree, differ or are related, most have none. One claim in ten is made by somebody
unnamed, who belongs to the article alone, one in eleven has no source, one in thirteen is relayed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, insert

from app.domain import Act, Doubt, Kind, Precision, Reason, Relation, SourceType
from app.store import search
from app.store.base import Base, Form, Origin, Part
from app.store.keys import alias_key, claim_key
from app.store.link_tables import Link, Wording
from app.store.repeats import repeat
from app.store.session import write_session
from app.store.tables import Alias, Article, Claim, ClaimSource, Naming, Sighting, Source, Version, Voice

LAST = datetime(2031, 1, 1, tzinfo=UTC)
DAYS = 5 * 365
CLAIMS = 10  # of an article, on average
AT_ONCE = 500  # articles in one transaction
VOCABULARY = 30_000
OUTLETS = 400
SYLLABLES = "ba co du fe gi hal in jor ka lem mi no or pe qua ri so tan ul ver wi xan yo zel".split()  # noqa: SIM905
CUES = ("said", "says", "told reporters", "believes", "plans", "denied", "according to")
TYPES = (SourceType.PERSON, SourceType.PERSON, SourceType.ORGANIZATION, SourceType.GOVERNMENT)
UNNAMED = (SourceType.GROUP, SourceType.ANONYMOUS)
RARE_TYPE, RARE = SourceType.PUBLICATION, 50  # every so many sources
OFFICIALS, HEDGE = "officials", "reportedly"
RELATIONS = (Relation.RELATED, Relation.RELATED, Relation.AGREES, Relation.DIFFERS)

TABLES = (Article, Source, Version, Claim, Naming, Sighting, Voice, ClaimSource, Wording, Link)
Rows = dict[type[Base], list[dict[str, Any]]]


class Utterance(NamedTuple):
    """A claim: its number in the corpus and in its article, who says what with which cue, and where."""

    id: int
    place: int
    name: str
    cue: str
    quote: str
    start: int


def zipf(count: int) -> NDArray[np.float64]:
    """How far down the ranks each share of all draws reaches: cumulative, ends at 1."""
    weights = 1 / np.arange(1, count + 1)
    total: NDArray[np.float64] = np.cumsum(weights) / weights.sum()
    return total


@dataclass
class Corpus:
    """`articles` of them; the same ones at every call."""

    articles: int
    random: np.random.Generator = field(default_factory=lambda: np.random.default_rng(1))
    claims: int = 0  # made so far
    namings: int = 0

    @cached_property
    def words(self) -> list[str]:
        parts = self.random.integers(0, len(SYLLABLES), (VOCABULARY, 3))
        return ["".join(SYLLABLES[each] for each in word) for word in parts]

    @cached_property
    def names(self) -> list[str]:
        """Of sources, the one that is heard most first."""
        count = max(50, self.articles // 3)
        first = self.random.integers(0, VOCABULARY, (count, 2))
        return [
            f"{self.words[a].title()} {self.words[b].title()} {rank}" for rank, (a, b) in enumerate(first)
        ]

    def drawn(self, ranks: NDArray[np.float64], count: int) -> list[int]:
        found: list[int] = np.searchsorted(ranks, self.random.random(count)).tolist()
        return found

    def fill(self, engine: Engine) -> Iterator[int]:
        """Write it to an empty, migrated database; yields how many articles are there so far."""
        with write_session(engine) as session:
            session.execute(insert(Source), [_source(id_, name) for id_, name in enumerate(self.names, 1)])
            session.execute(insert(Alias), [_alias(id_, name) for id_, name in enumerate(self.names, 1)])
        made = self.rows()
        while batch := list(islice(made, AT_ONCE)):
            with write_session(engine) as session:
                for table in TABLES:
                    values = [row for rows in batch for row in rows[table]]
                    if values:
                        session.execute(insert(table), values)
                for name, table in ((search.CLAIMS, Claim), (search.ARTICLES, Version)):
                    found = [row for rows in batch for row in rows[table]]
                    search.index(session, name, [_searched(row) for row in found])
                repeat(session, [rows[Article][0]["id"] for rows in batch])
            yield batch[-1][Article][0]["id"]

    def rows(self) -> Iterator[Rows]:
        """Article by article, the oldest first."""
        vocabulary, sources, outlets = zipf(VOCABULARY), zipf(len(self.names)), zipf(OUTLETS)
        for number in range(1, self.articles + 1):
            at = LAST - timedelta(days=DAYS * (1 - (number / self.articles) ** 0.5))
            count = int(self.random.integers(CLAIMS // 2, CLAIMS * 3 // 2 + 1))
            outlet = f"{self.words[self.drawn(outlets, 1)[0]].title()} Post"
            speakers = [1 + rank for rank in self.drawn(sources, count)]
            yield self._article(number, at, outlet, speakers, self.drawn(vocabulary, 32 * count))

    def _article(self, number: int, at: datetime, outlet: str, speakers: list[int], drawn: list[int]) -> Rows:
        rows: Rows = {each: [] for each in TABLES}
        unnamed = len(self.names) + number
        naming_of: dict[int, int] = {}
        text = ""
        words = [self.words[each] for each in drawn]
        for place, drawn_one in enumerate(speakers):
            claim = self.claims + 1
            speaker = unnamed if claim % 10 == 0 else drawn_one
            name = OFFICIALS if speaker == unnamed else self.names[speaker - 1]
            said = words[32 * place : 32 * place + 12 + speaker % 20]
            cue = CUES[(number + place) % len(CUES)]
            lead = " ".join(words[32 * place : 32 * place + 6]).capitalize() + ". "
            start = len(text) + len(f"{lead}{name} {cue} that ")
            quote = " ".join([HEDGE, *said] if claim % 7 == 0 else said)
            text += f"{lead}{name} {cue} that {quote}.\n\n"
            self.claims = claim
            utterance = Utterance(claim, place, name, cue, quote, start)
            rows[Claim].append(_claim(utterance, number, text, outlet, at))
            heard = {Part.BY: () if claim % 11 == 0 else (speaker,)}
            heard[Part.RELAY] = (speakers[place - 1],) if claim % 13 == 0 else ()
            for part, who in ((part, who) for part, each in heard.items() for who in each):
                if who not in naming_of:
                    self.namings += 1
                    naming_of[who] = self.namings
                    if who == unnamed:
                        rows[Source].append(_source(who, OFFICIALS, number))
                        rows[Naming].append(_naming(self.namings, number, who, OFFICIALS))
                    else:
                        rows[Naming].append(_naming(self.namings, number, who, self.names[who - 1]))
                        rows[Sighting].append({"alias_id": who, "naming_id": self.namings})
                voice = {"claim_id": claim, "part": part, "position": 0}
                rows[Voice].append(voice | {"naming_id": naming_of[who]})
                rows[ClaimSource].append(voice | {"source_id": who})
            rows[Wording].append(_wording(claim))
            rows[Link] += self._links(claim, at)
        title = " ".join(words[:6]).capitalize()
        rows[Article].append(_article(number, title, outlet, at))
        rows[Version].append(_version(number, title, text, at))
        return rows

    def _links(self, claim: int, at: datetime) -> list[dict[str, Any]]:
        """To some of the two hundred claims before; Zipf again: mostly none, now and then many."""
        count = min(int(self.random.zipf(2.0)) - 1, 12, claim - 1)
        if count <= 0:
            return []
        back = self.random.choice(min(200, claim - 1), count, replace=False) + 1
        return [_link(claim - int(each), claim, at) for each in back]


def _source(id_: int, name: str, article: int | None = None) -> dict[str, Any]:
    """With an article: somebody unnamed, who belongs to it alone."""
    slug = name.lower().replace(" ", "-")
    named = RARE_TYPE if id_ % RARE == 0 else TYPES[id_ % len(TYPES)]
    return {
        "id": id_,
        "slug": slug if article is None else f"{slug}-{article}",
        "name": name,
        "sort_key": alias_key(name)[:100],
        "type": named if article is None else UNNAMED[article % len(UNNAMED)],
        **dict.fromkeys(("role", "affiliation", "country"), ""),
        "label": name[:4].upper(),
        "slot": id_ % 8 + 1,
        "article_id": article,
        "origin": Origin.READ,
    }


def _alias(id_: int, name: str) -> dict[str, Any]:
    return {
        "id": id_,
        "source_id": id_,
        "alias": name,
        "alias_key": alias_key(name),
        "form": Form.NAME,
        "last_word": name.rsplit(maxsplit=1)[-1].lower(),
    }


def _article(number: int, title: str, outlet: str, at: datetime) -> dict[str, Any]:
    return {
        "id": number,
        "title": title,
        "outlet": outlet,
        "outlet_key": outlet.lower(),
        "author": "",
        "url": "",
        "url_key": None,
        "text_hash": f"{number:064}",
        "published_at": at,
        "precision": Precision.TIME,
        "added_at": at,
        "sort_at": at,
        "language": "en",
        "read_for_claims": True,
        "captions": [],
        "as_read": {},
    }


def _version(number: int, title: str, text: str, at: datetime) -> dict[str, Any]:
    return {
        "id": number,
        "article_id": number,
        "number": 1,
        "title": title,
        "text": text,
        "text_hash": f"{number:064}",
        "added_at": at,
        "extractor": "made up",
    }


def _naming(id_: int, article: int, source: int, name: str) -> dict[str, Any]:
    return {
        "id": id_,
        "article_id": article,
        "entry_id": source,
        "source_id": source,
        "name": name,
        "alias_key": alias_key(name),
        "role": "",
        "reason": Reason.NAME,
        "doubt": Doubt.SURNAME if id_ % 200 == 0 else Doubt.NONE,
    }


def _claim(said: Utterance, article: int, text: str, outlet: str, at: datetime) -> dict[str, Any]:
    start, end = said.start, said.start + len(said.quote)
    who = start - len(f"{said.name} {said.cue} that ")
    cue = who + len(said.name) + 1
    is_hedged = said.quote.startswith(HEDGE)
    return {
        "id": said.id,
        "key": claim_key(),
        "article_id": article,
        "version_id": article,
        "ordinal": said.place,
        "kind": tuple(Kind)[said.id % 3],
        "act": Act.STATES if said.id % 5 else Act.BELIEVES,
        "quote": said.quote,
        "prefix": text[max(0, start - 32) : start],
        "suffix": ".",
        "start": start,
        "end": end,
        "mention": said.name,
        "cue": said.cue,
        "hedges": [HEDGE] if is_hedged else [],
        "source_spans": [[who, cue - 1]],
        "cue_spans": [[cue, cue + len(said.cue)]],
        "content_spans": [[start, end]],
        "hedge_spans": [[start, start + len(HEDGE)]] if is_hedged else [],
        "nested_in": said.id - 1 if said.place and said.id % 9 == 0 else None,
        "margin": (said.id * 7919 % 1000) / 100,
        "outlet": outlet,
        "sort_at": at,
    }


def _searched(row: dict[str, Any]) -> search.Entry:
    if "quote" in row:
        return search.Entry(row["id"], row["sort_at"], f"{row['quote']} {row['mention']}")
    return search.Entry(row["article_id"], row["added_at"], f"{row['title']} {row['text']}")


def _wording(claim: int) -> dict[str, Any]:
    return {"claim_id": claim, "first_id": claim, "digest": f"{claim:032}", "relater": "made up"}


def _link(low: int, high: int, at: datetime) -> dict[str, Any]:
    return {
        "low_id": low,
        "high_id": high,
        "relation": RELATIONS[high % len(RELATIONS)],
        "score": 0.5 + (low * 31 % 500) / 1000,
        "verbatim": False,
        **dict.fromkeys(("why", "low_figure", "high_figure", "low_when", "high_when"), ""),
        "low_shared": [],
        "high_shared": [],
        "at": at,
    }
