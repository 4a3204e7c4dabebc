"""What can go wrong between a question and the database, told so that a user can mend it."""

from datetime import datetime

from app.domain import SourcelightError


class BadAddress(SourcelightError):  # noqa: N818
    """The address of the database cannot be used."""


class NotFound(SourcelightError):  # noqa: N818
    """There is no such article, claim or source."""


class Gone(SourcelightError):  # noqa: N818
    """The claim was there, until a later reading of its article no longer found it.

    `at` is when; `replaced_by` is the id of the claim that stands in its place now, if one does.
    """

    def __init__(self, key: str, at: datetime, replaced_by: str | None) -> None:
        super().__init__(f"The claim {key} is gone: a later reading of its article no longer finds it.")
        self.key, self.at, self.replaced_by = key, at, replaced_by


class BadCursor(SourcelightError):  # noqa: N818
    """The `after` of a list is none that the list has given out."""


class Moved(SourcelightError):  # noqa: N818
    """The source was merged into another; `slug` is of the one that stands for it now."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"This source was merged into {slug}.")
        self.slug = slug


class Refused(SourcelightError):  # noqa: N818
    """What somebody wants to do cannot be done as things stand; the message says why."""
