"""Where sentences, paragraphs and quotations of a text lie."""

import re
from bisect import bisect_right

from app.paragraphs import paragraph_spans
from app.resolve.word_set import word_set

_ENDING = re.compile(r"[.!?]+[\"”’'»)\]]*\s+(?=\S)")
_WORD_BEFORE = re.compile(r"[\w.]+$")
_ABBREVIATIONS = word_set(
    """mr mrs ms dr prof sen sens rep reps gov govs lt gen col sgt capt cmdr maj adm del st jr sr hon rev
    supt messrs no vs inc corp ltd co jan feb aug sept sep oct nov dec ariz calif colo conn fla ill ind
    kan mass mich minn mo nev okla ore pa tenn tex va wash wis"""
)
_MARK = re.compile(r"[“”\"„«»]|''")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_LONGEST_HEADING = 200  # code points
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_SMALL_WORD = 4  # letters; shorter ones may stay small in a heading
_PREPOSITIONS = word_set(
    "about above across after against among before behind between during through under without"
)
_BETWEEN_SENTENCES = "\"“”‘’'«»„(["


class Layout:
    def __init__(self, text: str) -> None:
        self.text = text
        spans = paragraph_spans(text)
        self.paragraphs = [start for start, _ in spans] or [0]
        self._headings = {start for start, end in spans if _is_heading(text[start:end])}
        self.sentences = sorted({*self.paragraphs, *_sentence_starts(text)})
        self._quotations = [quotation for span in spans for quotation in _quotations(text, *span)]
        self._quotation_starts = [start for start, _ in self._quotations]

    def paragraph_of(self, position: int) -> int:
        return max(0, bisect_right(self.paragraphs, position) - 1)

    def in_headline(self, position: int) -> bool:
        """Is it in a first paragraph as short as headlines are, with an article below?"""
        is_first = len(self.paragraphs) > 2 and position < self.paragraphs[1]
        return is_first and self.paragraphs[1] - self.paragraphs[0] < _LONGEST_HEADING

    def in_heading(self, position: int) -> bool:
        """Is the paragraph one of those Where Most Words Are Capitalised?"""
        return self.paragraphs[self.paragraph_of(position)] in self._headings

    def sentence_of(self, position: int) -> int:
        return max(0, bisect_right(self.sentences, position) - 1)

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence at a position."""
        index = self.sentence_of(position)
        end = self.sentences[index + 1] if index + 1 < len(self.sentences) else len(self.text)
        return self.sentences[index], end

    def in_quotation(self, position: int) -> bool:
        index = bisect_right(self._quotation_starts, position) - 1
        return index >= 0 and position < self._quotations[index][1]

    def opens_sentence(self, position: int) -> bool:
        before = self.text[max(0, position - 6) : position].rstrip(" \t\u00a0" + _BETWEEN_SENTENCES)
        return not before or before[-1] in ".!?:\r\n\u2028\u2029"


def _is_heading(paragraph: str) -> bool:
    if len(paragraph) > _LONGEST_HEADING:
        return False
    words = [word for word in _WORD.findall(paragraph) if len(word) > _LONGEST_SMALL_WORD]
    return len(words) > 2 and all(word[0].isupper() or word in _PREPOSITIONS for word in words)


def _sentence_starts(text: str) -> list[int]:
    starts = []
    for match in _ENDING.finditer(text):
        if text[match.start()] == "." and match.end() - match.start() <= 3:
            word = _WORD_BEFORE.search(text, max(0, match.start() - 12), match.start())
            before = word[0] if word else ""
            if before.lower() in _ABBREVIATIONS or (len(before) == 1 and before.isupper()):
                continue
            if "." in before and not text[match.end()].isupper():
                continue
        starts.append(match.end())
    return starts


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Quotations of one paragraph; one that is never closed runs to the paragraph's end."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for match in _MARK.finditer(text, start, end):
        mark = match[0]
        if opened is None and mark not in _CLOSING:
            opened = match.start()
        elif opened is not None and mark not in _OPENING:
            found.append((opened, match.end()))
            opened = None
    if opened is not None:
        found.append((opened, end))
    return found
