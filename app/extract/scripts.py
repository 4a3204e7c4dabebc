"""Set forms: transcripts ("REM: We did not know."), signed quotations (“We will sue.” – Ida Rem), posts."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.domain import Attribution, Span, Spans
from app.extract.interviews import interviewed
from app.extract.kind import quotations

UPPER = "A-ZÀ-ÖØ-Þ"
NAME = rf"[{UPPER}][\w.’'-]*(?:[ ][{UPPER}][\w.’'-]*){{0,3}}"
TIME = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+)?"
LINE = re.compile(
    rf"[“\"]?{TIME}(?P<source>@\w+|{NAME})(?: \([^()\n]{{1,40}}\))?(?P<cue>:)\s+(?P<content>\S.*)", re.DOTALL
)
LETTER = re.compile(r"[“\"]?(?P<cue>(?P<source>Q|A|Question|Answer)[:.])\s+(?P<content>\S.*)", re.DOTALL)
ASIDE = re.compile(r"[“\"]?[\[(].*[\])][”\"]?|\W*", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2}")
NAMED = re.compile(rf"[{UPPER}][\w.’'-]*\w")
SIGNATURE = re.compile(rf"\s*(?P<cue>[―–—-]+)\s*(?P<source>{NAME})\b[^“”\".!?]{{0,120}}\.?")
ANNOUNCEMENT = re.compile(rf"(?P<source>{NAME})(?:, [^,.:“”\"\n]{{1,60}})?\s?(?P<cue>[:―–—])\s*")
HANDLE = re.compile(rf"(?P<cue>[―–—-])\s?(?P<source>{NAME})\s\(@\w+\)[^\n]{{0,40}}\Z")
FEWEST = 3  # lines that make a transcript: one alone may be a heading
NEAR = 4  # paragraphs on which the next line has to follow

Lines = dict[int, re.Match[str]]  # by the index of their paragraph


def scripted(text: str, prose: Sequence[Span]) -> list[Attribution]:
    """The attributions of paragraphs in a set form, each of which is one and holds no other."""
    return [*([*_answers(text, prose)] or _transcript(text, prose)), *_signed(text, prose)]


def _lines(text: str, prose: Sequence[Span], form: re.Pattern[str]) -> Lines:
    """Paragraphs of a form that have another near."""
    lines = {
        at: match
        for at, paragraph in enumerate(prose)
        if (match := form.fullmatch(text, *paragraph)) and WORD.search(match["content"])
    }
    close = {at for pair in pairwise(lines) if pair[1] - pair[0] <= NEAR for at in pair}
    return {at: match for at, match in lines.items() if at in close}


def _turns(text: str, prose: Sequence[Span], lines: Lines) -> Iterator[tuple[re.Match[str], Spans]]:
    """Each line with what is said in it and in the paragraphs up to the next, asides left out."""
    following = dict(pairwise(lines))
    for at, line in lines.items():
        until = following.get(at, at + 1)
        more = prose[at + 1 : until if until - at <= NEAR else at + 1]
        said = (p for p in more if not ASIDE.fullmatch(text, *p))
        yield line, (_span(line, "content"), *said)


def _answers(text: str, prose: Sequence[Span]) -> Iterator[Attribution]:
    """Questions and answers under bare letters: who is asking is not said."""
    lines = _lines(text, prose, LETTER)
    if {line["source"][0] for line in lines.values()} != {"Q", "A"}:
        return
    answering = interviewed(text, prose[min(lines)].start)
    for line, content in _turns(text, prose, lines):
        yield Attribution(answering if line["source"][0] == "A" else (), (_span(line, "cue"),), content)


def _transcript(text: str, prose: Sequence[Span]) -> Iterator[Attribution]:
    """Two speakers or more, one of whom comes twice.

    Unlike "Note:", a speaker has a full name, a handle or capitals, or is met elsewhere too.
    """
    lines = _lines(text, prose, LINE)
    turns = Counter(line["source"] for line in lines.values())
    if len(lines) < FEWEST or len(turns) < 2 or max(turns.values()) < 2:
        return
    words = Counter(NAMED.findall(text))
    lines = {
        at: line
        for at, line in lines.items()
        if (label := line["source"])
        and (turns[label] > 1 or at - 1 in lines or at + 1 in lines)
        and (label.isupper() or " " in label or label[0] == "@" or words[label] > turns[label])
    }
    for line, content in _turns(text, prose, lines):
        yield Attribution((_span(line, "source"),), (_span(line, "cue"),), content)


def _signed(text: str, prose: Sequence[Span]) -> Iterator[Attribution]:
    """A quotation, or a post with its writer's handle, that a name follows or goes before."""
    quoted = {quotation.start: quotation for quotation in quotations(text)}
    for before, paragraph in zip([None, *prose], prose, strict=False):
        post: Span | None
        if signature := HANDLE.search(text, *paragraph):
            end = paragraph.start + len(text[paragraph.start : signature.start()].rstrip())
            post = Span(paragraph.start, end) if end > paragraph.start else before
        elif (post := quoted.get(paragraph.start)) is not None:
            signature = SIGNATURE.fullmatch(text, post.end, paragraph.end)
        elif (signature := ANNOUNCEMENT.match(text, *paragraph)) is not None:
            post = quoted.get(signature.end())
            signature = signature if post and post.end == paragraph.end else None
        elif before is not None and (post := quoted.get(before.start)) == before:
            signature = SIGNATURE.fullmatch(text, *paragraph)
        if signature and post:
            yield Attribution((_span(signature, "source"),), (_span(signature, "cue"),), (post,))


def _span(match: re.Match[str], role: str) -> Span:
    return Span(*match.span(role))


def in_place_of(
    found: Sequence[Attribution], scripted: Sequence[Attribution], prose: Sequence[Span]
) -> list[Attribution]:
    """What was found, but for what lies in a scripted paragraph, and the scripted attributions."""
    starts = [paragraph.start for paragraph in prose]

    def home(span: Span) -> int:
        return bisect_right(starts, span.start)

    taken = {home(span) for each in scripted for span in (*each.cue, *each.content)}
    kept = list(scripted)
    for each in found:
        content = tuple(part for part in each.content if home(part) not in taken)
        if content and not any(home(span) in taken for span in each.cue):
            kept.append(replace(each, content=content))
    return kept
