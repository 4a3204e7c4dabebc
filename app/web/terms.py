"""The filters of a view as the terms of a sentence, each of which a link takes away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain import SourceType
from app.present.dates import days_in_words
from app.store.pages import Facet
from app.web.address import Address

DAYS = ("from", "to")
# What stands before a filter's values, in the order of a sentence.
BEFORE = {
    "q": "with ",
    "source": "by ",
    "without": "not by ",
    "voice": "",
    "type": "",
    "named": "",
    "relayed": "relayed from ",
    "kind": "",
    "act": "",
    "hedged": "",
    "nested": "",
    "outlet": "in ",
    "from": "",
    "to": "",
}
ORDER = list(BEFORE)
OF_SOURCES = ("source", "without", "relayed")
WORDS = {
    ("source", ""): "with no source given",
    ("without", ""): "with a source given",
    ("voice", "own"): "in the article’s own voice",
    ("outlet", ""): "in no outlet that is given",
    ("hedged", "yes"): "hedged",
    ("hedged", "no"): "not hedged",
    ("nested", "yes"): "inside another claim",
    ("nested", "no"): "not inside another claim",
    ("named", "yes"): "by sources with a name",
    ("named", "no"): "by sources without a name alone",
}
BY_TYPE: Mapping[str, str] = {
    SourceType.PERSON: "by a person",
    SourceType.ORGANIZATION: "by an organization",
    SourceType.GOVERNMENT: "by a government",
    SourceType.GROUP: "by a group",
    SourceType.PUBLICATION: "by a publication",
    SourceType.ANONYMOUS: "by somebody unnamed",
    SourceType.AUTHOR: "by the article’s author",
}
OF_TYPE: Mapping[str, str] = {type_: f"of type {type_}" for type_ in SourceType}


@dataclass(frozen=True, slots=True)
class Term:
    """`joint` is what stands before it in the sentence; `href` is the view without it."""

    name: str
    text: str
    joint: str
    href: Address


def terms(
    here: Address, sources: Iterable[Facet] = (), types: Mapping[str, str] = BY_TYPE
) -> tuple[Term, ...]:
    """As in: by Ann Lee or Bo Renn, direct, in the Courier. `sources` gives the names of slugs."""
    names = {(name, facet.value): facet.name for name in OF_SOURCES for facet in sources}
    names |= {("type", type_): words for type_, words in types.items()}
    pairs = sorted((pair for pair in here.pairs if pair[0] in ORDER), key=lambda pair: ORDER.index(pair[0]))
    found: list[Term] = []
    for name, value in pairs:
        if name in DAYS:
            continue
        is_first = not found or found[-1].name != name
        words = f"“{value}”" if name == "q" else names.get((name, value), value)
        text = WORDS.get((name, value)) or (BEFORE[name] if is_first else "") + words
        joint = ", " if is_first else " nor " if name == "without" else " or "
        found.append(Term(name, text, joint if found else "", here.dropped(name, value)))
    days = [date.fromisoformat("".join(here.all(name))) if here.all(name) else None for name in DAYS]
    if any(days):
        found.append(Term("from", days_in_words(*days), ", " if found else "", here.without(*DAYS)))
    return tuple(found)
