"""A text of 60,000 characters with 200 claims by 40 sources; it says nothing."""

from random import Random

CLAIMS, SOURCES, LENGTH = 200, 40, 60_000
WORDS = """
after again along another answer before began below between board bridge broken built carry chart close
cloud coast corner count cover cross daily depth doubt drain early engine evening every fall ferry figure
floor follow gather gauge glass grain ground harbour heavy hold inland keeper kept later lever light lock
lorry market measure meeting mill morning never night north number office older open outer paper people
pier pilot place plan quarter quiet rail rain record repair report river road roof season second shore
shut slow south spring square stone storm street strike summer surge table tide timber tower town track
under until valley wait wall water weather week winter without work year yellow yield
""".split()  # noqa: SIM905 - read more easily
GIVEN = ("Ana", "Bram", "Cleo", "Dario", "Edda", "Femi", "Greta", "Hale")
FAMILY = ("Abara", "Brandt", "Cole", "Dorn", "Ekwe")


def long_text() -> str:
    """Paragraphs of plain sentences, each with a claim in the form "Ana Abara said that ..."."""
    random = Random(200)  # noqa: S311 - the same text each time
    names = [f"{given} {family}" for family in FAMILY for given in GIVEN]
    paragraphs = []
    for number in range(CLAIMS):
        room = LENGTH // CLAIMS - 2
        words = [random.choice(WORDS) for _ in range(60)]
        claim = f"{names[number % SOURCES]} said that the {' '.join(words[:18])}."
        rest = f"The {' '.join(words[18:])}"
        paragraphs.append(f"{claim} {rest[: room - len(claim) - 2]}.")
    return "\n\n".join(paragraphs)
