"""What can go wrong between a question and the database, told so that a user can mend it."""

from datetime import datetime

from app.domain import SourcelightError


class BadAddress(SourcelightError):  # noqa: N818
    """The address of the database cannot be used."""


class NotFound(SourcelightError):  # noqa: N818
    """There is no such article, claim or source."""


class Gone(SourcelightError):  # noqa: N818
    """An article or a claim was there, until a later reading lost it or people withdrew it.

    `at` is when; `replaced_by` is the id of the claim that stands in its place now, if one does.
    `reason` is why people withdrew it. In `version` of `article` a claim that is gone can still be read.
    """

    def __init__(
        self,
        message: str,
        at: datetime,
        replaced_by: str | None = None,
        *,
        reason: str = "",
        article: int | None = None,
        version: int | None = None,
    ) -> None:
        super().__init__(message)
        self.at, self.replaced_by, self.reason = at, replaced_by, reason
        self.article, self.version = article, version


class Unavailable(SourcelightError):  # noqa: N818
    """The database cannot be reached, or somebody else writes for too long.

    `seconds` is after how long it makes sense to try again.
    """

    def __init__(self, message: str, seconds: int = 5) -> None:
        super().__init__(message)
        self.seconds = seconds


class BadCursor(SourcelightError):  # noqa: N818
    """The `after` of a list is none that the list has given out."""


class Moved(SourcelightError):  # noqa: N818
    """The source was merged into another; `slug` is of the one that stands for it now."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"This source was merged into {slug}.")
        self.slug = slug


class Refused(SourcelightError):  # noqa: N818
    """What somebody wants to do cannot be done as things stand; the message says why."""
