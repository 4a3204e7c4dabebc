"""The tables of share links: what was shared, and its claims as they stood then."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain import ShareKind
from app.store.base import Base


class Share(Base):
    """Something that whoever has the link may read. Of the link's token a digest alone is kept.

    `path` is the address of what was shared, with its filters. `article_id` and `version_id` are set
    where it is one article, or a claim of it; `whole` where its whole text may be read.
    """

    __tablename__ = "shares"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[ShareKind]
    path: Mapped[str]
    title: Mapped[str]
    note: Mapped[str]
    who: Mapped[str]
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("versions.id"))
    whole: Mapped[bool]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]  # last
    openings: Mapped[int]


class SharedClaim(Base):
    """A claim as it stood when it was shared; `shown` holds a share_pages.SharedClaim."""

    __tablename__ = "shared_claims"

    share_id: Mapped[int] = mapped_column(ForeignKey("shares.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"))
    shown: Mapped[dict[str, Any]]
