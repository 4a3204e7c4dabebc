"""Set forms: transcripts ("REM: We did not know.") and signed quotations (“We will sue.” – Ida Rem)."""

import re
from collections.abc import Sequence

from app.domain import Attribution, Span

NAME = r"[A-Z][\w.’'-]*(?:[ ][A-Z][\w.’'-]*){0,3}"
LINE = re.compile(
    r"[“\"]?(?P<source>[A-Z][A-Z.’' -]{1,40}?)(?: \([^()\n]{1,40}\))?(?P<cue>:)\s+(?P<content>\S.*)",
    re.DOTALL,
)
SIGNED = re.compile(rf"(?P<content>[“\"][^“”\"]+[”\"])\s*(?P<cue>[―–—-])\s*(?P<source>{NAME})\b[^“”\".!?]*$")
FEWEST = 3  # lines that make a transcript: one alone may be a heading


def scripted(text: str, prose: Sequence[Span]) -> list[Attribution]:
    """The attributions of paragraphs in a set form: the whole paragraph is one."""
    lines = [match for p in prose if (match := LINE.fullmatch(text, *p))]
    signed = [match for p in prose if (match := SIGNED.fullmatch(text, *p))]
    return [
        Attribution((_span(match, "source"),), (_span(match, "cue"),), (_span(match, "content"),))
        for match in (*(lines if len(lines) >= FEWEST else ()), *signed)
    ]


def _span(match: re.Match[str], role: str) -> Span:
    return Span(*match.span(role))


def in_place_of(found: Sequence[Attribution], scripted: Sequence[Attribution]) -> list[Attribution]:
    """What was found, but for what touches a scripted paragraph, and the scripted attributions."""
    taken = [(each.start, _end(each)) for each in scripted]
    kept = [
        each for each in found if not any(start < _end(each) and each.start < end for start, end in taken)
    ]
    return sorted([*kept, *scripted], key=lambda each: each.start)


def _end(attribution: Attribution) -> int:
    return max(span.end for span in (*attribution.source, *attribution.cue, *attribution.content))
