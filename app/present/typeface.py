"""Letters for pictures: whichever of several fonts has them, in lines that fit.

Literata is shipped (app/present/fonts, OFL): Latin, Greek and Cyrillic. What it lacks is looked for among
the fonts of the system; where there is none either, an ellipsis stands for the words that are left out.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from PIL import ImageDraw, ImageFont, features
from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
ROMAN = "400-normal"
SUBSETS = {
    ROMAN: ("latin", "latin-ext", "cyrillic", "greek", "vietnamese"),
    "600-normal": ("latin", "latin-ext", "cyrillic", "greek"),
    "400-italic": ("latin",),
}
# Looked for by name where the system keeps its fonts; serifs first.
SYSTEM = (
    "NotoSerif-Regular.ttf", "NotoNaskhArabic-Regular.ttf", "NotoSansArabic-Regular.ttf",
    "NotoSerifHebrew-Regular.ttf", "NotoSerifDevanagari-Regular.ttf", "NotoSerifBengali-Regular.ttf",
    "NotoSerifThai-Regular.ttf", "NotoSerifArmenian-Regular.ttf", "NotoSerifGeorgian-Regular.ttf",
    "NotoSerifEthiopic-Regular.ttf", "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc",
    "wqy-zenhei.ttc", "Arial Unicode.ttf", "msyh.ttc", "msgothic.ttc", "malgun.ttf", "arial.ttf",
    "NotoSansSymbols2-Regular.ttf", "NotoEmoji-Regular.ttf", "seguisym.ttf", "DejaVuSans.ttf",
)  # fmt: skip
SHAPED = features.check("raqm")  # joins and turns the letters of scripts that need it
TURNED = ("R", "AL")  # bidirectional classes of letters that run from right to left
STRONG = ("L", *TURNED)
CLINGING = ("Mn", "Me", "Sk")  # categories of what goes with the letter before it, or not at all
UNKNOWN = "\U0010fffe"  # no font has it: it is drawn as what stands for a missing letter
SPACE, NOWHERE = " ", "?"  # in place of a font's file
LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one font."""

    font: FreeTypeFont
    text: str


@cache
def _probe(file: str) -> FreeTypeFont | None:
    """A font to ask for letters; None where the system has none of this name."""
    try:
        return ImageFont.truetype(file, 24)
    except OSError:
        return None


@cache
def _missing(file: str) -> bytes:
    font = _probe(file)
    return bytes(font.getmask(UNKNOWN)) if font else b""


@cache
def _has(file: str, letter: str) -> bool:
    font = _probe(file)
    if font is None:
        return False
    mask = font.getmask(letter)
    return mask.getbbox() is not None and bytes(mask) != _missing(file)


def is_turned(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    classes = (unicodedata.bidirectional(letter) for letter in text)
    return next((each in TURNED for each in classes if each in STRONG), False)


class Typeface:
    """One style of letters in one size, in pixels. Not for several threads at once."""

    def __init__(self, style: str, size: int) -> None:
        self.size = size
        names = [f"{subset}-{style}" for subset in SUBSETS[style]]
        names += [f"{subset}-{ROMAN}" for subset in SUBSETS[ROMAN]]
        self._files = tuple(str(FONTS / f"literata-{name}.woff2") for name in names)
        self._fonts: dict[str, FreeTypeFont] = {}
        self.length = lru_cache(maxsize=2000)(self._length)

    def runs(self, text: str) -> list[Run]:
        """The text by fonts, in the order in which it is drawn from the left.

        A space is of the letters before it; between two fonts it is a run of its own where letters are
        left out, or where the text runs from right to left.
        """
        letters = self._with_files(text)
        files = [file for _, file in letters]
        before, after = _filled(files), _filled(files[::-1])[::-1]
        turned = is_turned(text)
        for place, file in enumerate(files):
            is_between = before[place] != after[place] and (turned or before[place] == NOWHERE)
            if file == SPACE and not is_between:
                files[place] = before[place]
        groups = groupby(zip(letters, files, strict=True), key=itemgetter(1))
        found = [self._run(file, "".join(letter for (letter, _), _ in run)) for file, run in groups]
        return found[::-1] if turned else found

    def _run(self, file: str, text: str) -> Run:
        font = self._font(self._files[0] if file in (SPACE, NOWHERE) else file)
        return Run(font, LEFT_OUT if file == NOWHERE else text)

    def _length(self, text: str) -> float:
        return sum(run.font.getlength(run.text) for run in self.runs(text))

    def draw(self, draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, colour: str) -> float:
        """Draw the text on a baseline that begins at `place`; where it ends."""
        x, baseline = place
        for run in self.runs(text):
            draw.text((x, baseline), run.text, font=run.font, fill=colour, anchor="ls")
            x += run.font.getlength(run.text)
        return x

    def lines(self, text: str, width: float) -> Iterator[str]:
        """The text in lines of at most this width; a word that is longer is broken."""
        space, line, taken = self.length(" "), "", 0.0
        for word in text.split():
            for part in self._parts(word, width):
                length = self.length(part)
                if line and taken + space + length > width:
                    yield line
                    line, taken = part, length
                else:
                    line, taken = f"{line} {part}".lstrip(), taken + length + (space if line else 0)
        if line:
            yield line

    def _parts(self, word: str, width: float) -> Iterator[str]:
        """The word, or parts of it that are each about as wide as a line."""
        length = self.length(word)
        letters = len(word) if length <= width else max(int(len(word) * width / length * 0.94), 1)
        return (word[at : at + letters] for at in range(0, len(word), letters))

    def _with_files(self, text: str) -> list[tuple[str, str]]:
        """Each letter with the file of its font, or SPACE or NOWHERE."""
        found: list[tuple[str, str]] = []
        strong = ""  # the direction that letters without one of their own go in
        for letter in unicodedata.normalize("NFC", text):
            before = found[-1][1] if found else SPACE
            category, bidirectional = unicodedata.category(letter), unicodedata.bidirectional(letter)
            goes_along = strong in TURNED and bidirectional not in STRONG and _has(before, letter)
            if letter.isspace():
                found.append((" ", SPACE))
            elif category == "Cf" or category in CLINGING:
                if before != SPACE and (category == "Cf" or _has(before, letter)):
                    found.append((letter, before))
            else:
                found.append((letter, before if goes_along else self._file(letter)))
            strong = bidirectional if bidirectional in STRONG else strong
        return found

    def _file(self, letter: str) -> str:
        if unicodedata.bidirectional(letter) in TURNED and not SHAPED:
            return NOWHERE
        return next((file for file in (*self._files, *SYSTEM) if _has(file, letter)), NOWHERE)

    def _font(self, file: str) -> FreeTypeFont:
        if file not in self._fonts:
            self._fonts[file] = ImageFont.truetype(file, self.size)
        return self._fonts[file]


def _filled(files: Sequence[str]) -> list[str]:
    """Each file, or where there is a space that of the letter before it."""
    found: list[str] = []
    for file in files:
        found.append(found[-1] if file == SPACE and found else file)
    return found
