"""What a link looks like where it is pasted: a title, a line below it, and a picture."""

import re
from dataclasses import dataclass, replace
from textwrap import shorten

from app.domain import ShareKind
from app.present.about import about
from app.present.dates import in_words
from app.present.quotation import told, who, with_cue
from app.present.quotes import as_name
from app.present.shared import became, voices_of
from app.present.voices import NO_SOURCE, speakers
from app.store.link_pages import ComparePage, MatterPage
from app.store.pages import ArticlePage, ArticleRef, Chip, Claim, SourcePage
from app.store.share_pages import SharePage

TITLE, DESCRIPTION, WORDS = 90, 200, 420  # code points at most
OPENING = re.compile(r"(?:^|(?<=[\s(\[—–-]))([\"'])")
CURLY = {'"': ("“", "”"), "'": ("‘", "’")}


@dataclass(frozen=True, slots=True)
class Card:
    """Of a claim, `by` are those who make it, and its words are underlined in the first one's ink.

    Of anything else there is a `kicker` above the words, and `voices` are who is heard in it. `since` is
    what became of it, where the link is to how it stood.
    """

    title: str
    description: str
    words: str
    foot: str
    by: tuple[Chip, ...] = ()
    cue: str = ""
    kicker: str = ""
    voices: tuple[Chip, ...] = ()
    since: str = ""

    @property
    def alt(self) -> str:
        """What the picture shows, for those who do not see it."""
        names = " and ".join(chip.name for chip in self.by)
        words = f"{names}: {self.words}" if names else self.words
        return ". ".join(filter(None, (self.since, words, self.foot)))


def card_of_claim(claim: Claim, article: ArticleRef) -> Card:
    """The words are not put between quotation marks, which would make a reporter's words the speaker's."""
    where = ", ".join(filter(None, (article.outlet or article.title, in_words(article.published))))
    reported = f"{told(claim)} {where}"
    return Card(
        title=_title(claim),
        description=cut(f"{who(claim)}, {reported}", DESCRIPTION),
        words=curly(cut(claim.quote, WORDS)),
        foot=where,
        by=speakers(claim),
        cue=claim.cue,
    )


def _title(claim: Claim) -> str:
    """As in "Ann Lee denied: the accusation"; the names leave half of the line to the words at least."""
    names = " and ".join(chip.name for chip in claim.sources) or NO_SOURCE.name
    plain = replace(claim, relay=())
    return cut(f"{cut(with_cue(names, plain), TITLE // 2)}: {claim.quote}", TITLE)


def card_of_article(page: ArticlePage) -> Card:
    article, claims = page.article, _claims(len(page.claims))
    voices = tuple(facet.chip for facet in page.legend if facet.chip is not None)
    when = in_words(article.published)
    return Card(
        title=cut(article.title or "An article without a title", TITLE),
        description=cut(f"{', '.join(filter(None, (article.outlet, when)))}: {claims}.", DESCRIPTION),
        words=curly(cut(article.title or "Without a title", WORDS)),
        foot=f"{when}: {claims}",
        kicker=article.outlet,
        voices=voices,
    )


def card_of_source(page: SourcePage) -> Card:
    row = page.row
    said = f"{_counted(row.claims, 'claim')} in {_counted(row.articles, 'article')}"
    known = ", ".join(about(row))
    return Card(
        title=cut(row.source.name, TITLE),
        description=cut(f"{known}: {said}." if known else f"{said}.", DESCRIPTION),
        words=cut(row.source.name, WORDS),
        foot=said,
        kicker=known or row.source.type,
        voices=(row.source,),
    )


def card_of_comparison(page: ComparePage, title: str) -> Card:
    matters = _counted(len(page.matters) + page.more_matters, "matter")
    foot = f"{matters} in {_counted(page.total_articles, 'article')}"
    return Card(
        title=cut(f"Who says what: {title}" if title else "Who says what", TITLE),
        description=f"What sources say of the same matters, side by side: {foot}.",
        words=curly(cut(title or "What sources say of the same matters, side by side", WORDS)),
        foot=foot,
        kicker="Who says what",
        voices=page.sources,
    )


def card_of_matter(page: MatterPage) -> Card:
    name, claims = as_name(page.name), _counted(len(page.claims), "claim")
    voices = tuple(dict.fromkeys(chip for row in page.claims for chip in speakers(row.claim)))
    foot = f"{claims} by {_counted(len(voices), 'source')}"
    return Card(
        title=cut(f"Who says what: {name}", TITLE),
        description=f"What sources say of one matter, and the figures that they give: {foot}.",
        words=curly(cut(name, WORDS)),
        foot=foot,
        kicker="Who says what",
        voices=voices,
    )


def card_of_share(page: SharePage) -> Card:
    """As it was shared, and where something became of it since, that first of all.

    Nothing is told here that the link itself does not show.
    """
    return since_then(_shared(page), became(page))


def since_then(card: Card, since: str) -> Card:
    """The card, before all else saying what became of it, as in "removed since", if anything did."""
    if not since:
        return card
    since = f"{since[:1].upper()}{since[1:]}"
    return replace(
        card,
        title=cut(f"{since}: {card.title}", TITLE),
        description=cut(f"{since} then. {card.description}", DESCRIPTION),
        since=since,
    )


def _shared(page: SharePage) -> Card:
    if page.kind is ShareKind.CLAIM:
        row = page.claims[0].shared.row
        return card_of_claim(row.claim, row.article)
    claims = _claims(sum(not held.shared.left_out for held in page.claims))
    kickers = {ShareKind.COLLECTION: "A collection of claims", ShareKind.COMPARISON: "Who says what"}
    kicker = page.article.outlet if page.article else kickers[page.kind]
    when = in_words(page.article.published) if page.article else ""
    return Card(
        title=cut(page.title, TITLE),
        description=cut(f"{', '.join(filter(None, (kicker, when)))}: {claims}.", DESCRIPTION),
        words=curly(cut(page.title, WORDS)),
        foot=": ".join(filter(None, (when, claims))),
        kicker=kicker,
        voices=voices_of(page),
    )


def _claims(number: int) -> str:
    return (
        f"{_counted(number, 'claim')} and who makes {'them' if number != 1 else 'it'}"
        if number
        else "no claims"
    )


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' if number != 1 else ''}"


def cut(text: str, longest: int) -> str:
    """The text on one line; where it is longer, up to a word, and an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    short = shorten(text, longest, placeholder=" …")
    return short if short != "…" else f"{text[: longest - 1]}…"


def curly(text: str) -> str:
    """Typewriter's quotation marks as printers set them."""
    text = OPENING.sub(lambda mark: CURLY[mark[1]][0], text)
    return text.replace('"', "”").replace("'", "’")
