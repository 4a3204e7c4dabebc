"""Addresses within the site: a path and the query that makes a view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from types import MappingProxyType
from urllib.parse import urlencode

Pairs = tuple[tuple[str, str], ...]


def pairs_of(many: Mapping[str, Sequence[str]], one: Mapping[str, object] = MappingProxyType({})) -> Pairs:
    """The pairs of a query string: each of many values once, and single values where they are given."""
    repeated = ((name, str(value)) for name, values in many.items() for value in dict.fromkeys(values))
    return (*repeated, *((name, str(value)) for name, value in one.items() if value))


@dataclass(frozen=True, slots=True)
class Address:
    """Every change gives a new address. Changing a filter begins again at the first page of the list.

    The query goes by its names, so that one view has one address however it was come by.
    """

    path: str
    pairs: Pairs = ()
    fragment: str = ""

    def has(self, name: str, value: str) -> bool:
        return (name, value) in self.pairs

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.pairs if key == name]

    def toggled(self, name: str, value: str) -> "Address":
        """With the value if it was absent, without it if it was there."""
        rest = tuple(pair for pair in self.without("after").pairs if pair != (name, value))
        return replace(self, pairs=rest if self.has(name, value) else (*rest, (name, value)))

    def dropped(self, name: str, value: str) -> "Address":
        """Without the value, if it was there."""
        return self.toggled(name, value) if self.has(name, value) else self

    def given(self, name: str, value: str) -> "Address":
        """With this as the parameter's only value."""
        return replace(self, pairs=(*self.without(name).pairs, (name, value)))

    def switched(self, name: str, value: str) -> "Address":
        """With this as the parameter's only value, without the parameter where it was."""
        rest = self.without(name, "after")
        return rest if self.has(name, value) else rest.given(name, value)

    def only(self, slug: str) -> "Address":
        """With this source if it was not chosen, without it if it was; what was left out comes back."""
        return self.without("without").toggled("source", slug)

    def but(self, slug: str) -> "Address":
        """Without this source's claims, or with them again; no other source is chosen."""
        return self.without("source").toggled("without", slug)

    def without(self, *names: str) -> "Address":
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] not in names))

    def moved(self, path: str) -> "Address":
        """The same filters of another list, from its beginning."""
        return replace(self.without("after", "order"), path=path)

    def form(self, form: str) -> "Address":
        """The whole list in another form: "csv", "json", "atom" ..."""
        path = "/articles" if self.path == "/" else self.path
        return replace(self.without("after"), path=f"{path}.{form}", fragment="")

    def at(self, fragment: str) -> "Address":
        return replace(self, fragment=fragment)

    def __str__(self) -> str:
        query = f"?{urlencode(sorted(self.pairs, key=itemgetter(0)))}" if self.pairs else ""
        return f"{self.path}{query}{f'#{self.fragment}' if self.fragment else ''}"
