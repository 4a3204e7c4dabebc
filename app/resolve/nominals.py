"""Whom a mention without a name stands for: somebody described before, or somebody new."""

from app.domain import SourceType
from app.resolve.countries import country_in
from app.resolve.descriptions import announced, body_called, described, spoke_together
from app.resolve.figures import BODIES, Figure
from app.resolve.forms import plain_form
from app.resolve.keys import ARTICLES, key
from app.resolve.mentions import FEMALE, MALE, NEUTER, PLURAL, Mention
from app.resolve.pronouns import body, person, several, two
from app.resolve.scene import Figures, Scene
from app.resolve.titles import GENDERED
from app.resolve.types import is_person, singular, type_of
from app.resolve.word_set import word_set

_POSSESSIVES = (MALE | FEMALE | NEUTER | PLURAL) - {"he", "she", "it", "they", "him", "them"}
_RANKS = word_set("unnamed unidentified anonymous senior junior top former one another")
_OF_A_BODY = ("for", "at", "of", "from", "in", "with")


def figures_of(scene: Scene, mention: Mention) -> Figures:
    """The figures a nominal stands for; a new one where it stands for nobody seen so far."""
    word = mention.text.lower()
    if word in ("all", "both"):
        before = two(scene, mention.start) if word == "both" else several(scene, mention.start)
        return before or (_new(scene, mention, mention.text),)
    known = scene.cast.directory.find(mention.words)
    if known is not None:
        return (scene.cast.of_known(known, plain_form(scene, mention.text, mention.start), mention.start),)
    if scene.announces(mention.start, mention.end):
        found = announced(scene, mention)
        return (found or _new(scene, mention, mention.text),)
    together = spoke_together(scene, mention)
    if together:
        return together
    phrase = _with_owner(scene, mention)
    is_owned = phrase != mention.text or mention.has_owner
    found = None if mention.is_indefinite else described(scene, mention, key(phrase), is_owned)
    if found is None:
        return (_new(scene, mention, phrase),)
    if not found.named:
        found.take_form(plain_form(scene, mention.text, mention.start))
    return (found,)


def _with_owner(scene: Scene, mention: Mention) -> str:
    """ "His aides" with the owner's name in the pronoun's place."""
    word, _, rest = mention.text.partition(" ")
    pronoun = word.lower()
    if pronoun not in _POSSESSIVES or not rest:
        return mention.text
    if pronoun in NEUTER:
        owner = body(scene, mention.start)
    elif pronoun in PLURAL:
        owner = next(iter(several(scene, mention.start)), None)
    else:
        owner = person(scene, mention.start, "m" if pronoun in MALE else "f")
    return f"{_possessive(owner)} {rest}" if owner else mention.text


def _possessive(owner: Figure) -> str:
    ending = "’" if owner.plural and owner.fullest_form.endswith("s") else "’s"
    return owner.fullest_form + ending


def _new(scene: Scene, mention: Mention, phrase: str) -> Figure:
    form = plain_form(scene, phrase, mention.start)
    noun = singular(mention.counted)
    type_ = type_of(mention.counted)
    if mention.is_plural and (type_ is SourceType.ANONYMOUS or mention.counted != mention.head):
        type_ = SourceType.GROUP
    figure = Figure(
        form,
        key(form),
        type_,
        mention.start,
        gender=GENDERED.get(noun, ""),
        plural=mention.is_plural,
        named=False,
        roles={noun},
        traits=set(mention.core_words),
        country=country_in(mention.core_words),
        forms=[form],
    )
    if type_ is SourceType.ANONYMOUS and is_person(noun):
        figure.role = plain_form(scene, mention.core, mention.start)
        figure.affiliation = _affiliation(scene, mention)
    if mention.is_indefinite:
        return scene.cast.enter(figure)
    scene.cast.enter_nominal(figure)
    return figure


def _affiliation(scene: Scene, mention: Mention) -> str:
    """The body that an unnamed official is with: one named, one described, or one in the role itself."""
    for name in scene.names_within(mention.start, mention.end):
        figure = scene.cast.named_at(name.start)
        if figure is not None and figure.type in BODIES:
            return figure.fullest_form
    link, _, phrase = mention.tail.partition(" ")
    words = phrase.rstrip(".").split()
    if link.lower() in _OF_A_BODY and words and type_of(words[-1].lower()) in BODIES:
        *traits, noun = key(" ".join(words))
        found = body_called(scene, mention.start, singular(noun), set(traits))
        return found.fullest_form if found else plain_form(scene, phrase, mention.end)
    before_head = mention.core.split()[:-1]
    while before_head and before_head[0].lower() in ARTICLES | _RANKS:
        before_head = before_head[1:]
    is_body = before_head and type_of(before_head[-1].lower()) in BODIES
    return " ".join(before_head) if is_body else ""
