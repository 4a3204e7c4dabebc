"""Whom a description means among those seen before: "the agency", "the lawmaker", "the experts"."""

from app.domain import SourceType
from app.resolve.countries import COUNTRIES, country_in
from app.resolve.figures import BODIES, PEOPLE, Figure
from app.resolve.keys import Key, key
from app.resolve.mentions import QUANTIFIERS, Mention
from app.resolve.pronouns import person
from app.resolve.scene import Figures, Scene
from app.resolve.titles import GENDERED
from app.resolve.types import GOVERNMENT, ORGANIZATION, alike, is_person, singular, type_of
from app.resolve.word_set import word_set

# Words that make a role another one: a former president is not the president.
_TELLING = word_set("former vice deputy first prime foreign interior defence defense acting assistant")
# Descriptions that fit whoever is being talked about.
_DESCRIPTIONS = word_set(
    """candidate nominee front-runner businessman businesswoman billionaire mogul tycoon magnate developer
    politician veteran father mother man woman husband wife hopeful contender neurosurgeon celebrity
    incumbent democrat republican"""
)
_ANY_BODY = word_set(
    "agency group organization organisation company firm service office outlet newspaper paper body"
)
_TOGETHER = word_set("two pair duo men women couple")
_POINTING = ("the", "that", "this")
_EARLIER = (400, 20_000)  # sightings, code points back in which a description's bearer is sought
_ANNOUNCED = 6  # utterances in which somebody from the headline is looked for
_UTTERANCES = 30
_LATEST_BODY = 2_000  # code points back for "the agency"
_LATEST_BODY_DESCRIBED = 400  # the same for "the left-leaning newspaper"


def described(scene: Scene, mention: Mention, words: Key, owned: bool) -> Figure | None:
    """The figure that a nominal means; None where it introduces somebody.

    `words` are the nominal's, an owner's name in place of "his"; `owned` says whether it has an owner.
    """
    figure = scene.cast.nominal(words)
    if figure is not None:
        return figure
    noun = singular(mention.head)
    if mention.is_plural:
        return _group(scene, mention)
    if is_person(noun):
        return _person(scene, mention, noun, owned)
    return _body(scene, mention, noun, words, owned)


def announced(scene: Scene, mention: Mention) -> Figure | None:
    """Whom a headline announces: the first heard in the article of whom its words are said."""
    noun = singular(mention.counted)
    traits = set(mention.core_words) - {noun, mention.head}
    for _, figures in scene.utterances[:_ANNOUNCED]:
        for figure in figures:
            is_one = figure.plural == mention.is_plural and figure.plays(noun)
            if is_one and traits <= figure.traits | set(figure.words):
                return figure
    return None


def spoke_together(scene: Scene, mention: Mention) -> Figures:
    """ "The senators": several people who spoke as one before and of whom the noun is said."""
    if not mention.is_plural or not mention.is_definite or mention.tail:
        return ()
    noun = singular(mention.head)
    for _, figures in scene.heard_before(mention.start, _UTTERANCES):
        people = tuple(figure for figure in figures if figure.type is SourceType.PERSON)
        if len(people) > 1 and (mention.head in _TOGETHER or all(figure.plays(noun) for figure in people)):
            return people
    return ()


def body_called(scene: Scene, position: int, noun: str, traits: set[str]) -> Figure | None:
    """The latest organization, government or publication that has the noun in its name or description."""
    for sighting in scene.cast.before(position, *_EARLIER):
        figure = sighting.figure
        if figure.plural or figure.type not in BODIES:
            continue
        own = {singular(word) for word in figure.words} if figure.named else set()
        nouns = (*figure.roles, *(figure.words[-1:] if figure.named else ()))
        has_noun = noun in own or any(alike(noun, other) for other in nouns)
        if has_noun and traits <= own | set(figure.words) | figure.traits:
            return figure
    return None


def _person(scene: Scene, mention: Mention, noun: str, owned: bool) -> Figure | None:
    """The one whose role the article has stated, with most of the words around it, the latest first."""
    if mention.determiner not in _POINTING and not owned:
        return None
    traits = set(mention.core_words) - {noun}
    best: Figure | None = None
    shared = -1
    for sighting in scene.cast.before(mention.start, *_EARLIER):
        figure = sighting.figure
        if figure.type in PEOPLE and not figure.plural and figure.plays(noun) and _agrees(traits, figure):
            common = len(traits & figure.traits)
            if common > shared:
                best, shared = figure, common
            if common == len(traits):
                break
    if best is not None and (shared or _are_merely_names(traits, mention)):
        return best
    is_description = noun in _DESCRIPTIONS or "year-old" in mention.core
    if mention.determiner == "the" and is_description and not owned:
        return person(scene, mention.start, GENDERED.get(noun, ""), well_known=True)
    return None


def _agrees(traits: set[str], figure: Figure) -> bool:
    if traits & _TELLING - figure.traits or (not traits and figure.traits & {"former", "vice"}):
        return False
    country = country_in(tuple(sorted(traits)))
    return not country or not figure.country or figure.country == country


def _are_merely_names(traits: set[str], mention: Mention) -> bool:
    """Are the words around the noun such as the article need not have said of the person before?"""
    capitalised = {word for form in mention.core.split() if form[0].isupper() for word in key(form)}
    return traits <= capitalised | _TELLING and not any((trait,) in COUNTRIES for trait in traits)


def _body(scene: Scene, mention: Mention, noun: str, words: Key, owned: bool) -> Figure | None:
    traits = set(words[:-1])
    if mention.tail or (mention.determiner not in _POINTING and not owned and not traits):
        return None
    found = body_called(scene, mention.start, noun, traits)
    if found is None and mention.determiner == "the" and noun in _ANY_BODY and mention.core[1:].islower():
        return _latest_body(scene, mention.start, noun, _LATEST_BODY_DESCRIBED if traits else _LATEST_BODY)
    return found


def _latest_body(scene: Scene, position: int, noun: str, reach: int) -> Figure | None:
    """The latest body whose name does not say that it is of another kind."""
    is_text = type_of(noun) is SourceType.PUBLICATION
    for sighting in scene.cast.before(position, 40, reach):
        figure = sighting.figure
        last = singular(figure.words[-1]) if figure.words else ""
        other_kind = last in GOVERNMENT or last in ORGANIZATION or figure.words in COUNTRIES
        if figure.type in BODIES and not other_kind and (figure.type is SourceType.PUBLICATION) == is_text:
            return figure
    return None


def _group(scene: Scene, mention: Mention) -> Figure | None:
    """ "The experts" are the labour experts who spoke before; "several experts" are others."""
    if mention.is_quantified or mention.tail:
        return None
    words = mention.core_words
    for sighting in scene.cast.before(mention.start, *_EARLIER):
        figure = sighting.figure
        quantified = figure.name.split(" ", 1)[0] in QUANTIFIERS
        if (
            figure.plural
            and not quantified
            and figure.words[-1:] == words[-1:]
            and set(words) <= set(figure.words)
        ):
            return figure
    return None
