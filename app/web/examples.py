"""What the API’s documentation shows: answers, in their own dataclasses, about a town that does not exist."""

from datetime import UTC, date, datetime

from app.actions import Done
from app.domain import (
    Act,
    FeedState,
    ImportState,
    ItemState,
    Kind,
    Precision,
    Relation,
    SourceType,
    Span,
    Verdict,
)
from app.store.intake_pages import FeedRow, FeedsPage, ImportItem, ImportPage, ImportRow, ImportsPage
from app.store.link_pages import CrossReferences, LinkedClaim
from app.store.list_pages import Concordance, Line
from app.store.pages import (
    Alias,
    ArticlePage,
    ArticleRef,
    ArticleRow,
    ArticlesPage,
    Chip,
    Claim,
    ClaimPage,
    ClaimRow,
    ClaimsPage,
    Facet,
    Period,
    SourcePage,
    SourceRow,
    SourcesPage,
    VersionRef,
    When,
)

TEXT = "The ferry will stop in May, the Marrow Port Authority said on Tuesday. Nobody asked the pilots."
QUOTE = "The ferry will stop in May"
CURSOR = "WyIyMDMxLTAxLTA1IiwxMl0"
READ_AT = datetime(2031, 1, 5, 9, 30, tzinfo=UTC)


def spans(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


APPEARED = When(datetime(2031, 1, 5, tzinfo=UTC), Precision.DATE)
AUTHORITY = Chip("marrow-port-authority", "Marrow Port Authority", "MPA", SourceType.ORGANIZATION, 1, 1)
COUNCIL = Chip("marrow-town-council", "Marrow Town Council", "MTC", SourceType.GOVERNMENT, 2, 1)
ARTICLE = ArticleRef(
    12,
    "Ferry to stop in May",
    "Kestle Courier",
    "Wren Abara",
    "https://courier.example/ferry",
    APPEARED,
    "en",
)
CLAIM = Claim(
    id="k7m2pqx4vd",
    quote=QUOTE,
    kind=Kind.INDIRECT,
    act=Act.STATES,
    hedges=(),
    sources=(AUTHORITY,),
    relay=(),
    mention="the Marrow Port Authority",
    cue="said",
    source_spans=spans("the Marrow Port Authority"),
    cue_spans=spans("said"),
    content_spans=spans(QUOTE),
    hedge_spans=(),
    nested_in=None,
    margin=0.94,
)
CLAIM_ROW = ClaimRow(CLAIM, ARTICLE, before="", after=", the Marrow Port Authority said on Tuesday.")
MONTH = Period("2031-01", date(2031, 1, 1), date(2031, 1, 31), 1)
BY_AUTHORITY = Facet(AUTHORITY.slug, AUTHORITY.name, 1, chosen=False, chip=AUTHORITY)
OUTLET = Facet("Kestle Courier", "Kestle Courier", 1, chosen=False)

ARTICLES = ArticlesPage((ArticleRow(ARTICLE, (AUTHORITY,), 1),), 31, CURSOR, (OUTLET,), (MONTH,))
ARTICLE_PAGE = ArticlePage(
    ARTICLE,
    version=1,
    text=TEXT,
    captions=(),
    read_for_claims=True,
    claims=(CLAIM,),
    legend=(BY_AUTHORITY,),
    versions=(VersionRef(1, ARTICLE.title, READ_AT),),
)
CLAIMS = ClaimsPage(
    rows=(CLAIM_ROW,),
    total=73,
    next=CURSOR,
    sources=(BY_AUTHORITY,),
    kinds=(Facet("indirect", "indirect", 1, chosen=False),),
    acts=(Facet("states", "states", 1, chosen=False),),
    outlets=(OUTLET,),
    dates=(MONTH,),
)
CLAIM_PAGE = ClaimPage(CLAIM, ARTICLE, version=1, text=TEXT, offset=0, neighbours=(CLAIM,))
CONCORDANCE = Concordance(
    CLAIMS,
    (Line(CLAIM.id, (AUTHORITY,), ARTICLE, "The ", "ferry", " will stop in May, the Marrow", 4, 17),),
)
SOURCE_ROW = SourceRow(
    AUTHORITY,
    role="",
    affiliation="",
    country="",
    claims=1,
    relayed=0,
    articles=1,
    first=APPEARED,
    last=APPEARED,
)
SOURCES = SourcesPage((SOURCE_ROW,), 104, CURSOR, (Facet("organization", "organization", 1, chosen=False),))
SOURCE_PAGE = SourcePage(
    SOURCE_ROW,
    aliases=(Alias("the port authority", "mention", 1, ARTICLE, can_move=True),),
    article=None,
    claims=CLAIMS,
    timeline=(MONTH,),
)
OTHER_CLAIM = Claim(
    id="w3t9hbn6rz",
    quote="the ferry runs until July",
    kind=Kind.INDIRECT,
    act=Act.STATES,
    hedges=("reportedly",),
    sources=(COUNCIL,),
    relay=(),
    mention="the town council",
    cue="says",
    source_spans=(Span(0, 16),),
    cue_spans=(Span(17, 21),),
    content_spans=(Span(22, 47),),
    hedge_spans=(Span(48, 58),),
    nested_in=None,
    margin=0.81,
)
CROSS_REFERENCES = CrossReferences(
    claim=CLAIM.id,
    agrees=(),
    differs=(
        LinkedClaim(
            relation=Relation.DIFFERS,
            score=0.87,
            why="Both say how long the ferry runs, and give other months.",
            claim=OTHER_CLAIM,
            article=ARTICLE,
            shared_here=(Span(4, 9),),
            shared_there=(Span(4, 9),),
            figure_here="May",
            figure_there="July",
            when_here="",
            when_there="",
            articles=1,
            same_origin=False,
            verdict=Verdict.NONE,
            decided=None,
        ),
    ),
    related=(),
    repeated=(),
    rejected=(),
    origins=0,
    more=0,
)
IMPORT_ROW = ImportRow(
    id=3,
    name="2 addresses",
    feed=None,
    who="ana",
    state=ImportState.RUNNING,
    asked_at=READ_AT,
    finished_at=None,
    total=2,
    stored=1,
    changed=0,
    there=0,
    failed=0,
    left=1,
    rate=6.5,
)
IMPORTS = ImportsPage((IMPORT_ROW,), 3, None)
IMPORT_PAGE = ImportPage(
    IMPORT_ROW, (ImportItem(ARTICLE.url, ItemState.STORED, ARTICLE.id, ARTICLE.title, ""),), None
)
FEEDS = FeedsPage(
    (
        FeedRow(
            id=2,
            url="https://courier.example/feed",
            title="Kestle Courier",
            state=FeedState.FOLLOWED,
            every=30,
            checked_at=READ_AT,
            due_at=READ_AT.replace(hour=10),
            failures=0,
            error="",
            articles=8,
            latest=3,
        ),
    )
)
FOLLOWED = Done(event=41, feed=2)
