"""Makes an archive of news that is made up, for trying `sourcelight backfill`.

    python -m benchmarks.archive 2000 news.parquet

Every article is new and holds some eight statements by sources of all kinds, so that reading it for
claims takes as long as reading news does.
"""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

FIRST = ("Ada", "Bo", "Cora", "Dov", "Edda", "Finn", "Greta", "Hal", "Ines", "Jon", "Kaja", "Lev", "Mona")
LAST = (
    "Lund",
    "Moss",
    "Berg",
    "Falk",
    "Holm",
    "Strand",
    "Vik",
    "Dahl",
    "Ness",
    "Roe",
    "Tamm",
    "Wahl",
    "Aske",
)
OFFICES = ("mayor", "harbour master", "minister", "spokeswoman", "engineer", "professor")
PLACES = ("Ellmouth", "Varn", "Kestrel Bay", "Oldham Ferry", "Norrvik", "Saltby", "Drumlin", "Highmarsh")
WHAT = (
    "ferry",
    "bridge",
    "harbour",
    "school",
    "tram",
    "mill",
    "library",
    "prison",
    "canal",
    "museum",
    "lake",
)
WHOSE = ("old", "new", "northern", "southern", "upper", "lower", "royal", "public", "private", "flooded")
VERBS = ("reopen", "close", "sell", "rebuild", "inspect", "fund", "move", "insure", "heat", "paint", "drain")
WHEN = ("by spring", "within {n} days", "before the vote", "for {n} crowns", "at a loss", "in 20{m}")
WHO = ("the council", "its owners", "{n} families", "the region", "a buyer from {place}", "the court")
PARAGRAPHS = 7
TELLINGS = (
    "{name}, the {office} of {place}, said that {event}.",
    "“We counted {n} visitors a day, and {event},” said {name}.",
    "According to {name} of {place}, {event}.",
    "Officials in {place} reportedly fear that {event}.",
    "The {place} Council announced on Tuesday that {event}, and {name} denied that {other}.",
)
ASIDES = (
    "It rained for {n} hours in {place}, and {other_thing} stayed closed.",
    "The meeting in {place} lasted {n} minutes.",
    "Some {n} people live near {thing}, which was built in 19{m}.",
)


def articles(count: int) -> Iterator[dict[str, str]]:
    """The same ones at every call."""
    chance = random.Random(1)  # noqa: S311 - nothing secret
    for number in range(count):
        day = date(2031, 1, 1) + timedelta(days=number % 365)
        outlet = f"The {PLACES[number % len(PLACES)]} Courier"
        paragraphs = [
            " ".join(_filled(chance, each) for each in (chance.choice(TELLINGS), chance.choice(ASIDES)))
            for _ in range(PARAGRAPHS)
        ]
        yield {
            "id": str(number),
            "title": _filled(chance, "What {name} knows of {thing}"),
            "text": "\n\n".join(paragraphs),
            "outlet": outlet,
            "url": f"https://courier.example/{number}",
            "published_at": day.isoformat(),
        }


def _filled(chance: random.Random, template: str) -> str:
    words = {
        "name": f"{chance.choice(FIRST)} {chance.choice(LAST)}",
        "office": chance.choice(OFFICES),
        "place": chance.choice(PLACES),
        "n": chance.randrange(2, 900),
        "m": chance.randrange(31, 99),
    }
    for name in ("event", "other"):
        words[f"{name}_thing"] = f"the {chance.choice(WHOSE)} {chance.choice(WHAT)}"
        what = f"would {chance.choice(VERBS)} {words[f'{name}_thing']}"
        told = f"{chance.choice(WHO)} {what} {chance.choice(WHEN)}"
        words[name] = told.format(**words)
    return template.format(**words, thing=words["event_thing"])


def main(count: int, path: Annotated[Path, typer.Argument(help=".parquet or .jsonl")]) -> None:
    if path.suffix == ".parquet":
        import pyarrow as arrow  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415

        parquet.write_table(arrow.Table.from_pylist(list(articles(count))), path)
    else:
        with path.open("w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(each, ensure_ascii=False)}\n" for each in articles(count))


if __name__ == "__main__":
    typer.run(main)
