"""Numbers as news writes them: 1,234.5, 3 million, twelve, dozens, two-thirds."""

import re

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: number for number, word in enumerate(ONES.split())}
TENS = {word: 10 * number for number, word in enumerate(DECADES.split(), 2)}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
PARTS = {
    "half": 1 / 2,
    "a third": 1 / 3,
    "a quarter": 1 / 4,
    "two-thirds": 2 / 3,
    "two thirds": 2 / 3,
    "three-quarters": 3 / 4,
}
LETTERS = {"k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}

LEAST = r"at least|more than|over|above|upwards of|exceed(?:s|ed|ing)?|no fewer than|no less than|minimum of"
MOST = r"at most|up to|fewer than|less than|under|below|no more than|as (?:many|much|long|high) as|maximum of"
ABOUT = r"about|around|approximately|roughly|some|nearly|almost|close to|an estimated|estimated|more or less"
BOUND = f"{LEAST}|{MOST}|{ABOUT}".replace(" ", r"\s+")

SCALE = "|".join(SCALES)
SIMPLE = "|".join([*sorted(SMALL, key=len, reverse=True), *TENS])
NUMBER = rf"""(?:
    (?<![\w.,/-])\d+(?:,\d{{3}})*(?:\.\d+)?(?:[\s-]+(?:{SCALE})\b|(?:k|m|bn|tn)\b)?(?![\w/]|[.,]\d)
  | \b(?:dozens|hundreds|thousands|millions|billions)\b
  | \ba\s+(?:{SCALE})\b
  | \b(?:two[- ]thirds|three[- ]quarters|half|a\ (?:third|quarter))\b
  | \b(?!one\b(?![\s-](?:{SCALE})))(?:{SIMPLE})
    (?:[\s-](?:{SIMPLE}|{SCALE})\b|(?<=hundred)\sand\s(?:{SIMPLE})\b)*\b
)"""
HINT = re.compile(rf"\d|\b(?:{SIMPLE}|{SCALE}|half|a\s+(?:third|quarter))")  # any NUMBER, in small letters
DIGITS = re.compile(r"(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)[\s-]*(?P<scale>[a-z]+)?", re.IGNORECASE)


def lowered(text: str) -> str:
    """In small letters, of the same length, so that spans are those of the text.

    Forms that are written small and know no other letters are searched for several times as quickly.
    """
    return text.replace("İ", "i").lower()  # the one letter that would become two


def value_of(words: str) -> float:
    """The value of what NUMBER matches; "dozens" counts as one dozen."""
    words = words.strip().lower()
    if match := DIGITS.match(words):
        scale = match["scale"] or ""
        return float(match["digits"].replace(",", "")) * SCALES.get(scale, LETTERS.get(scale, 1))
    if words in PARTS:
        return PARTS[words]
    total = current = 0.0
    for word in re.split(r"[\s-]+", words):
        if word in SMALL or word in TENS:
            current += SMALL.get(word, TENS.get(word, 0))
        elif scale_value := SCALES.get(word.rstrip("s")):
            current = (current or 1) * scale_value
            if scale_value >= SCALES["thousand"]:
                total, current = total + current, 0.0
    return total + current


def significance(words: str) -> float:
    """The weight of the last digit that is written: 0.1 for 4.2, 1e6 for 916 million, 1 for twelve."""
    match = DIGITS.match(words.strip().lower())
    if match is None:
        return 0.0
    scale = match["scale"] or ""
    decimals = len(match["digits"].partition(".")[2])
    return SCALES.get(scale, LETTERS.get(scale, 1)) / 10**decimals if scale or decimals else 0.0
