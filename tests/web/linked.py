"""Four articles of our own writing about a fire, with cross-references made by hand."""

from datetime import UTC, date, datetime
from hashlib import blake2b

from app.domain import Draft, Precision, Relation, Span
from app.pipeline import Pipeline
from app.store import links
from app.store.links import FigureFound, Side, Tie, Worded
from app.store.session import write_session
from app.store.tables import Claim

AT = datetime(2031, 1, 5, tzinfo=UTC)
TWELVE = "at least 12 people were hurt at the mill"
OLD = "the mill may be old"
THIRTY = "30 people were hurt at the mill"
DOZEN = "at least 12 people were hurt in the fire"
WARNED = "nobody was warned"
ARTICLES = (
    ("Fire at the mill", "Courier", 5, f"Ann Lee said that {TWELVE}. Ann Lee said that {OLD}."),
    ("Mill burns", "Ledger", 6, f"Bo Renn said that {THIRTY}. Bo Renn said that rain is near."),
    ("After the fire", "Post", 7, f"Cy Moss said that {DOZEN}. Cy Moss said that {WARNED}."),
    ("What the morning brought", "Star", 8, f"Bo Renn said that {THIRTY}."),
)
FIGURES = {
    TWELVE: ("at least 12 people", 12.0, None, "on Saturday"),
    THIRTY: ("30 people", 30.0, 30.0, ""),
    DOZEN: ("at least 12 people", 12.0, None, ""),
}
TIES = (
    (
        TWELVE,
        THIRTY,
        Relation.DIFFERS,
        "The figures at least 12 people and 30 people cannot both hold.",
        "hurt",
    ),
    (TWELVE, DOZEN, Relation.AGREES, "Both say much the same.", "people were hurt"),
    (THIRTY, DOZEN, Relation.DIFFERS, "The figures 30 people and at least 12 people cannot both hold.", ""),
    (OLD, WARNED, Relation.DIFFERS, "They answer the same question otherwise.", ""),
    (OLD, DOZEN, Relation.RELATED, "They are about the same matter.", ""),
)


def fill_linked(pipeline: Pipeline) -> dict[str, str]:
    """Store the articles and link their claims. Words of a claim -> the key of the first that has them."""
    for title, outlet, day, text in ARTICLES:
        published = datetime(2031, 1, day, tzinfo=UTC)
        pipeline.ingest(
            Draft(text, title=title, outlet=outlet, published_at=published, precision=Precision.DATE)
        )
    with write_session(pipeline.engine) as session:
        claims = session.query(Claim).order_by(Claim.id).all()
        first: dict[str, Claim] = {}
        for claim in claims:
            first.setdefault(claim.quote, claim)
        links.add_wordings(session, "by hand", {claim.id: _worded(claim.quote) for claim in claims}, AT)
        links.add_links(session, [_tie(first, tie) for tie in TIES])
        return {quote: claim.key for quote, claim in first.items()}


def _worded(quote: str) -> Worded:
    digest = blake2b(quote.encode(), digest_size=16).hexdigest()
    return Worded(digest, b"\0", tuple(_figure(*FIGURES[each]) for each in FIGURES if each == quote))


def _figure(phrase: str, low: float, high: float | None, period: str) -> FigureFound:
    return FigureFound(
        phrase, "people", period, "", low, high, ("people",), date(2031, 1, 4) if period else None
    )


def _tie(first: dict[str, Claim], tie: tuple[str, str, Relation, str, str]) -> Tie:
    one, other, relation, why, shared = tie

    def side(quote: str) -> Side:
        start = quote.find(shared)
        marked = (Span(start, start + len(shared)),) if shared and start >= 0 else ()
        differs = relation is Relation.DIFFERS
        phrase, *_, period = FIGURES.get(quote, ("", "")) if differs else ("", "")
        return Side(first[quote].id, marked, phrase, period)

    return Tie((side(one), side(other)), relation, 0.9, verbatim=False, why=why, at=AT)
