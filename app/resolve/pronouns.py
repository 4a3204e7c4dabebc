"""Who "he", "she", "it", "they", "I" and "you" are."""

import re

from app.domain import SourceType, Spans
from app.resolve.countries import PLACES
from app.resolve.figures import BODIES, PEOPLE, Figure
from app.resolve.forms import plain_form
from app.resolve.keys import key
from app.resolve.mentions import FEMALE, FIRST_PERSON, MALE, NEUTER, PLURAL, SECOND_PERSON, Mention
from app.resolve.relatives import antecedent_span
from app.resolve.scene import Figures, Scene
from app.resolve.types import is_person, singular

_SUBORDINATE = re.compile(
    r"(?:as|while|when|after|before|although|though|since|if|because|asked|in|even|back|once|despite|for|at)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*(?=[\s,])")
_AHEAD = 300  # code points
_OFTEN = 4  # places where somebody well known stands in the article
_LONGEST_MEMORY = 3  # sentences after which "they" no longer means those who spoke together


def antecedents(scene: Scene, mention: Mention, content: Spans, speakers_around: Figures) -> Figures:
    """The figures a pronoun stands for; none where nothing fits.

    `content` is what the pronoun's own attribution says, `speakers_around` whoever says the
    quotation in which the pronoun stands.
    """
    word, position = mention.core, mention.start
    quoted = bool(speakers_around) or scene.layout.in_quotation(position)
    if word in FIRST_PERSON:
        return speakers_around if quoted else (scene.author,)
    if word in SECOND_PERSON:
        return () if quoted else (scene.readers,)
    if word in PLURAL:
        return several(scene, position, content)
    found: Figure | None = None
    if word in MALE or word in FEMALE:
        found = person(scene, position, "m" if word in MALE else "f", content)
    elif word in NEUTER:
        found = body(scene, position, content)
    return (found,) if found else ()


def person(
    scene: Scene, position: int, gender: str, content: Spans = (), *, well_known: bool = False
) -> Figure | None:
    """Him or her: the person most in mind, else the subject after a subordinate clause.

    Where a description calls for somebody `well_known`, the more often seen are the likelier.
    """

    def weigh(figure: Figure) -> float:
        if not figure.may_be_person or (gender and figure.gender not in ("", gender)):
            return 0.0
        if figure.type is None:
            return 0.3
        fame = min(1.0, figure.seen / _OFTEN) if well_known else 1.0
        return fame if figure.gender or figure.roles else 0.6 * fame

    found = scene.likeliest(position, weigh, content) or _subject_ahead(scene, position, gender)
    if found is not None and not found.gender and found.type is SourceType.PERSON:
        found.gender = gender
    return found


def _subject_ahead(scene: Scene, position: int, gender: str) -> Figure | None:
    """ "As he arrived, Orland said": the person right after the comma."""
    start, end = scene.layout.sentence(position)
    text = scene.layout.text
    if not _SUBORDINATE.match(text, start):
        return None
    for sighting in scene.cast.within(position, min(end, position + _AHEAD)):
        is_subject = text[position : sighting.start].rstrip().endswith(",")
        if is_subject and sighting.figure.type in PEOPLE and sighting.figure.gender in ("", gender):
            return sighting.figure
    return None


def body(scene: Scene, position: int, content: Spans = ()) -> Figure | None:
    """It: an organization, a government or a publication."""

    def weigh(figure: Figure) -> float:
        if not figure.may_be_body:
            return 0.0
        if figure.type is None:
            return 0.3
        return 0.5 if figure.words in PLACES else 1.0

    return scene.likeliest(position, weigh, content)


def several(scene: Scene, position: int, content: Spans = ()) -> Figures:
    """They: those who spoke together or as a group just before, else a group or a body."""
    for heard_at, figures in scene.heard_before(position, 6):
        distance = scene.distance(heard_at, position)
        if distance > _LONGEST_MEMORY:
            break
        if len(figures) > 1 or figures[0].plural:
            nearer = _group_before(scene, position, content) if distance else None
            return (nearer,) if nearer else figures
    nearer = _group_before(scene, position, content)
    if nearer is not None:
        return (nearer,)

    def weigh(figure: Figure) -> float:
        return 1.0 if figure.plural else 0.4 if figure.type in BODIES else 0.0

    found = scene.likeliest(position, weigh, content)
    return (found,) if found else ()


def _group_before(scene: Scene, position: int, content: Spans) -> Figure | None:
    """The people whom the sentence itself names before "they", as in "if voters are angry, they"."""
    text = scene.layout.text
    start = max(scene.layout.sentence(position)[0], position - _AHEAD)
    for match in reversed(list(_WORD.finditer(text, start, position))):
        if _names_people(match[0].lower()) and not any(s <= match.start() < e for s, e in content):
            span = antecedent_span(text, match.end())
            if span is None:
                return None
            form = plain_form(scene, text[slice(*span)], span[0])
            found = scene.cast.nominal(key(form))
            if found is None:
                found = Figure(
                    form, key(form), SourceType.GROUP, span[0], plural=True, named=False, forms=[form]
                )
                scene.cast.enter_nominal(found)
            return found
    return None


def _names_people(word: str) -> bool:
    return word == "people" or (singular(word) != word and is_person(singular(word)))


def two(scene: Scene, position: int) -> Figures:
    """Both: the two who spoke together, else the last two people named."""
    for heard_at, figures in scene.heard_before(position, 6):
        if len(figures) == 2 and scene.distance(heard_at, position) <= _LONGEST_MEMORY:
            return figures
    near = [s.figure for s in scene.cast.before(position, 12, 600) if s.figure.type is SourceType.PERSON]
    people = tuple(dict.fromkeys(near))[:2]
    return people[::-1] if len(people) == 2 else several(scene, position)
