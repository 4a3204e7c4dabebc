"""Words that lower the commitment of a claim: reportedly, appeared to, might."""

import re

from app.domain import Span, Spans

ADVERBS = (
    "allegedly|apparently|arguably|conceivably|maybe|ostensibly|perhaps|possibly|potentially|presumably"
    "|probably|purportedly|reportedly|reputedly|seemingly|supposedly"
)
HEDGE = re.compile(
    rf"""\b(?:
        (?i:{ADVERBS})
      | (?i:alleged|presumed|purported|putative|rumou?red|suspected|unconfirmed|unverified)
      | (?<!more\ )(?<!less\ )(?i:likely)(?!\ (?:\w+\ )?voters\b)
      | (?i:(?:appear|seem)(?:s|ed|ing)?\ to)
      | (?i:(?:appear|seem)(?:s|ed)?(?=\ that\b))
      | (?i:(?:alleged|believed|presumed|reported|reputed|rumou?red|said|thought|understood)\ to\ (?:be|have))
      | may(?!\ (?:Day|\d))  # with a capital it is the month
      | (?i:could)(?=\ \w)(?!\ (?:not|barely|hardly|only)\b)  # nor "couldn’t", nor "all they could"
      | (?<!the\ )(?<!its\ )(?<!their\ )(?<!his\ )(?<!her\ )(?<!’s\ )(?<!'s\ )
        (?<!economic\ )(?<!industrial\ )(?<!military\ )(?<!naval\ )
        might(?!\ of\b|\ and\b|[.;:])  # neither the might of an army nor military might
    )\b""",
    re.VERBOSE,
)
AUXILIARY = r"(?:am|are|be|been|being|did|do|does|had|has|have|is|was|were|will|would|also|now|then)"
APPEARS_TO = r"(?:appear|seem)(?:s|ed|ing)? to"
BEFORE = re.compile(
    rf"(?:\b(?:{ADVERBS}|{AUXILIARY}|{APPEARS_TO}|likely|may|might|could)\s+)+$", re.IGNORECASE
)
AFTER = re.compile(rf"\s+(?:{ADVERBS}|likely)\b", re.IGNORECASE)
CLAUSE_START = re.compile(r"[.,;:!?–—“”\"\n]|\b(?:and|but|or|while)\b")
REACH = 60  # code points beside a cue or content in which its hedges may stand


def _beside_cue(text: str, cue: Span) -> Span:
    """The cue with the adverbs and auxiliaries right beside it: has allegedly [described]."""
    before = BEFORE.search(text[max(0, cue.start - REACH) : cue.start])
    after = AFTER.match(text[cue.end : cue.end + REACH])
    return Span(
        cue.start - len(before[0]) if before else cue.start, cue.end + after.end() if after else cue.end
    )


def _beside_content(text: str, content: Span, others: Spans) -> Span:
    """The content with what goes before it in its clause, back to other words of the attribution."""
    floor = max([0, content.start - REACH, *(other.end for other in others if other.end <= content.start)])
    starts = [match.end() for match in CLAUSE_START.finditer(text, floor, content.start)]
    after = AFTER.match(text[content.end : content.end + REACH])
    return Span(max([floor, *starts]), content.end + after.end() if after else content.end)


def hedges_of(text: str, cue: Spans, content: Spans) -> Spans:
    """Spans of the hedging words in an attribution's cue and content and right beside them, in order.

    Rounded figures (about, around, some) are no hedges: they stay with their figures.
    """
    around = [_beside_cue(text, span) for span in cue]
    around += [_beside_content(text, span, (*cue, *content)) for span in content]
    found: set[Span] = set()
    for start, end in around:
        hedges = (Span(*match.span()) for match in HEDGE.finditer(text, start, end + REACH))
        found.update(hedge for hedge in hedges if hedge.start < end)
    return tuple(sorted(found))
