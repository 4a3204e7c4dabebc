"""What everybody can see and reach."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Reader

# Paints a colour on a background as the browser does, and gives the contrast of the two (WCAG 2.2).
CONTRAST = """([front, ...layers]) => {
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const paint = (colours) => {
    colours.forEach((colour) => { pixel.fillStyle = colour; pixel.fillRect(0, 0, 1, 1); });
    return [...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = rgb.map((part) => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low, high] = [light(paint(layers)), light(paint([...layers, front]))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}"""
COLOURS = """(names) => {
  const probe = document.body.appendChild(document.createElement("i"));
  return names.map(([ink, name]) => {
    probe.className = ink;
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  });
}"""


@pytest.fixture
def pages(article: str, reader: Reader) -> list[str]:
    key = reader.open(article).locator("mark[data-claim]").nth(4).get_attribute("data-claim")
    return [
        "/",
        article,
        f"{article}?source=tobias-renn&claim={key}",
        "/claims?kind=mixed",
        "/claims?q=renn&without=adaeze-brandt&from=2024-11-01&to=2024-11-30",
        "/claims?q=zeppelin",
        "/concordance?q=the&order=before",
        "/styleguide?theme=light",
        "/styleguide?theme=dark",
        f"/claims/{key}",
        "/sources?order=claims&type=person",
        "/sources/tobias-renn",
        "/nope",
        "/claims?from=soon",
        "/api",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(
    make_reader: Callable[..., Reader], pages: list[str], width: int, scheme: str
) -> None:
    reader = make_reader(width=width, color_scheme=scheme)
    for path in pages:
        found = Axe().run(reader.open(path))
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_inks_can_be_read_on_paper_and_on_their_washes(
    make_reader: Callable[..., Reader], scheme: str
) -> None:
    """Labels are generated text, which axe does not see."""
    page = make_reader(color_scheme=scheme).open("/")
    paper, raised, muted = _colours(page, "", "--paper", "--raised", "--muted")
    assert page.evaluate(CONTRAST, [muted, paper]) >= 4.5
    assert page.evaluate(CONTRAST, [muted, raised]) >= 4.5
    for number in range(9):
        names = ("--ink", "--ink-text", "--wash", "--wash-chosen")
        ink, words, wash, chosen = _colours(page, f"ink-{number}", *names)
        assert page.evaluate(CONTRAST, [ink, paper]) >= 3, number
        for layers in ([paper], [raised], [paper, wash], [paper, chosen]):
            assert page.evaluate(CONTRAST, [words, *layers]) >= 4.5, (number, layers)


def _colours(page: Page, ink: str, *names: str) -> list[str]:
    found: list[str] = page.evaluate(COLOURS, [[ink, name] for name in names])
    return found
