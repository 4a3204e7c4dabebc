"""What a text says of its figures before any attribution is looked at: acronyms, roles, genders, offices."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from app.domain import SourceType
from app.resolve.apposition import Apposition, role_after, role_before
from app.resolve.cast import Cast
from app.resolve.countries import country_in
from app.resolve.directory import Directory
from app.resolve.figures import Figure, Sighting
from app.resolve.keys import Key, key
from app.resolve.layout import Layout
from app.resolve.names import Name, scan
from app.resolve.scene import Scene
from app.resolve.titles import TITLE_NOUNS
from app.resolve.types import singular

_BRACKETED = re.compile(r" ?\(([A-Z][A-Za-z&.-]{1,9})\)")
_PRONOUN = re.compile(r"\b(?:(he|his|him|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b[Tt]he (president|senator|governor|mayor|congressman|congresswoman|judge|justice|chairman|chairwoman|"
    r"minister|chancellor|premier|sheriff|commissioner|ambassador|professor|lawmaker|spokesman|spokeswoman|"
    r"spokesperson|director|king|queen|pope|bishop|general|colonel|lawyer|doctor|author|actor|actress)\b(?![’'])"
)
_SURNAME_STARTS = ("Mc", "Mac", "De", "Di", "La", "Le", "Van", "O’", "O'")
_PLACES_READ = 4  # of one figure, for roles and gender
_GENDER_REACH = 250  # code points
_LONGEST_BODY = 90  # code points of a body's name, from its first word to the bracket with its acronym


def scene_of(text: str, directory: Directory, author: str = "") -> Scene:
    """A text as it is before its attributions are read."""
    layout = Layout(text)
    names = scan(layout)
    cast = Cast(names, directory, _acronyms(text, names))
    writer = Figure(author or "author", (), SourceType.AUTHOR, 0, named=False)
    readers = Figure("readers", (), SourceType.GROUP, 0, plural=True, named=False)
    scene = Scene(layout, names, cast, writer, readers)
    _introduce(scene)
    _see_offices(scene)
    return scene


def _acronyms(text: str, names: Sequence[Name]) -> dict[str, Key]:
    """ "National Intelligence Service (NIS)": the acronym, plain, and the words that it stands for."""
    found: dict[str, Key] = {}
    for at, name in enumerate(names):
        match = _BRACKETED.match(text, name.end)
        if match and sum(character.isupper() for character in match[1]) > 1:
            nearest = reversed(names[max(0, at - 3) : at + 1])
            opener = next((other for other in nearest if other.text[0] == match[1][0]), name)
            full = opener if name.end - opener.start < _LONGEST_BODY else name
            found[match[1].replace(".", "").lower()] = full.words
    return found


def _introduce(scene: Scene) -> None:
    """Read roles and genders of the people from the first places where they stand."""
    text, sightings = scene.layout.text, scene.cast.sightings
    read: Counter[Figure] = Counter()
    at_start = {name.start: at for at, name in enumerate(scene.names)}
    for sighting, following in zip(sightings, (*sightings[1:], None), strict=False):
        figure = sighting.figure
        read[figure] += 1
        if read[figure] > _PLACES_READ or figure.type not in (SourceType.PERSON, None):
            continue
        at = at_start[sighting.start]
        if figure.type is SourceType.PERSON:
            _read_roles(scene, figure, at)
        if not figure.gender and not _is_brand(figure):
            reach = min(sighting.end + _GENDER_REACH, following.start if following else len(text))
            pronoun = _PRONOUN.search(text, sighting.end, reach)
            figure.gender = "" if pronoun is None else "m" if pronoun[1] else "f"


def _read_roles(scene: Scene, figure: Figure, at: int) -> None:
    text, name, following = scene.layout.text, scene.names[at], scene.names[at + 1 : at + 5]
    for apposition in (role_before(text, name), role_after(text, name, following)):
        if apposition is not None:
            _take_role(figure, apposition)
    title = name.title.rsplit(" ", 1)[-1]
    if title.endswith("s"):  # "Senators Orland and Vesk"
        noun = TITLE_NOUNS.get(title, singular(title))
        end = scene.layout.sentence(name.start)[1]
        for other in following:
            bearer = scene.cast.named_at(other.start)
            if (
                other.start < end
                and bearer is not None
                and bearer.type is SourceType.PERSON
                and not other.title
            ):
                bearer.roles.add(noun)


def _take_role(figure: Figure, apposition: Apposition) -> None:
    """Let a figure have a role; the first is shown, or the first with an affiliation."""
    figure.roles.update(apposition.nouns)
    figure.traits.update(key(apposition.role))
    if not figure.role or (apposition.affiliation and not figure.affiliation):
        figure.role = apposition.role
        figure.affiliation = apposition.affiliation or figure.affiliation
        figure.country = figure.country or country_in(key(apposition.role))


def _is_brand(figure: Figure) -> bool:
    """Is a single name written as no surname is: "QuickPost"?"""
    return (
        figure.type is None and not figure.name[1:].islower() and not figure.name.startswith(_SURNAME_STARTS)
    )


def _see_offices(scene: Scene) -> None:
    """ "The president", "the senator": places where the one who holds an office stands by it alone."""
    holders: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in scene.cast.figures:
        for role in figure.roles if figure.type is SourceType.PERSON else ():
            holders[role].append(figure)
    for match in _OFFICE.finditer(scene.layout.text):
        figures = holders.get(match[1].lower(), [])
        if len(figures) == 1:
            scene.cast.sight(Sighting(match.start(), match.end(), figures[0]))
