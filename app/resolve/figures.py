"""Those who may turn out to be sources, and where they stand."""

from dataclasses import dataclass, field

from app.domain import Known, SourceType
from app.resolve.countries import country_in
from app.resolve.keys import Key, key
from app.resolve.types import alike, is_person

PEOPLE = (SourceType.PERSON, SourceType.ANONYMOUS)
BODIES = (SourceType.ORGANIZATION, SourceType.GOVERNMENT, SourceType.PUBLICATION)


@dataclass(slots=True, eq=False)
class Figure:
    """One who may be a source. `roles` are the nouns said of it, `traits` all the words said of it.

    `first` is where it is first named. `type` is None as long as nothing tells it. `named` ones
    have a name of their own, others a description only. `country` is one's name as a key has it.
    `seen` counts the places where it stands.
    """

    name: str
    words: Key
    type: SourceType | None
    first: int
    gender: str = ""
    plural: bool = False
    named: bool = True
    roles: set[str] = field(default_factory=set)
    traits: set[str] = field(default_factory=set)
    role: str = ""
    affiliation: str = ""
    country: str = ""
    known: Known | None = None
    forms: list[str] = field(default_factory=list)
    seen: int = 0

    @property
    def may_be_person(self) -> bool:
        if self.plural:
            return False
        if self.type is SourceType.ANONYMOUS:
            return any(is_person(role) for role in self.roles)
        return self.type is SourceType.PERSON or (self.type is None and self.named)

    @property
    def may_be_body(self) -> bool:
        return not self.plural and (self.type in BODIES or (self.type is None and self.named))

    def plays(self, noun: str) -> bool:
        """Has the article, or the directory, said this noun, or one alike, of it?"""
        return noun in self.roles or any(alike(noun, role) for role in self.roles)

    def take_form(self, form: str) -> None:
        if form not in self.forms:
            self.forms.append(form)

    def learn(self, known: Known) -> None:
        """Take up what the directory says."""
        self.known, self.type = known, known.type
        self.country = self.country or country_in(key(known.role))
        self.roles.update(key(known.role))
        self.traits.update(key(known.role))

    @property
    def fullest_form(self) -> str:
        """The form that the directory has, if the article uses it; else the longest."""
        if self.known is not None:
            name = key(self.known.name)
            for form in self.forms:
                if key(form) == name:
                    return form
        return max(self.forms, key=lambda form: (len(key(form)), len(form)), default=self.name)


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """A place where a figure stands; `speaks` where it is the source of an attribution."""

    start: int
    end: int
    figure: Figure = field(compare=False)
    speaks: bool = field(default=False, compare=False)
