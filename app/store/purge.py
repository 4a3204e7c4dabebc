"""Erasing the words of an article: what remains says that there was one, and keeps its permalinks gone."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, exists, select, text, update
from sqlalchemy.orm import Session

from app.store import details, notes, search, shares
from app.store.link_tables import Embedding
from app.store.places import searched
from app.store.tables import (
    Alias,
    Article,
    Claim,
    ClaimSource,
    EarlierClaim,
    Event,
    Form,
    Import,
    ImportItem,
    Naming,
    Origin,
    Sighting,
    Source,
    Version,
    Voice,
)

NAMELESS = "(purged)"
LASTING = ("withdraw", "purge")  # actions whose reason is told in the article's place


def erase(session: Session, article: Article) -> None:
    """Leave nothing of a withdrawn article's words: title, text, claims with what people wrote beside
    them, and who is named in it alone.

    Outlet and date stay, and the digests of address and text. The database's files still hold what was
    there until SQLite is scrubbed (session.py), or PostgreSQL next vacuums.
    """
    _forget_words(session, article)
    shares.forget(session, article.id)
    _erase_log(session, article.id)
    _erase_claims(session, article)
    _erase_names(session, article.id)
    article.title = article.author = article.url = ""
    article.captions, article.as_read = [], {}
    session.execute(update(Version).where(Version.article_id == article.id).values(title="", text=""))
    imported = ImportItem.article_id == article.id
    ids = select(ImportItem.import_id).where(imported)
    session.execute(update(Import).where(Import.id.in_(ids), Import.feed_id.is_(None)).values(name=NAMELESS))
    session.execute(update(ImportItem).where(imported).values(name=NAMELESS, data=None))
    session.flush()
    if (
        session.get_bind().dialect.name == "sqlite"
    ):  # until its parts are merged, an index only notes that words are gone
        for name in search.TABLES:
            session.execute(text(f"INSERT INTO {name} ({name}) VALUES ('optimize')"))  # noqa: S608 # nosec


def _forget_words(session: Session, article: Article) -> None:
    of_article = Claim.article_id == article.id
    # Those that were there when it was withdrawn; what was gone before is found no more.
    found = session.scalars(select(Claim).where(of_article, Claim.gone_at == article.withdrawn_at))
    search.forget(session, search.CLAIMS, searched(found))
    text_ = details.newest(session, article.id).text
    search.forget(session, search.ARTICLES, details.searched(article, text_))


def _erase_log(session: Session, article_id: int) -> None:
    """Let the log say who decided what and when, but in nobody's words; why it was taken away stays."""
    claims = select(Claim.id).where(Claim.article_id == article_id)
    of_claims = (Event.subject_kind == "claim") & Event.subject_id.in_(claims)
    of_article = (Event.subject_kind == "article") & (Event.subject_id == article_id)
    for event in session.scalars(select(Event).where(of_claims | of_article)):
        event.before, event.after = _wordless(event.before), _wordless(event.after)
        if event.action not in LASTING:
            event.reason = ""


def _wordless(told: Mapping[str, Any]) -> dict[str, Any]:
    lasting = ("/withdrawn", "/purged")
    facts = {name: value if name.endswith(lasting) else None for name, value in told["facts"].items()}
    return {**told, "facts": facts, "words": ""}


def _erase_claims(session: Session, article: Article) -> None:
    ids = select(Claim.id).where(Claim.article_id == article.id)
    notes.forget(session, ids)
    for table in (ClaimSource, Voice, EarlierClaim):
        session.execute(delete(table).where(table.claim_id.in_(ids)))
    words = ("quote", "prefix", "suffix", "mention", "cue")
    lists = ("hedges", "source_spans", "cue_spans", "content_spans", "hedge_spans")
    # Rows of vectors are never deleted (vectors.py).
    for made in session.scalars(select(Embedding).where(Embedding.claim_id.in_(ids))):
        made.vectors = bytes(len(made.vectors))
    nothing: dict[str, object] = dict.fromkeys(words, "") | {name: [] for name in lists}
    nothing |= {"decided": {}, "as_read": {}}
    session.execute(update(Claim).where(Claim.article_id == article.id).values(nothing))


def _erase_names(session: Session, article_id: int) -> None:
    """Namings and forms that this article alone has, and the entries that were made of them."""
    of_article = Naming.article_id == article_id
    namings = select(Naming.id).where(of_article)
    seen = session.scalars(select(Sighting.alias_id).where(Sighting.naming_id.in_(namings))).all()
    named = session.scalars(select(Naming.entry_id).where(of_article)).all()
    session.execute(delete(Sighting).where(Sighting.naming_id.in_(namings)))
    session.execute(delete(Naming).where(of_article))
    read, is_seen = Alias.form.in_((Form.NAME, Form.MENTION)), exists().where(Sighting.alias_id == Alias.id)
    # An earlier reading may have had other names and forms; which, nobody kept.
    texts = session.scalars(select(Version.text).where(Version.article_id == article_id))
    words = " ".join(texts).casefold()
    for alias in session.scalars(select(Alias).where(Alias.source_id.in_(named), read, ~is_seen)).all():
        if alias.id in seen or alias.alias.casefold() in words:
            session.delete(alias)
    session.flush()
    still = exists().where((Naming.entry_id == Source.id) | (Naming.source_id == Source.id))
    for entry in session.scalars(select(Source).where(Source.origin == Origin.READ, ~still)).all():
        if entry.id in named or entry.article_id == article_id or entry.name.casefold() in words:
            session.execute(delete(Alias).where(Alias.source_id == entry.id, ~is_seen))
            entry.slug, entry.name, entry.sort_key = f"purged-{entry.id}", NAMELESS, NAMELESS
            entry.label = entry.role = entry.affiliation = entry.country = ""
            entry.read_name = None
