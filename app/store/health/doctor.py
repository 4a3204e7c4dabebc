"""All checks, one after the other, and mending what can be mended."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from app.store.errors import Refused
from app.store.health import (
    answers,
    counts,
    derived,
    keys,
    links,
    log,
    nesting,
    tables,
    texts,
    vectors,
    words,
)
from app.store.health.finding import Check, Finding, Trouble, Walk
from app.store.session import read_session, write_session

CHECKS: Mapping[str, Check] = {
    "The file": tables.file_is_whole,
    "Rows can be read": tables.rows_can_be_read,
    "Rows refer to rows": tables.rows_refer_to_rows,
    "Keys": keys.keys_are_well_formed,
    "Permalinks": keys.keys_are_permanent,
    "Texts": texts.texts_are_as_stored,
    "Claims in their texts": texts.claims_stand_in_their_texts,
    "Claims in earlier texts": texts.earlier_claims_stand_in_their_texts,
    "Claims of withdrawn articles": nesting.withdrawn_articles_have_no_claims,
    "Claims that were replaced": nesting.gone_claims_alone_are_replaced,
    "Claims in claims": nesting.claims_lie_in_claims,
    "Dates of articles": derived.articles_sort_by_their_dates,
    "Digests of articles": derived.articles_have_their_digest,
    "What claims repeat": derived.claims_repeat_their_article,
    "Columns made of others": derived.columns_follow_from_others,
    "Merges": answers.merges_lead_somewhere,
    "Sources of articles": answers.namings_follow_decisions,
    "Sources of claims": answers.claims_have_those_who_were_read,
    "Merged sources": answers.merged_sources_have_no_claims,
    "Forms of sources": answers.sightings_are_of_their_source,
    "Traits of claims": counts.claims_repeat_their_traits,
    "Claims beside sources": counts.sources_repeat_their_claims,
    "Appearances": counts.appearances_count_claims,
    "Counts of sources": counts.sources_count_appearances,
    "Links": links.gone_claims_have_no_links,
    "Pairs": links.pairs_are_in_order,
    "First claims": links.words_have_a_first_claim,
    "Vectors": vectors.vectors_are_whole,
    "Vectors of claims": vectors.claims_have_their_own_vectors,
    "Vectors beside the database": vectors.files_have_what_is_stored,
    "Decisions": log.events_have_their_subjects,
    "Facts of decisions": log.events_say_what_was_decided,
    "Search index": words.index_has_what_is_found,
}
BROKEN = (SQLAlchemyError, LookupError, TypeError, ValueError)  # what comes of rows that are broken
STOPPED = Trouble("Checks that came to no end", "Mend what is told above first, and look again.")
Watch = Callable[[str, int], None]  # which check, how many rows more


def examine(engine: Engine, vectors: Path, width: int, watch: Watch) -> Iterator[Finding]:
    """Everything that is wrong; each check is of one moment. `vectors` and `width` as a Walk has them."""
    for name, check in CHECKS.items():
        with read_session(engine) as session:
            walk = Walk(session, vectors, width, partial(watch, name))
            try:
                yield from check(walk)
            except BROKEN as error:
                yield Finding(STOPPED, f"{name}: {_told(error)}")


def mend(engine: Engine, vectors: Path, width: int, trouble: Trouble, watch: Watch) -> None:
    """In one transaction. Raises Refused where something else has to be put right before."""
    if trouble.mend is None:
        return
    try:
        with write_session(engine) as session:
            trouble.mend(Walk(session, vectors, width, partial(watch, trouble.what)))
    except BROKEN as error:
        raise Refused(f"Not mended, until other things are: {trouble.what} ({_told(error)})") from error


def _told(error: Exception) -> str:
    """Without the statement, which says nothing to whom it is told."""
    return str(error.orig if isinstance(error, DBAPIError) else error)
