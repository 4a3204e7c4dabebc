"""Whether claims that stand are of articles that stand, and lie in claims that do."""

from collections.abc import Iterator

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased

from app.store import corrections
from app.store.health.finding import Finding, Trouble, Walk
from app.store.tables import Article, Claim


def _mend(walk: Walk) -> None:
    for article_id in sorted({row.article_id for row in walk.rows(_astray())}):
        corrections.arrange(walk.session, article_id)


WITHDRAWN = Trouble(
    "Claims that stand, of articles that were withdrawn",
    "Bring back a backup from before (“sourcelight restore”); or undo the withdrawal and withdraw again.",
)
REPLACED = Trouble(
    "Claims that were replaced by one of another article, or though they stand",
    "Bring back a backup from before (“sourcelight restore”).",
)
ASTRAY = Trouble(
    "Claims that lie in one that is gone, or of another article",
    "“--repair” says anew which lies in which, by where they stand.",
    _mend,
)


def withdrawn_articles_have_no_claims(walk: Walk) -> Iterator[Finding]:
    statement = (
        select(Claim.key, Article.id)
        .join(Article, Article.id == Claim.article_id)
        .where(Claim.gone_at.is_(None), Article.withdrawn_at.is_not(None))
    )
    for key, article_id in walk.rows(statement):
        yield Finding(WITHDRAWN, f"Claim {key} of article {article_id}")


def gone_claims_alone_are_replaced(walk: Walk) -> Iterator[Finding]:
    other = aliased(Claim)
    statement = (
        select(Claim.key, Claim.article_id, other.key.label("by"))
        .join(other, other.id == Claim.replaced_by)
        .where(or_(Claim.gone_at.is_(None), other.article_id != Claim.article_id))
    )
    for key, article_id, by in walk.rows(statement):
        yield Finding(REPLACED, f"Claim {key} of article {article_id}: replaced by {by}")


def claims_lie_in_claims(walk: Walk) -> Iterator[Finding]:
    for key, article_id, outer in walk.rows(_astray()):
        yield Finding(ASTRAY, f"Claim {key} of article {article_id}: it lies in {outer}")


def _astray() -> Select[str, int, str]:
    outer = aliased(Claim)
    return (
        select(Claim.key, Claim.article_id, outer.key.label("outer"))
        .join(outer, outer.id == Claim.nested_in)
        .where(
            Claim.gone_at.is_(None),
            or_(outer.gone_at.is_not(None), outer.article_id != Claim.article_id, outer.id == Claim.id),
        )
    )
