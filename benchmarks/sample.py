"""Which pages of a corpus are asked for."""

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote_plus, urlencode

SAMPLE = 40  # of a kind of page

Paths = Mapping[str, Sequence[str]]


class Sample:
    """Addresses of pages of a corpus: the commonest of everything and others, the same at each call."""

    def __init__(self, file: Path) -> None:
        self.database = sqlite3.connect(file)
        self.random = random.Random(1)  # noqa: S311
        self.claims = self._drawn("SELECT key, id, quote FROM claims WHERE gone_at IS NULL", "claims")
        self.articles = [int(id_) for (id_,) in self._drawn("SELECT id FROM articles WHERE 1", "articles")]
        heard = "SELECT slug FROM sources WHERE id IN (SELECT source_id FROM claim_sources)"
        first = self.database.execute("SELECT slug FROM sources ORDER BY id LIMIT 8").fetchall()
        self.slugs = [slug for (slug,) in (*first, *self._drawn(heard, "sources"))][:SAMPLE]
        quotes = self.database.execute("SELECT quote FROM claims LIMIT 2000")
        self.words = Counter(word for (quote,) in quotes for word in quote.split())
        by_outlet = "SELECT outlet FROM articles GROUP BY outlet ORDER BY count(*) DESC LIMIT 20"
        self.outlets = [outlet for (outlet,) in self.database.execute(by_outlet)]

    def _drawn(self, statement: str, table: str) -> list[tuple[str, ...]]:
        most = self.database.execute(f"SELECT max(id) FROM {table}").fetchone()[0]  # noqa: S608
        found: dict[str, tuple[str, ...]] = {}
        for _ in range(SAMPLE):
            at = self.random.randint(1, most)
            if row := self.database.execute(f"{statement} AND id >= ? LIMIT 1", (at,)).fetchone():
                found[row[0]] = row
        return list(found.values())

    def pages(self) -> Paths:
        return {
            "article": [f"/articles/{id_}" for id_ in self.articles],
            "other article": [f"/articles/{id_ - 1}" for id_ in self.articles if id_ > 1],
            "claim": [f"/claims/{key}" for key, *_ in self.claims],
            "claims": ["/claims"] * 10,
            "claims, two facets": [f"/claims?{urlencode(each)}" for each in self._pairs()],
            "sources": ["/sources"] * 10,
            "source": [f"/sources/{slug}" for slug in self.slugs],
            "search": [f"/claims?q={quote_plus(each)}" for each in self._questions()],
            "search, one facet": [f"/claims?{urlencode(each)}" for each in self._narrowed()],
            "search of articles": [f"/?q={quote_plus(each)}" for each in self._questions()],
            "home": ["/"] * 10,
        }

    def nearest_of_datasette(self, name: str) -> Paths:
        """Lists with as many facets as its page of a table can count in its time, one row, one word."""
        listed = f"/{name}/claims?_sort_desc=sort_at"
        return {
            "article": [f"/{name}/articles/{id_}" for id_ in self.articles],
            "claim": [f"/{name}/claims/{id_}" for _, id_, _ in self.claims],
            "claims": [f"{listed}&_facet=kind&_facet=act&_facet=outlet"] * 10,
            "claims, two facets": [
                f"{listed}&_facet=outlet&kind={kind}&act={act}"
                for kind in ("direct", "indirect", "mixed")
                for act in ("states", "believes")
            ],
            "search": [f"{listed}&quote__contains={quote_plus(each)}" for each in self._questions()],
            "home": [f"/{name}/articles?_sort_desc=sort_at&_facet=outlet"] * 10,
        }

    def _pairs(self) -> Iterator[dict[str, str]]:
        kinds, acts = ("direct", "indirect", "mixed"), ("states", "believes", "intends")
        one_of: tuple[dict[str, Sequence[str]], ...] = (
            {"source": self.slugs},
            {"outlet": self.outlets},
            {"kind": kinds},
            {"act": acts},
            {"hedged": ("yes", "no")},
            {"nested": ("yes", "no")},
            {"type": ("person", "government", "organization", "group")},
            {"relayed": self.slugs},
        )
        pairs = [(a, b) for place, a in enumerate(one_of) for b in one_of[place + 1 :]]
        for a, b in [*pairs, *pairs]:
            yield {name: self.random.choice(values) for each in (a, b) for name, values in each.items()}

    def _questions(self) -> list[str]:
        """The commonest words, any words, two of them and phrases."""
        quotes = [quote.split() for *_, quote in self.claims]
        common = [word for word, _ in self.words.most_common(10)]
        return [
            *common,
            *(" ".join(pair) for pair in pairwise(common)),
            *(words[5] for words in quotes[:10]),
            *(" ".join(words[3:5]) for words in quotes[10:20]),
            *(f'"{" ".join(words[2:5])}"' for words in quotes[20:30]),
        ]

    def _narrowed(self) -> Iterator[dict[str, str]]:
        words = self._questions()
        for place, slug in enumerate(self.slugs):
            facet = (
                ("source", slug),
                ("kind", "direct"),
                ("outlet", self.outlets[place % 20]),
                ("hedged", "yes"),
            )
            yield {"q": words[place % len(words)], **dict([facet[place % len(facet)]])}
