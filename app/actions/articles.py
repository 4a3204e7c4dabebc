"""What people do to articles: mend their details, withdraw and purge them."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Engine

from app.actions.events import Done
from app.domain import Precision
from app.read.checks import ReadError, check_address
from app.read.dates import parse_date
from app.store import details, events, facts, withdrawals
from app.store.errors import Refused
from app.store.keys import LONGEST, legal
from app.store.session import scrub, write_session

LONGEST_LINE = 2000  # code points


def edit_article(
    engine: Engine, article_id: int, changes: Mapping[str, str], *, who: str = "", reason: str = ""
) -> Done:
    """Change details of an article (details.FIELDS), to what no later reading overwrites.

    A date is ISO 8601 or empty. Raises NotFound, Gone, and Refused where nothing changes, a value
    cannot be meant, or the article would be the same as another.
    """
    with write_session(engine) as session:
        article = withdrawals.find_article(session, article_id)
        withdrawals.require_standing(session, article)
        now = details.told(article)
        new = {field: _value(field, value) for field, value in changes.items()}
        new = {field: value for field, value in new.items() if value != now[field]}
        if not new:
            raise Refused("Nothing was changed: the article is like this already.")
        event = events.append(
            session,
            "edit",
            {facts.of_article(article_id, field): value for field, value in new.items()},
            kind=events.ARTICLE,
            subject=article_id,
            was="; ".join(f"{field}: {now[field] or 'none'}" for field in new),
            now="; ".join(f"{field}: {value or 'none'}" for field, value in new.items()),
            by=events.Author(who, reason),
        )
        return Done(event.id, article=article_id)


def withdraw(engine: Engine, article_id: int, *, who: str = "", reason: str = "") -> Done:
    """Take an article out of all lists; its page and its claims' say that it was withdrawn, and why.

    Raises NotFound, and Gone where it was withdrawn already.
    """
    with write_session(engine) as session:
        article = withdrawals.find_article(session, article_id)
        withdrawals.require_standing(session, article)
        event = events.append(
            session,
            withdrawals.WITHDRAW,
            {facts.of_article(article_id, withdrawals.WITHDRAWN): datetime.now(UTC).isoformat()},
            kind=events.ARTICLE,
            subject=article_id,
            by=events.Author(who, reason),
        )
        return Done(event.id, article=article_id)


def purge(engine: Engine, article_id: int, *, who: str = "", reason: str = "") -> Done:
    """Withdraw an article and erase its words for good; the event stays.

    Raises NotFound, and Refused where it was purged already.
    """
    with write_session(engine) as session:
        article = withdrawals.find_article(session, article_id)
        withdrawals.require_words(article)
        now = datetime.now(UTC)
        withdrawn_at = article.withdrawn_at or now
        event = events.append(
            session,
            withdrawals.PURGE,
            {
                facts.of_article(article_id, withdrawals.WITHDRAWN): withdrawn_at.isoformat(),
                facts.of_article(article_id, withdrawals.PURGED): now.isoformat(),
            },
            kind=events.ARTICLE,
            subject=article_id,
            by=events.Author(who, reason),
        )
        done = Done(event.id, article=article_id)
    scrub(engine)
    return done


def _value(field: str, value: str) -> str:
    tidy = " ".join(legal(value).split())
    if field == details.PUBLISHED:
        return _date(tidy)
    if field not in details.FIELDS:
        raise Refused(f"“{field[:80]}” is no detail of an article.")
    if field == details.URL:
        try:
            check_address(tidy, "Address")
        except ReadError as error:
            raise Refused(str(error)) from error
        return tidy
    longest = LONGEST if field == details.OUTLET else LONGEST_LINE
    if len(tidy) > longest:
        raise Refused(f"The {field} has {len(tidy):,} characters; {longest:,} is the most.")
    return tidy


def _date(value: str) -> str:
    if not value:
        return ""
    try:
        moment, precision = parse_date(value)
    except ValueError as error:
        raise Refused(
            f"“{value[:80]}” is no date; write it like 2025-03-31 or 2025-03-31T18:30+01:00."
        ) from error
    return moment.date().isoformat() if precision is Precision.DATE else moment.isoformat()
