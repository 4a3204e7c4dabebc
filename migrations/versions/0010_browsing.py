"""What lists of a million claims are found and counted by: rows that repeat it, and indexes that hold it."""

import sqlalchemy as sa
from alembic import op

from app.store.base import UtcDateTime

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels = None
depends_on = None

LIVE = {"sqlite_where": sa.text("gone_at IS NULL"), "postgresql_where": sa.text("gone_at IS NULL")}
STANDS = {
    "sqlite_where": sa.text("withdrawn_at IS NULL"),
    "postgresql_where": sa.text("withdrawn_at IS NULL"),
}
HEARD = {"sqlite_where": sa.text("last_at IS NOT NULL"), "postgresql_where": sa.text("last_at IS NOT NULL")}
KINDS, ACTS = ("direct", "mixed", "indirect"), ("states", "believes", "intends")
TYPES = ("person", "organization", "government", "group", "publication", "anonymous", "author")
NEW = {
    "claims": ("traits", "speakers"),
    "claim_sources": ("sort_at", "traits", "outlet", "speakers"),
    "sources": ("claims", "relayed", "articles", "first_at", "last_at"),
}


def upgrade() -> None:
    for table, names in NEW.items():
        for name in names:
            op.add_column(table, _column(name))
    op.create_table(
        "appearances",
        sa.Column("article_id", sa.Integer(), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("source_id", sa.Integer(), sa.ForeignKey("sources.id"), primary_key=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("relayed", sa.Integer(), nullable=False),
        sa.Column("sort_at", UtcDateTime(), nullable=False),
    )
    for name in ("by_time", "by_outlet", "by_kind", "by_act"):
        op.drop_index(f"ix_claims_{name}", "claims")
    op.drop_index("ix_claim_sources_by_source", "claim_sources")
    op.drop_index("ix_sources_by_name", "sources")
    op.drop_index("ix_articles_by_time", "articles")
    _fill()
    time = ["sort_at", "id"]
    op.create_index("ix_articles_by_time", "articles", [*time, "outlet"], **STANDS)
    by_time = [*time, "traits", "outlet", "speakers", "article_id"]
    op.create_index("ix_claims_by_time", "claims", by_time, **LIVE)
    op.create_index("ix_claims_by_outlet", "claims", ["outlet", *time, "traits", "speakers"], **LIVE)
    op.create_index("ix_claims_by_traits", "claims", ["traits", *time, "outlet", "speakers"], **LIVE)
    by_source = ["source_id", "part", "sort_at", "claim_id", "traits", "outlet", "speakers"]
    op.create_index("ix_claim_sources_by_source", "claim_sources", by_source)
    op.create_index("ix_appearances_by_source", "appearances", ["source_id", "sort_at"])
    op.create_index("ix_appearances_by_time", "appearances", ["sort_at", "source_id", "claims"])
    op.create_index("ix_sources_by_name", "sources", ["sort_key", "id", "type"], **HEARD)
    op.create_index("ix_sources_by_key", "sources", ["sort_key"])
    op.create_index("ix_sources_by_claims", "sources", ["claims", "sort_key", "id", "type"], **HEARD)
    op.create_index("ix_sources_by_time", "sources", ["last_at", "id", "type"], **HEARD)
    op.create_index("ix_sources_by_type", "sources", ["type"], **HEARD)
    entries = sa.text("last_at IS NOT NULL AND article_id IS NULL")
    op.create_index(
        "ix_sources_entries", "sources", ["sort_key"], sqlite_where=entries, postgresql_where=entries
    )
    elsewhere = sa.text("source_id <> entry_id")
    op.create_index(
        "ix_namings_elsewhere",
        "namings",
        ["entry_id"],
        sqlite_where=elsewhere,
        postgresql_where=elsewhere,
    )


def downgrade() -> None:
    op.drop_index("ix_namings_elsewhere", "namings")
    for name in ("by_name", "by_key", "by_claims", "by_time", "by_type", "entries"):
        op.drop_index(f"ix_sources_{name}", "sources")
    op.drop_index("ix_claim_sources_by_source", "claim_sources")
    for name in ("by_time", "by_outlet", "by_traits"):
        op.drop_index(f"ix_claims_{name}", "claims")
    op.drop_table("appearances")
    for table, names in NEW.items():
        for name in names:
            op.drop_column(table, name)
    op.drop_index("ix_articles_by_time", "articles")
    op.create_index("ix_articles_by_time", "articles", ["sort_at", "id"], **STANDS)
    op.create_index("ix_claims_by_time", "claims", ["sort_at", "id"], **LIVE)
    for name in ("outlet", "kind", "act"):
        op.create_index(f"ix_claims_by_{name}", "claims", [name, "sort_at", "id"], **LIVE)
    op.create_index("ix_claim_sources_by_source", "claim_sources", ["source_id", "part", "claim_id"])
    op.create_index("ix_sources_by_name", "sources", ["sort_key", "id"])


def _column(name: str) -> sa.Column[object]:
    if name.endswith("_at"):
        return sa.Column(name, UtcDateTime())
    if name in ("speakers", "outlet"):
        return sa.Column(name, sa.Text(), nullable=False, server_default="")
    return sa.Column(name, sa.Integer(), nullable=False, server_default="0")


def _fill() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    joined = "group_concat({0}, ' ')" if is_sqlite else "string_agg({0}, ' ')"
    ids = joined.format("CAST(source_id AS TEXT)")
    of_part = f"(SELECT {ids} FROM claim_sources WHERE claim_id = claims.id AND part = '{{0}}')"  # noqa: S608 # nosec
    # As app/store/traits.py packs them.
    types = _chosen("sources.type", TYPES)
    traits = f"""
        {_chosen("kind", KINDS, 1)} + {_chosen("act", ACTS, 4)}
        + CASE WHEN json_array_length(hedges) > 0 THEN 16 ELSE 0 END
        + CASE WHEN nested_in IS NULL THEN 0 ELSE 32 END
        + COALESCE((
            SELECT sum(DISTINCT {types})
            FROM claim_sources JOIN sources ON sources.id = claim_sources.source_id
            WHERE claim_id = claims.id AND part = 'by'
        ), 0)
    """  # noqa: S608 # nosec
    by, relay = of_part.format("by"), of_part.format("relay")
    speakers = f"COALESCE({by}, '') || COALESCE('|' || {relay}, '')"
    op.execute(f"UPDATE claims SET traits = {traits}, speakers = {speakers}")  # noqa: S608 # nosec
    op.execute(
        """
        UPDATE claim_sources SET
            sort_at = CASE WHEN claims.gone_at IS NULL THEN claims.sort_at END,
            traits = claims.traits, outlet = claims.outlet, speakers = claims.speakers
        FROM claims WHERE claims.id = claim_sources.claim_id
        """
    )
    op.execute(
        """
        INSERT INTO appearances (article_id, source_id, claims, relayed, sort_at)
        SELECT claims.article_id, source_id, count(CASE WHEN part = 'by' THEN 1 END),
            count(CASE WHEN part = 'relay' THEN 1 END), max(claims.sort_at)
        FROM claim_sources JOIN claims ON claims.id = claim_sources.claim_id
        WHERE claims.gone_at IS NULL GROUP BY claims.article_id, source_id
        """
    )
    op.execute(
        """
        UPDATE sources SET
            claims = sums.claims, relayed = sums.relayed, articles = sums.articles,
            first_at = sums.first_at, last_at = sums.last_at
        FROM (
            SELECT source_id, sum(claims) AS claims, sum(relayed) AS relayed, count(*) AS articles,
                min(sort_at) AS first_at, max(sort_at) AS last_at
            FROM appearances GROUP BY source_id
        ) AS sums
        WHERE sums.source_id = sources.id
        """
    )


def _chosen(column: str, values: tuple[str, ...], weight: int | None = None) -> str:
    """The place of a column's value times the weight; without one, the bit from the seventh on."""
    cases = (
        f"WHEN '{value}' THEN {64 << place if weight is None else place * weight}"
        for place, value in enumerate(values)
    )
    return f"CASE {column} {' '.join(cases)} END"
