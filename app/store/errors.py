"""What can go wrong between a question and the database, told so that a user can mend it."""

from datetime import datetime
from enum import StrEnum

from app.domain import SourcelightError


class BadAddress(SourcelightError):  # noqa: N818
    """The address of the database cannot be used."""


class NotFound(SourcelightError):  # noqa: N818
    """There is no such article, claim or source."""


class Why(StrEnum):
    """Why something is gone."""

    WITHDRAWN = "withdrawn"  # its article was
    REMOVED = "removed"  # by a person, who said that it is no claim
    TAKEN_BACK = "taken back"  # a person had added it, or kept it, and that was undone
    TEXT = "text"  # a new version of the text does not have its words
    READING = "reading"  # a later reading no longer finds it


class Gone(SourcelightError):  # noqa: N818
    """An article or a claim was there, until a later reading lost it or people withdrew it.

    `at` is when and `why` what became of it; `by` and `reason` are who decided so and what they gave
    as their reason. `replaced_by` is the id of the claim that stands in its place now, if one does.
    In `version` of `article` a claim that is gone can still be read.
    """

    def __init__(
        self,
        message: str,
        at: datetime,
        replaced_by: str | None = None,
        *,
        why: Why = Why.READING,
        by: str = "",
        reason: str = "",
        article: int | None = None,
        version: int | None = None,
    ) -> None:
        super().__init__(message)
        self.at, self.replaced_by = at, replaced_by
        self.why, self.by, self.reason = why, by, reason
        self.article, self.version = article, version


class Unavailable(Exception):  # noqa: N818
    """The database cannot be reached, somebody else writes for too long, or the disk is full.

    No SourcelightError: nothing is wrong with what was asked for, and whoever tells a user what is must
    not take this for it. `seconds` is after how long it makes sense to try again.
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


class Linked(Refused):
    """Two claims are linked already; `other` is the id of the one that was named."""

    def __init__(self, message: str, other: str) -> None:
        super().__init__(message)
        self.other = other


class Stale(SourcelightError):  # noqa: N818
    """It was changed since somebody began to change it; the message says what it is now.

    `claim` is the id of the claim that it is about, where it is about one.
    """

    def __init__(self, message: str, claim: str = "") -> None:
        super().__init__(message)
        self.claim = claim


class TooMany(SourcelightError):  # noqa: N818
    """Somebody tries too often; `seconds` is after how long they may again."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds
