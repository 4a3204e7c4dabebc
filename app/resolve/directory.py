"""The known sources, indexed by every wording that stands for them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import overload

from app.domain import Known
from app.resolve.keys import Key, key


class Directory(Sequence[Known]):
    """Known sources with their index. Build one and hand it to `resolve` for every article.

    A wording that two entries share stands for neither.
    """

    def __init__(self, known: Sequence[Known] = ()) -> None:
        self._known = tuple(known)
        self._by_key: dict[Key, Known | None] = {}
        self._capitals: dict[Key, Known | None] = {}
        for entry in self._known:
            for wording in (entry.name, entry.label, *entry.aliases):
                _enter(self._by_key, wording, entry)
            for capital in entry.capitals:
                _enter(self._capitals, capital, entry)

    @overload
    def __getitem__(self, index: int) -> Known: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Known]: ...
    def __getitem__(self, index: int | slice) -> Known | Sequence[Known]:
        return self._known[index]

    def __len__(self) -> int:
        return len(self._known)

    def find(self, words: Key) -> Known | None:
        return self._by_key.get(words)

    def country_code(self, country: str) -> str:
        """The code of a country by its name, as the entry of its government has it; else empty."""
        entry = self.find(key(country))
        return entry.country if entry else ""

    def government_of(self, capital: Key) -> Known | None:
        """The government that a capital stands for."""
        return self._capitals.get(capital)


def _enter(index: dict[Key, Known | None], wording: str, entry: Known) -> None:
    words = key(wording)
    if words:
        index[words] = entry if index.get(words, entry) == entry else None


@lru_cache(maxsize=4)
def directory_of(known: tuple[Known, ...]) -> Directory:
    """The same entries asked for again are not indexed again."""
    return Directory(known)
