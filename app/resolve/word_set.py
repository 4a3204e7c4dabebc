"""Word lists as they are easiest to read and mend: words with spaces between."""


def word_set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())
