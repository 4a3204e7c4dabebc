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
      | (?i:could)(?!\ not\b|n[’']t)
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
REACH = 40  # code points beside a cue or content in which auxiliaries and adverbs may stand


def _with_neighbours(text: str, span: Span) -> Span:
    """The span with the adverbs and auxiliaries right beside it: has allegedly [described]."""
    before = BEFORE.search(text[max(0, span.start - REACH) : span.start])
    after = AFTER.match(text[span.end : span.end + REACH])
    return Span(
        span.start - len(before[0]) if before else span.start,
        span.end + after.end() if after else span.end,
    )


def hedges_of(text: str, cue: Spans, content: Spans) -> Spans:
    """Spans of the hedging words in an attribution's cue and content and right beside them, in order.

    Rounded figures (about, around, some) are no hedges: they stay with their figures.
    """
    found: set[Span] = set()
    for span in (*cue, *content):
        start, end = _with_neighbours(text, span)
        hedges = (Span(*match.span()) for match in HEDGE.finditer(text, start, end + REACH))
        found.update(hedge for hedge in hedges if hedge.start < end)
    return tuple(sorted(found))
