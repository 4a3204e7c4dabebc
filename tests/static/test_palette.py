"""The inks of the stylesheet: legible, and apart for eyes that see fewer colours."""

import re
from itertools import combinations

import pytest

from app.settings import Settings
from tests.static import colours
from tests.static.colours import EYES, Colour, contrast, from_hex, mixed, over

CSS = (Settings().static / "css" / "base.css").read_text()
THEMES = ("light", "dark")
INKS = range(9)
APART = {"normal": 15, "protanopia": 10, "deuteranopia": 10, "tritanopia": 10}

pytestmark = pytest.mark.parametrize("theme", THEMES)


def token(name: str, theme: str) -> Colour:
    found = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", CSS)
    assert found, f"no colour --{name}"
    return from_hex(found[1 + THEMES.index(theme)])


def share(name: str, theme: str) -> float:
    """How much of its ink a mixture takes."""
    found = re.search(rf"--{name}: light-dark\(color-mix\(in oklab, var\(--ink\) (\d+)%.*?(\d+)%", CSS)
    assert found, f"no mixture --{name}"
    return int(found[1 + THEMES.index(theme)]) / 100


def washes(ink: Colour, paper: Colour, theme: str) -> list[Colour]:
    """The grounds that a source's marks and words stand on: the paper, and tinted with its ink."""
    return [paper, *(over(ink, paper, share(name, theme)) for name in ("wash", "wash-chosen"))]


def test_text_is_legible_on_every_ground(theme: str) -> None:
    for ground in ("paper", "raised"):
        for words in ("text", "muted"):
            assert contrast(token(words, theme), token(ground, theme)) >= 4.5
    paper, text = token("paper", theme), token("text", theme)
    for ink in INKS:
        for wash in washes(token(f"ink-{ink}", theme), paper, theme):
            assert contrast(text, wash) >= 4.5


@pytest.mark.parametrize("ink", INKS)
def test_marks_and_labels_of_an_ink_are_seen(theme: str, ink: int) -> None:
    colour, end = token(f"ink-{ink}", theme), from_hex("#000000" if theme == "light" else "#ffffff")
    label = mixed(colour, end, share("ink-text", theme))
    for ground in (token("raised", theme), *washes(colour, token("paper", theme), theme)):
        assert contrast(label, ground) >= 4.5
    for ground in washes(colour, token("paper", theme), theme)[:2]:
        assert contrast(colour, ground) >= 3  # a chosen mark's line takes the label's colour


@pytest.mark.parametrize("eyes", EYES)
def test_any_two_inks_are_apart(theme: str, eyes: str) -> None:
    seen = [colours.lab(EYES[eyes] @ token(f"ink-{ink}", theme)) for ink in INKS]
    nearest = min(colours.distance(one, other) for one, other in combinations(seen, 2))
    assert nearest >= APART[eyes]


def test_distances_are_those_of_the_published_pairs(theme: str) -> None:
    pairs = [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ]
    for one, other, published in pairs:
        assert colours.distance(one, other) == pytest.approx(published, abs=1e-4)
