"""No claim runs on into another sentence, unless in quotation marks or after a colon."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from app.domain import Attribution, Span
from app.extract.inversion import sentence_start
from app.extract.kind import quotations_over

SINGLE = re.compile(r"'(?!')")
MARKS = frozenset('“”„«»"')


def confined(text: str, found: Sequence[Attribution], prose: Sequence[Span]) -> list[Attribution]:
    """The attributions without parts that lie in another sentence than their cue.

    The paragraph after one that ends with a colon ("She wrote:") is theirs as a whole.
    """
    starts = [paragraph.start for paragraph in prose]

    def home(span: Span) -> int:
        return bisect_right(starts, span.start) - 1

    def stays(part: Span, cue: Span) -> bool:
        around = quotations_over(text, Span(part.start, part.start + 1))
        if home(part) != home(cue):  # where a line in straight single marks is a heading
            around = tuple(each for each in around if not SINGLE.match(text, each.start))
        if MARKS & set(part.of(text)) or around:
            return True
        sentence = sentence_start(text, cue.start)
        return sentence in (sentence_start(text, part.start), sentence_start(text, part.end - 1))

    kept, announced = [], set[int]()
    for each in found:
        if not each.cue:
            kept.append(each)
            continue
        here = home(each.cue[0])
        following = here + 1 if text[prose[here].end - 1] == ":" else -1
        content = [part for part in each.content if home(part) != following and stays(part, each.cue[0])]
        if any(home(part) == following for part in each.content):
            announced.add(following)
            content.append(prose[following])
        elif not content and home(each.content[0]) == here:
            content = list(each.content)  # better the wrong sentence than none
        if content:
            kept.append(replace(each, content=tuple(sorted(content))))
    return [each for each in kept if not each.cue or home(each.cue[0]) not in announced]
