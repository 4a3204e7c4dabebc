"""What it costs to link a new article of 20 claims with 10^3 to 10^6 stored ones, through the real store.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python -m benchmarks.relate

The stored claims have random vectors, but for NEAREST around each new claim, so that each is held
against as many as ever. Their articles appeared over two years. Above linker.MANY claims those of
the days around are looked at. Milliseconds of processor time: reading and storing the article itself
is not counted, and what is remembered of texts is forgotten before each search. The database of a
million claims takes two gigabytes and some minutes to fill.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from sqlalchemy import Engine, insert

from app.domain import (
    Act,
    Attribution,
    Draft,
    Kind,
    Precision,
    Reading,
    Resolution,
    Source,
    SourceType,
    Span,
    Voice,
)
from app.linker import NEAREST, Linker
from app.relate.embedding import SIZE
from app.relate.figures import figures_of
from app.relate.nearest import to_int8
from app.relate.origins import shingles_of
from app.relate.prepared import VIEWS
from app.relate.relater import Relater
from app.settings import Settings
from app.store.keys import claim_key
from app.store.link_tables import Embedding, Wording
from app.store.session import make_engine, migrate, write_session
from app.store.tables import Article, Base, Claim, Version
from app.store.write import store_article

CLAIMS = 20
DAYS = 730
RECENT = 20  # one in so many claims is of the days around
LAST = datetime(2031, 1, 1, tzinfo=UTC)
AT_ONCE = 20 * 500  # claims inserted together
SUBJECTS = (
    "the ferry that struck the northern quay",
    "the reservoir above the valley",
    "the road tunnel under the fjord",
    "the paper mill at the river mouth",
    "the regional hospital",
)
PREDICATES = (
    "would stay closed until the inquiry ends in the autumn",
    "had been inspected three times since January",
    "lost 40 workers and half of its income last year",
    "needs repairs that could cost 14 million crowns",
)
PLACES = "Tarnholm Averby Kaldvik Lissey Hallen Norrin Maren Brannoc Vennmark Skerry".split()  # noqa: SIM905


def said(number: int, place: str) -> str:
    return f"{SUBJECTS[number // len(PREDICATES)]} of {place} {PREDICATES[number % len(PREDICATES)]}"


def article() -> tuple[Draft, Reading]:
    """An article of CLAIMS claims by as many sources."""
    text, found = "", []
    for number in range(CLAIMS):
        start = len(text)
        words = said(number, PLACES[0])
        text += f"Board {number} said on Tuesday that {words}.\n\n"
        content = text.index(words, start)
        who = Span(start, start + len(f"Board {number}"))
        found.append(
            Attribution((who,), (Span(who.end + 1, who.end + 5),), (Span(content, content + len(words)),))
        )
    sources = tuple(Source(f"Board {number}", SourceType.ORGANIZATION) for number in range(CLAIMS))
    voices = tuple(Voice((index,)) for index in range(CLAIMS))
    draft = Draft(text, outlet="New", published_at=LAST, precision=Precision.DATE)
    return draft, Reading(tuple(found), Resolution(sources, voices))


def vectors_near(linker: Linker, count: int) -> Iterator[tuple[str, bytes]]:
    """Quotes and vectors of `count` stored claims; NEAREST around each new one, among the newest."""
    near = linker.tell(*article())
    random = np.random.default_rng(1)
    every = max(1, count // RECENT // (CLAIMS * NEAREST))
    for number in range(count):
        back = count - 1 - number
        place, turn = back // every % CLAIMS, back // every // CLAIMS
        noise = random.standard_normal((len(VIEWS), SIZE), np.float32)
        noise /= np.linalg.norm(noise, axis=1, keepdims=True)
        if back % every == 0 and turn < NEAREST:
            own = np.frombuffer(near[place].vectors or b"", np.int8).reshape(len(VIEWS), SIZE) / 127
            noise = (own + noise).astype(np.float32)
            noise /= np.linalg.norm(noise, axis=1, keepdims=True)
        yield said(place, PLACES[turn % len(PLACES)]), to_int8(noise).tobytes()


def fill(engine: Engine, linker: Linker, count: int) -> None:
    """Rows as reading and linking leave them, without sources and links."""
    migrate(engine)
    stored = enumerate(vectors_near(linker, count), 1)
    for first in range(1, count + 1, AT_ONCE):
        part = [next(stored) for _ in range(min(AT_ONCE, count - first + 1))]
        rows = [
            row for number, (quote, vectors) in part for row in _rows(number, quote, vectors, count, linker)
        ]
        with write_session(engine) as session:
            for table in (Article, Version, Claim, Embedding, Wording):
                of_table = [values for name, values in rows if name is table]
                session.execute(insert(table), of_table)


def _rows(
    number: int, quote: str, vectors: bytes, count: int, linker: Linker
) -> Iterator[tuple[type[Base], dict[str, object]]]:
    article, place = (number - 1) // CLAIMS + 1, (number - 1) % CLAIMS
    at = LAST - timedelta(days=DAYS * (1 - number / count))
    if place == 0:
        yield (
            Article,
            {
                "id": article,
                **dict.fromkeys(("title", "author", "url", "outlet", "outlet_key"), "Old"),
                "url_key": None,
                "text_hash": str(article),
                "published_at": at,
                "precision": Precision.DATE,
                "added_at": at,
                "sort_at": at,
                "language": "en",
                "read_for_claims": True,
                "captions": [],
            },
        )
        yield (
            Version,
            {
                "id": article,
                "article_id": article,
                "number": 1,
                "text": quote,
                "text_hash": str(article),
                "added_at": at,
                "extractor": "1",
            },
        )
    yield (
        Claim,
        {
            "id": number,
            "key": claim_key(),
            "article_id": article,
            "version_id": article,
            "ordinal": place,
            "kind": Kind.INDIRECT,
            "act": Act.STATES,
            "quote": quote,
            "mention": "the owner",
            "cue": "said",
            "start": 0,
            "end": len(quote),
            "margin": 1.0,
            "outlet": "Old",
            "sort_at": at,
            **dict.fromkeys(("prefix", "suffix"), ""),
            **{name: [] for name in ("hedges", "source_spans", "cue_spans", "content_spans", "hedge_spans")},
        },
    )
    common = {"claim_id": number, "relater": linker.version}
    yield Embedding, {"id": number, "at": at, "vectors": vectors, **common}
    yield (
        Wording,
        {"first_id": number, "embedding_id": number, "digest": str(number), **common},
    )


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """Milliseconds of processor time of the quickest round."""
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return 1000 * min(spent)


def own_memory() -> float:
    """Megabytes, without the pages of mapped files, which the system takes back at will (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = re.search(r"RssAnon:\s+(\d+)", status)
    return int(kilobytes[1]) / 1024 if kilobytes else float("nan")


class Undo(Exception):  # noqa: N818
    """Takes back what a round stored."""


def measure(rounds: int, relater: Relater, folder: Path, count: int) -> None:
    engine = make_engine(f"sqlite:///{folder / f'{count}.db'}")
    linker = Linker(relater, engine, folder)
    fill(engine, linker, count)
    began = time.process_time()
    linker.file.refresh(engine)
    made = time.process_time() - began
    draft, reading = article()
    told = linker.tell(draft, reading)
    proposal = linker.propose(told, LAST)
    settled = []

    def store() -> None:
        with write_session(engine) as session:
            stored = store_article(session, draft, reading, extractor="1", known=())
            began = time.process_time()
            linker.settle(session, stored, proposal)
            settled.append(1000 * (time.process_time() - began))
            raise Undo

    for _ in range(rounds):
        try:
            store()
        except Undo:
            continue
    tell = best_of(rounds, lambda: linker.tell(draft, reading))

    def propose_anew() -> None:
        figures_of.cache_clear()
        shingles_of.cache_clear()
        linker.propose(told, LAST)

    propose = best_of(rounds, propose_anew)
    settle = min(settled)
    print(
        f"| {count:,} | {tell:.0f} | {propose:.0f} | {settle:.0f} | {tell + propose + settle:.0f} "
        f"| {len(proposal.found)} | {own_memory():.0f} | {made:.1f} |",
        flush=True,
    )
    engine.dispose()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--most", type=int, default=6, help="power of ten to stop at")
    arguments.add_argument("--folder", type=Path, help="where the databases are made, and taken away again")
    options = arguments.parse_args()
    relater = Relater(Settings().model / "tokenizer.json", threads=1)
    print(
        "| stored claims | embed | search and judge | store | in all, ms | links | MB held | file made, s |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for power in range(3, options.most + 1):
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            measure(options.rounds, relater, Path(folder), 10**power)


if __name__ == "__main__":
    main()
