"""Which words of a text are meant by those that somebody selected or typed."""

import unicodedata
from collections.abc import Iterable

import regex

from app.domain import SourcelightError, Span, Spans
from app.paragraphs import paragraph_spans
from app.present.words import REACH, widened

SHOWN = 80  # code points of what somebody chose that a message repeats
# One for each, so that offsets stay: a keyboard has straight quotation marks, a newspaper has curly ones.
MARKS = str.maketrans(dict.fromkeys("‘’‚‛ʼ`´′", "'") | dict.fromkeys("“”„‟«»″", '"'))
CLUSTER = regex.compile(r"\X")


class WordsError(SourcelightError):
    """The words that were chosen cannot be told in the text."""


def find_words(text: str, words: str, before: str = "") -> Span:
    """Where the words stand, widened to whole words; white space, the form of quotation marks and how
    an accent is written do not count.

    `before` are some words that stand before them; it counts where they stand there several times.
    Raises WordsError where there are none, they are not in the text, or cannot be told apart.
    """
    if not words.strip():
        raise WordsError("No words were chosen: select them in the text, or paste them.")
    found = _as_they_are(text, words) or _otherwise_spelt(text, words)
    found = [span for span in found if widened(text, span) == span] or found
    told = f"“{' '.join(words.split())[:SHOWN]}”"
    if not found:
        raise WordsError(f"{told} is not in the text. The words must stand as they do there.")
    if len(found) > 1 and before.strip():
        found = [span for span in found if _follows(text, span, before)]
        if not found:
            raise WordsError(f"{told} does not stand after “{before.strip()[-SHOWN:]}” in the text.")
    if len(found) > 1:
        raise WordsError(f"{told} stands {len(found)} times in the text: give some words before it, too.")
    return widened(text, found[0])


def find_hedges(text: str, hedges: Iterable[str], content: Spans) -> Spans:
    """Where hedging words stand: in the claim's own words, else near them, in the same paragraphs.

    Raises WordsError for a word that is not there.
    """
    held = [
        Span(*span) for span in paragraph_spans(text) if any(_meet(Span(*span), each) for each in content)
    ]
    plain, found = text.translate(MARKS), list[Span]()
    for hedge in hedges:
        pattern = regex.compile(rf"(?<!\w){_spelt(hedge)}(?![\w\p{{M}}])", regex.IGNORECASE)
        places = [Span(*match.span()) for span in held for match in pattern.finditer(plain, *span)]
        free = [place for place in places if place not in found]
        if not free:
            raise WordsError(f"The hedge “{hedge[:SHOWN]}” is not in the claim’s paragraph.")
        found.append(min(free, key=lambda place: (not any(_meet(place, each) for each in content), place)))
    return tuple(sorted(found))


def _as_they_are(text: str, words: str) -> list[Span]:
    return _places(r"\s+".join(map(regex.escape, words.split())), text)


def _otherwise_spelt(text: str, words: str) -> list[Span]:
    return _places(_spelt(words), text.translate(MARKS))


def _places(pattern: str, text: str) -> list[Span]:
    """Not where an accent follows, which makes another letter of the last one."""
    return [Span(*match.span()) for match in regex.finditer(rf"(?:{pattern})(?!\p{{M}})", text)]


def _spelt(words: str) -> str:
    """A pattern that finds the words in a text whose quotation marks are straight."""
    return r"\s+".join(
        "".join(map(_either, CLUSTER.findall(word))) for word in words.translate(MARKS).split()
    )


def _either(cluster: str) -> str:
    """A letter with its accents, as one character or several."""
    forms = dict.fromkeys((cluster, *(unicodedata.normalize(form, cluster) for form in ("NFC", "NFD"))))
    return f"(?:{'|'.join(map(regex.escape, forms))})" if len(forms) > 1 else regex.escape(cluster)


def _follows(text: str, span: Span, before: str) -> bool:
    return _plain(text[max(0, span.start - len(before) - REACH) : span.start]).endswith(_plain(before))


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).translate(MARKS).split())


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
