"""What would be shared by a link: claims as they stand now, with no more than readers outside are to see."""

from collections.abc import Collection, Iterator

from sqlalchemy.orm import Session

from app.domain import ShareKind, Span
from app.store.link_pages import ComparePage, LinkedClaim, MatterPage
from app.store.pages import ArticlePage, Claim, ClaimRow
from app.store.queries.articles import article_page
from app.store.queries.claims import claim_page
from app.store.queries.collections import collection_page
from app.store.queries.links import cross_references
from app.store.sentences import REACH, rest_after, rest_before
from app.store.share_pages import SharedClaim, ToShare


def claim_to_share(session: Session, key: str, *, whole: bool = False) -> ToShare:
    """A claim with summaries of its cross-references. Raises NotFound and Gone."""
    page = claim_page(session, key)
    others: list[SharedClaim] = []
    if whole:
        article = article_page(session, page.article.id, version=page.version)
        others = [_of(article, each, left_out=True) for each in article.claims if each.id != page.claim.id]
    first = SharedClaim(ClaimRow(page.claim, page.article, "", ""))
    return ToShare(
        kind=ShareKind.CLAIM,
        path=f"/claims/{page.claim.id}",
        title=page.claim.quote,
        claims=(first, *others, *_references(session, key)),
        article=page.article.id,
        version=page.version,
        whole=whole,
    )


def _references(session: Session, key: str) -> Iterator[SharedClaim]:
    found = cross_references(session, key)
    for link in (*found.differs, *found.agrees, *found.related):
        yield _reference(link)


def _reference(link: LinkedClaim) -> SharedClaim:
    """Without who gave a verdict on it, and why: that is the desk's own."""
    return SharedClaim(
        ClaimRow(link.claim, link.article, "", ""),
        relation=link.relation,
        why=link.why,
        figure=link.figure_there,
        when=link.when_there,
        figure_here=link.figure_here,
        when_here=link.when_here,
        articles=link.articles,
    )


def article_to_share(
    page: ArticlePage, left_out: Collection[str], path: str, *, whole: bool = False
) -> ToShare:
    """Its claims but those that the filter leaves out; all of them where the whole text is shared."""
    return ToShare(
        kind=ShareKind.ARTICLE,
        path=path,
        title=page.article.title or "Without a title",
        claims=tuple(
            _of(page, each, left_out=each.id in left_out)
            for each in page.claims
            if whole or each.id not in left_out
        ),
        article=page.article.id,
        version=page.version,
        whole=whole,
    )


def _of(page: ArticlePage, claim: Claim, *, left_out: bool) -> SharedClaim:
    """The claim with the rest of its sentence."""
    held = Span(
        min(span.start for span in claim.content_spans), max(span.end for span in claim.content_spans)
    )
    before = rest_before(page.text[max(held.start - REACH, 0) : held.start])
    after = rest_after(claim.quote, page.text[held.end : held.end + REACH])
    return SharedClaim(ClaimRow(claim, page.article, before, after), left_out=left_out)


def comparison_to_share(page: ComparePage, title: str, path: str) -> ToShare:
    """What each source says of each matter, then what one alone says. A claim of two sources stands once."""
    claims = {
        (matter.key, each.row.claim.id): SharedClaim(
            each.row, matter=matter.key, figure=each.figure, differs=each.differs, articles=each.articles
        )
        for matter in page.matters
        for cell in matter.cells
        for each in cell
    }
    alone = tuple(SharedClaim(row) for row in page.alone)
    return ToShare(ShareKind.COMPARISON, path, title, (*claims.values(), *alone))


def matter_to_share(page: MatterPage, title: str) -> ToShare:
    """The claims of one matter, oldest first."""
    figures = {point.row.claim.id: point.words for point in page.points}
    claims = (
        SharedClaim(
            row,
            matter=page.key,
            figure=figures.get(row.claim.id, ""),
            differs=row.claim.id in page.differing,
        )
        for row in page.claims
    )
    return ToShare(ShareKind.COMPARISON, f"/compare/{page.key}", title, tuple(claims))


def collection_to_share(session: Session, key: str) -> ToShare:
    """The claims of a collection that stand, without what the desk says of them. Raises NotFound and Gone."""
    page = collection_page(session, key)
    claims = tuple(SharedClaim(each.row) for each in page.claims if each.row is not None)
    return ToShare(ShareKind.COLLECTION, f"/collections/{page.key}", page.name, claims)
