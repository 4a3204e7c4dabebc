"""Which language a text is in; only English is read for claims."""

import py3langid

MIN_LETTERS = 40  # below this the guess is worth little
SAMPLE = 20_000  # code points that are enough to tell
SHORT = 200  # letters of a headline-like text, which is easily taken for Nigerian Pidgin


def language_of(text: str) -> str:
    """ISO 639-1 code of the language (639-3 where there is none), empty for less than 40 Latin letters."""
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    latin = sum(letter.isalpha() and letter < "\u0250" for letter in sample)
    if letters < MIN_LETTERS and latin * 2 >= letters:  # another script tells more in few letters
        return ""
    code = str(py3langid.classify(sample)[0])
    return "en" if code == "pcm" and letters < SHORT else code
