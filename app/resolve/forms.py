"""The wording by which a nominal source is shown."""

from app.resolve.keys import ARTICLES
from app.resolve.scene import Scene
from app.resolve.titles import PARTIES, PEOPLES


def plain_form(scene: Scene, phrase: str, start: int) -> str:
    """A nominal without its article, the capitals of a heading or of a sentence's beginning taken back.

    `start` is where the phrase stands in the text, or where what it was made of stands.
    """
    words = phrase.split()
    while len(words) > 1 and words[0].lower() in ARTICLES:
        words = words[1:]
    if not words:
        return phrase
    proper = {word for name in scene.names_within(start, start + len(phrase)) for word in name.text.split()}
    if scene.layout.in_heading(start):
        return " ".join(word if _is_proper(word, proper) else word.lower() for word in words)
    as_it_stands = scene.layout.text.startswith(words[0], start)
    if as_it_stands and scene.layout.opens_sentence(start) and not _is_proper(words[0], proper):
        words[0] = words[0].lower()
    return " ".join(words)


def _is_proper(word: str, names: set[str]) -> bool:
    bare = word.lower()
    is_owner = word.endswith(("’s", "'s"))
    is_party = bare in PARTIES or bare.removesuffix("s") in PARTIES
    return is_owner or word in names or word.isupper() or bare in PEOPLES or is_party
