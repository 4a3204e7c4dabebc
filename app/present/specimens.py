"""Invented rows that the style guide shows its components with."""

from datetime import UTC, date, datetime

from app.domain import Act, Kind, Precision, SourceType, Span
from app.store.list_pages import Line
from app.store.pages import ArticleRef, ArticleRow, Chip, Claim, ClaimRow, Facet, Period, When
from app.store.slots import SLOTS, ink_and_line

NAMES = (
    ("Ines Halloran", "HAL"),
    ("Marrow Port Authority", "MPA"),
    ("Tobias Renn", "REN"),
    ("Deepline", "DEE"),
    ("Ministry of Works", "MOW"),
    ("Chamber of Trade", "COT"),
    ("Adaeze Brandt", "BRA"),
    ("Kestle Town Council", "KTC"),
)


def _chip(number: int, type_: SourceType = SourceType.PERSON) -> Chip:
    name, label = NAMES[number]
    return Chip(label.lower(), name, label, type_, *ink_and_line(SLOTS[number]))


CHIPS = tuple(_chip(number) for number in range(len(NAMES)))
UNNAMED = Chip("residents", "residents", "unnamed", SourceType.GROUP, 0, 0)
HALLORAN, RENN, DEEPLINE = CHIPS[0], CHIPS[2], CHIPS[3]

ARTICLE = ArticleRef(
    id=1,
    title="Swing bridge at Marrow Bay stays shut until spring",
    outlet="Kestle Courier",
    author="Wren Abara",
    url="",
    published=When(datetime(2031, 11, 19, tzinfo=UTC), Precision.DATE),
    language="en",
)
ENTRY = ArticleRow(ARTICLE, (*CHIPS[:4], UNNAMED), 11)


def _row(key: str, before: str, quote: str, after: str, chips: tuple[Chip, ...], **more: object) -> ClaimRow:
    given: dict[str, object] = {
        "kind": Kind.INDIRECT,
        "act": Act.STATES,
        "hedges": (),
        "relay": (),
        "nested_in": None,
        **more,
    }
    spans = {f"{part}_spans": () for part in ("source", "cue", "hedge")}
    claim = Claim(
        id=key,
        quote=quote,
        sources=chips,
        mention="",
        cue="",
        content_spans=(Span(0, len(quote)),),
        margin=1.0,
        **spans,  # type: ignore[arg-type]
        **given,  # type: ignore[arg-type]
    )
    return ClaimRow(claim, ARTICLE, before, after)


ROWS = (
    _row(
        "specimen01",
        "",
        "“We would rather have angry drivers than drowned ones,”",
        " said Ines Halloran, the authority’s chief engineer.",
        (HALLORAN,),
        kind=Kind.DIRECT,
    ),
    _row(
        "specimen02",
        "Tobias Renn, who chairs their union, said that ",
        "a third pier “might not last the winter”",
        ", citing the dive firm Deepline.",
        (RENN,),
        kind=Kind.MIXED,
        hedges=("might",),
        relay=(DEEPLINE,),
    ),
    _row(
        "specimen03",
        "Residents there fear that ",
        "the detour will outlast the repairs",
        ".",
        (UNNAMED,),
        act=Act.BELIEVES,
    ),
    _row(
        "specimen04",
        "",
        "The bridge is reportedly older than its papers say",
        ".",
        (),
        hedges=("reportedly",),
    ),
)
FACETS = (
    Facet(HALLORAN.slug, HALLORAN.name, 12, True, HALLORAN),
    Facet(RENN.slug, RENN.name, 7, False, RENN),
    Facet(DEEPLINE.slug, DEEPLINE.name, 2, False, DEEPLINE),
    Facet("", "no source given", 1, False),
)
KINDS = (
    Facet("direct", "direct", 9, False),
    Facet("mixed", "mixed", 3, False),
    Facet("indirect", "indirect", 0, False),
)
DATES = (
    Period("2031-11", date(2031, 11, 1), date(2031, 11, 30), 11),
    Period("2031-10", date(2031, 10, 1), date(2031, 10, 31), 4),
)
LINES = (
    Line(
        "specimen02",
        (RENN,),
        ARTICLE,
        "Tobias Renn said that a third ",
        "pier",
        " “might not last the winter”, citing Deepline.",
        8,
        29,
    ),
    Line(
        "specimen05",
        (HALLORAN,),
        ARTICLE,
        "Divers found cracks in the second ",
        "pier",
        " and in the fifth, she said.",
        34,
        17,
    ),
)
