"""A claim as it stood in one version of its article: for its page, its picture and oEmbed."""

from dataclasses import dataclass

from app.present.cards import Card, card_of_claim, since_then
from app.present.pinned import changed_since, claim_in
from app.store import queries
from app.store.errors import Gone, NotFound, Why
from app.store.pages import ClaimPage
from app.store.session import Session


@dataclass(frozen=True, slots=True)
class Pinned:
    """`gone` says why the claim is no more, `changed` what of it is otherwise now."""

    page: ClaimPage
    gone: Gone | None
    changed: tuple[str, ...]

    @property
    def card(self) -> Card:
        card = card_of_claim(self.page.claim, self.page.article)
        if self.gone is not None:
            return since_then(card, "removed since" if self.gone.why is Why.REMOVED else "gone since")
        return since_then(card, "changed since" if self.changed else "")


def pinned(session: Session, key: str, version: int) -> Pinned:
    """Raises NotFound for a version that does not have the claim, and Gone where that is gone, too."""
    now = gone = None
    try:
        now = queries.claim_page(session, key)
        article = now.article.id
    except Gone as error:
        if error.article is None:
            raise
        gone, article = error, error.article
    page = claim_in(queries.article_page(session, article, version=version), key)
    if page is not None:
        return Pinned(page, gone, changed_since(page.claim, now.claim) if now else ())
    if gone is not None:
        raise gone
    raise NotFound(f"Version {version} of its article does not have the claim {key[:80]}.")


def card_of(session: Session, key: str, version: int | None) -> Card:
    """Of the claim as it stands, or as it stood in that version. Raises NotFound and Gone."""
    if version is not None:
        return pinned(session, key, version).card
    page = queries.claim_page(session, key)
    return card_of_claim(page.claim, page.article)
