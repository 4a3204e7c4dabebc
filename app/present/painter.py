"""The picture of a card, in the look of the pages: paper, a serif, the ink and line of the source."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from threading import Lock

from PIL import Image, ImageDraw, ImageFont

from app.present.cards import Card
from app.present.typeface import Typeface, is_turned
from app.present.underlines import underline
from app.store.pages import Chip

WIDTH, HEIGHT = 1200, 630  # what chats and networks ask for
MARGIN = 76
SIZES = (88, 76, 66, 58, 52, 46, 41)  # of the words, in pixels: the largest in which they fit
LEADING = 1.4
TOP, BOTTOM = 164, 518  # between which the words stand
KEPT = 256  # pictures
MARKS = 4  # labels of those who make one claim
NAME, MOTTO = "Sourcelight", "who says so?"

# As in static/css/base.css by day.
PAPER, TEXT, MUTED = "#fcfcfa", "#17191b", "#5a5e62"
INKS = ("#6d7175", "#1361ad", "#8f573b", "#23949f", "#3f3470", "#927f28", "#ca7272", "#68173c", "#064511")


def _mixed(colour: str, other: str, share: float) -> str:
    """`share` of the colour in the other."""
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one * share + two * (1 - share)):02x}" for one, two in pairs)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on. `mark` and `line` are in the ink of a source."""

    image: Image.Image
    draw: ImageDraw.ImageDraw

    def line(self, chip: Chip, start: float, end: float, y: float, *, over: float) -> None:
        underline(self.image, chip.line, (start, end, y), INKS[chip.ink], over=over)

    def mark(self, chip: Chip, place: tuple[float, float], size: int) -> float:
        """A source's label over its line; where it ends."""
        x, baseline = place
        font = ImageFont.load_default(size)
        end = x + font.getlength(chip.label)
        colour = _mixed(INKS[chip.ink], "#000000", 0.75)
        self.draw.text((x, baseline), chip.label, font=font, fill=colour, anchor="ls", stroke_width=0.6)
        self.line(chip, x, end, baseline + 13, over=baseline - size)
        return end


class Painter:
    """Draws cards, one at a time, and keeps the last pictures."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._words = tuple(Typeface("400-normal", size) for size in SIZES)
        self._name = Typeface("600-normal", 34)
        self._small = Typeface("400-normal", 28)
        self._cue = Typeface("400-italic", 34)
        self._wordmark = Typeface("600-normal", 32)
        self._motto = Typeface("400-italic", 26)
        self._since = Typeface("600-normal", 28)
        self._kept = lru_cache(maxsize=KEPT)(self._png)

    def png(self, card: Card) -> bytes:
        with self._lock:
            return self._kept(card)

    def _png(self, card: Card) -> bytes:
        image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        sheet = Sheet(image, ImageDraw.Draw(image))
        self._head(sheet, card)
        self._body(sheet, card)
        self._foot(sheet, card)
        written = BytesIO()
        image.save(written, "PNG")
        return written.getvalue()

    def _head(self, sheet: Sheet, card: Card) -> None:
        """Who says it, or what it is; at the right what became of it."""
        x, baseline, end = float(MARGIN), 112, float(WIDTH - MARGIN)
        if card.since:
            end -= self._since.length(card.since)
            self._since.draw(sheet.draw, (end, baseline), card.since, TEXT)
            sheet.draw.rectangle((end, baseline + 11, WIDTH - MARGIN, baseline + 13), fill=TEXT)
            end -= 40
        if not card.by:
            kicker = self._fitting(self._name, card.kicker, end - x)
            self._name.draw(sheet.draw, (x, baseline), kicker, MUTED)
            return
        for chip in card.by[:MARKS]:
            x = sheet.mark(chip, (x, baseline), 32) + 18
        names = " and ".join(chip.name for chip in card.by)
        cue = self._cue.length(f" {card.cue}") if card.cue else 0
        names = self._fitting(self._name, names, max(end - x - cue, end - x - 300))
        x = self._name.draw(sheet.draw, (x, baseline), names, TEXT) + 10
        self._cue.draw(sheet.draw, (x, baseline), self._fitting(self._cue, card.cue, end - x), TEXT)

    def _body(self, sheet: Sheet, card: Card) -> None:
        room = BOTTOM - (70 if card.voices else 0) - TOP
        face, lines = self._set(card.words, room)
        for number, line in enumerate(lines):
            baseline = TOP + face.size + number * face.size * LEADING
            end = WIDTH - MARGIN if is_turned(card.words) else MARGIN + face.length(line)
            start = end - face.length(line)
            if card.by:
                chip, top = card.by[0], baseline - face.size
                wash = _mixed(INKS[chip.ink], PAPER, 0.07)
                sheet.draw.rectangle((start, top, end, baseline + face.size * 0.3), fill=wash)
                sheet.line(chip, start, end, baseline + face.size * 0.26, over=top)
            face.draw(sheet.draw, (start, baseline), line, TEXT)
        self._voices(sheet, card.voices)

    def _set(self, words: str, room: float) -> tuple[Typeface, Sequence[str]]:
        """The words in lines that fit; in the smallest size they are cut at a word."""
        width = WIDTH - 2 * MARGIN
        largest = self._words[0]  # is measured, and the others by it
        for face in self._words:
            lines = list(largest.lines(words, width * largest.size / face.size))
            if len(lines) * face.size * LEADING <= room:
                return face, lines
        most = int(room // (face.size * LEADING))
        last = self._fitting(face, " ".join(lines[most - 1 :]), width)
        return face, [*lines[: most - 1], last]

    def _voices(self, sheet: Sheet, voices: Sequence[Chip]) -> None:
        x, baseline = float(MARGIN), BOTTOM - 16
        for chip in voices:
            if x + ImageFont.load_default(26).getlength(chip.label) > WIDTH - MARGIN - 60:
                self._small.draw(sheet.draw, (x, baseline), "…", MUTED)
                return
            x = sheet.mark(chip, (x, baseline), 26) + 34

    def _foot(self, sheet: Sheet, card: Card) -> None:
        draw, top, baseline = sheet.draw, 544, 592
        for line, weight in ((top, 1), (top + 5, 0)):
            draw.rectangle((MARGIN, line, WIDTH - MARGIN, line + weight), fill=TEXT)
        motto = WIDTH - MARGIN - self._motto.length(MOTTO)
        name = motto - 12 - self._wordmark.length(NAME)
        self._wordmark.draw(draw, (name, baseline), NAME, TEXT)
        self._motto.draw(draw, (motto, baseline), MOTTO, MUTED)
        foot = self._fitting(self._small, card.foot, name - MARGIN - 40)
        self._small.draw(draw, (MARGIN, baseline), foot, MUTED)

    @staticmethod
    def _fitting(face: Typeface, text: str, width: float) -> str:
        """The text on one line, cut at a word where it has to be."""
        lines = list(face.lines(text, width))
        if len(lines) < 2:
            return text
        line = lines[0]
        while " " in line and face.length(f"{line} …") > width:
            line = line.rpartition(" ")[0]
        return f"{line} …" if face.length(f"{line} …") <= width else f"{line[:-1]}…"
