"""The pictures of links: of the size that is told, in the ink of the source, whatever the words."""

import re
from io import BytesIO
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.domain import SourceType
from app.present.cards import WORDS as LONGEST
from app.present.cards import Card, cut
from app.present.painter import INKS, MUTED, PAPER, TEXT, Painter
from app.present.typeface import NOWHERE, Typeface, is_turned
from app.settings import Settings
from app.store.pages import Chip

HEBREW = "הגשר הישן יישאר סגור עד האביב"
WORDS = {
    "short": "it is shut",
    "long": "the repairs could cost about 14 million crowns and take five months, " * 9,
    "unbroken": "w" * 600,
    "right to left": HEBREW,
    "mixed": f"They read “{HEBREW} 14” aloud",
    "emoji": "ready 🚀👍🏽 to go",
    "no letters of any font": "\U0001f9ff\U000e0041\u0378",
    "marks alone": "\u0301\u200d\ufe0f",
    "nothing": "",
}


@pytest.fixture(scope="module")
def painter() -> Painter:
    return Painter()


def card(words: str = "it is shut", slot: int = 1, **more: object) -> Card:
    chip = Chip("ann-lee", "Ann Lee", "LEE", SourceType.PERSON, slot, slot)
    return Card(**{"title": "", "description": "", "words": words, "foot": "Courier", "by": (chip,)} | more)


def colours(png: bytes) -> set[str]:
    image = Image.open(BytesIO(png))
    assert image.size == (1200, 630)
    return {"#{:02x}{:02x}{:02x}".format(*colour) for _, colour in image.getcolors(1 << 24)}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_any_words_make_a_picture(painter: Painter, words: str) -> None:
    assert {PAPER, TEXT, INKS[1]} <= colours(painter.png(card(words)))


@pytest.mark.parametrize("slot", range(9))
def test_the_words_stand_in_the_ink_of_their_source(painter: Painter, slot: int) -> None:
    found = colours(painter.png(card(slot=slot)))
    assert INKS[slot] in found
    assert not {ink for number, ink in enumerate(INKS) if number != slot} & found


def test_every_line_looks_unlike_the_others(painter: Painter) -> None:
    chips = [Chip("a", "Ann Lee", "LEE", SourceType.PERSON, 1, line) for line in range(9)]
    assert len({painter.png(card(by=(chip,))) for chip in chips}) == 9


def test_a_picture_without_a_speaker_names_who_is_heard(painter: Painter) -> None:
    heard = tuple(Chip(str(n), "", f"L{n}", SourceType.PERSON, n % 9, n % 9) for n in range(40))
    found = colours(painter.png(card(by=(), kicker="Courier", voices=heard)))
    assert set(INKS) <= found


def test_colours_are_those_of_the_stylesheet() -> None:
    css = (Settings().static / "css" / "base.css").read_text()
    light = dict(re.findall(r"--([\w-]+): light-dark\((#\w+),", css))
    assert tuple(light[f"ink-{number}"] for number in range(9)) == INKS
    assert (light["paper"], light["text"], light["muted"]) == (PAPER, TEXT, MUTED)


def test_a_picture_is_drawn_once(painter: Painter) -> None:
    wanted = card("drawn once")
    assert painter.png(wanted) is painter.png(wanted)


def test_drawing_is_cheap(painter: Painter) -> None:
    """Each a new card; once the fonts are read."""
    long = cut(WORDS["long"], LONGEST)
    painter.png(card(long))
    times = []
    for number in range(5):
        began = thread_time()
        painter.png(card(f"{number} {long}"))
        times.append(thread_time() - began)
    assert min(times) < 0.1


@given(st.text(max_size=80))
@settings(max_examples=60)
def test_letters_are_drawn_by_a_font_that_has_them_or_left_out(text: str) -> None:
    """Nothing becomes an empty box, and no visible letter is lost without an ellipsis."""
    face = Typeface("400-normal", 40)
    runs = face.runs(text)
    for letter, file in face._with_files(text):
        if file == NOWHERE:
            assert any(run.text == "…" for run in runs), letter


def test_lines_hold_every_word_and_fit() -> None:
    face = Typeface("400-normal", 40)
    lines = list(face.lines(WORDS["long"], 600))
    assert " ".join(lines).split() == WORDS["long"].split()
    assert all(face.length(line) <= 604 for line in lines)
    assert all(face.length(line) <= 604 for line in face.lines(WORDS["unbroken"], 600))


def test_text_goes_the_way_of_its_first_letter() -> None:
    assert is_turned(HEBREW)
    assert is_turned(f"“14 {HEBREW} ok”")
    assert not is_turned(f"read {HEBREW}")
    assert not is_turned("14 %")
