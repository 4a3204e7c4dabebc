"""Whatever is broken, the doctor finds it, names the row, and mends what follows from the rest."""

import re
from collections.abc import Sequence

import pytest

from app.store.health.doctor import mend
from tests.store.health.conftest import WIDTH, Patient

# What is done to the database, where LIVE is the first claim that stands, and what is said of it, where
# KEY is how a claim is named. All of this follows from the rest, and is mended.
MENDED = (
    (
        "UPDATE claims SET prefix = 'x' WHERE id = LIVE",
        "KEY: its prefix",
    ),
    (
        "UPDATE claims SET doubt = 7, start = 3 WHERE id = LIVE",
        "KEY: its start, doubt",
    ),
    (
        "UPDATE claims SET outlet = 'Elsewhere' WHERE id = LIVE",
        "another outlet or date.*: KEY",
    ),
    (
        "UPDATE claims SET sort_at = '2001-01-01 00:00:00' WHERE article_id = 1",
        "another outlet or date.*: KEY",
    ),
    (
        "UPDATE claims SET standing = 'added' WHERE standing = 'corrected'",
        "claims, id .*standing is “added”, where “corrected”",
    ),
    (
        "UPDATE claims SET traits = 0, speakers = '' WHERE id = LIVE",
        "Claim .*traits or speakers",
    ),
    (
        "UPDATE claims SET nested_in = id WHERE id = LIVE",
        "KEY: it lies in",
    ),
    (
        "UPDATE claims SET gone_at = added_at FROM articles WHERE claims.id = LIVE",
        "gone, and still have links.*claims, id .*though it is gone",
    ),
    (
        "UPDATE articles SET sort_at = '2001-01-01 00:00:00' WHERE id = 2",
        "another date than theirs: Article 2",
    ),
    (
        "UPDATE articles SET text_hash = 'x' WHERE id = 2",
        "Article 2",
    ),
    (
        "UPDATE articles SET outlet_key = 'x' WHERE id = 2",
        "articles, id 2: its outlet_key is “x”, where “”",
    ),
    (
        "UPDATE articles SET title = 'Quite another headline' WHERE id = 2",
        "articles, id 2: a search does not find it",
    ),
    (
        "UPDATE sources SET sort_key = 'zz' WHERE slug = 'bo-vik'",
        "sources, id .*sort_key is “zz”, where “bo vik”",
    ),
    (
        "UPDATE sources SET claims = claims + 1 WHERE slug = 'bo-vik'",
        "Source bo-vik: how often and when",
    ),
    (
        "UPDATE appearances SET claims = claims + 1 WHERE article_id = 2",
        "Article 2: how often source",
    ),
    (
        "DELETE FROM appearances WHERE article_id = 2",
        "Article 2: how often source",
    ),
    (
        "UPDATE claim_sources SET outlet = 'x'",
        "Claim .*what is repeated of it beside source",
    ),
    (
        "DELETE FROM claim_sources WHERE claim_id = LIVE",
        "Claim .*was read, and does not answer for it",
    ),
    (
        "UPDATE claim_sources SET position = 4 WHERE claim_id = LIVE",
        "Claim .*answers for it, and nobody read so",
    ),
    (
        "UPDATE namings SET source_id = entry_id",
        "“ada lund”, read as source .*stands for .*, not",
    ),
    (
        "INSERT INTO claim_words (claim_words) VALUES ('delete-all')",
        "claims, id .*a search does not find it",
    ),
    (
        "INSERT INTO claim_words (rowid, words) VALUES (99, 'x')",
        "claims, id 99: a search finds it, though",
    ),
    (
        "INSERT INTO article_words (rowid, words) VALUES (77, 'x')",
        "articles, id 77: a search finds it, though",
    ),
    (
        "UPDATE embeddings SET vectors = x'09090909' WHERE id = 1",
        "embeddings, id 1: .*has it otherwise",
    ),
    (
        "UPDATE embeddings SET at = '2001-01-01 00:00:00' WHERE id = 2",
        "embeddings, id 2: .*has it otherwise",
    ),
)

# The same in every database.
ANYWHERE = (
    (
        "UPDATE claims SET prefix = 'x', outlet = 'Elsewhere', doubt = 7 WHERE id = LIVE",
        "KEY: its prefix, doubt",
    ),
    ("UPDATE claims SET standing = 'added' WHERE standing = 'corrected'", "standing is “added”"),
    ("UPDATE namings SET source_id = entry_id", "“ada lund”, read as source .*stands for .*, not"),
    ("DELETE FROM claim_sources WHERE claim_id = LIVE", "was read, and does not answer for it"),
    ("DELETE FROM appearances", "Article 1: how often source"),
    (
        "UPDATE articles SET title = 'Quite another headline' WHERE id = 2",
        "articles, id 2: a search does not",
    ),
    ("UPDATE claims SET gone_at = sort_at WHERE article_id = 2", "claims, id .*though it is gone"),
)

# This does not, and is told alone.
TOLD = (
    (
        "UPDATE earlier_claims SET key = 'abcdefghjk'",
        "Claim .*, which was abcdefghjk",
    ),
    (
        "UPDATE versions SET text = text || 'Nothing.' WHERE id = 3",
        "Version 1 of article 2",
    ),
    (
        "UPDATE articles SET withdrawn_at = added_at WHERE id = 1",
        "of articles that were withdrawn: KEY",
    ),
    (
        "UPDATE sightings SET alias_id = (SELECT max(id) FROM aliases) WHERE naming_id = 1",
        "Alias .*seen in naming 1",
    ),
    (
        "UPDATE sources SET slug = 'Bo Vik' WHERE slug = 'bo-vik'",
        "sources: its slug is “Bo Vik”",
    ),
    (
        "UPDATE events SET subject_id = 99 WHERE subject_kind = 'claim'",
        "Event 2, remove: there is no claims, id 99",
    ),
    (
        "UPDATE events SET other_id = 99 WHERE subject_kind = 'note'",
        "Event .*: there is no claims, id 99",
    ),
    (
        "UPDATE events SET before = '[]' WHERE id = 1",
        "Event 1: what was before",
    ),
    (
        "UPDATE events SET subject_kind = 'rumour' WHERE id = 1",
        "Event 1: it is about “rumour”",
    ),
    (
        "UPDATE links SET low_id = high_id, high_id = low_id",
        "links, low_id",
    ),
    (
        "UPDATE wordings SET first_id = 5",
        "wordings, claim_id .*: the first is said to be 5",
    ),
    (
        "UPDATE embeddings SET claim_id = 5 WHERE id = 1",
        "its embedding 1 is of claim 5",
    ),
    (
        "UPDATE embeddings SET vectors = x'09' WHERE id = 1",
        "too short: embeddings, id 1, of claim",
    ),
)
# Of these, each is looked for alone: they stand in each other's way.
ALONE = (
    (
        "UPDATE claims SET quote = 'other words' WHERE id = LIVE",
        "KEY: its quote is “other words”, there stands ““We counted",
    ),
    (
        "UPDATE claims SET content_spans = '[[0, 99999]]' WHERE id = LIVE",
        "KEY: its text has .*spans are 0–99999",
    ),
    (
        "UPDATE claims SET content_spans = '[]' WHERE id = LIVE",
        "KEY: its text has",
    ),
    (
        "UPDATE claims SET hedges = '[\"maybe\"]' WHERE id = LIVE",
        "KEY: its hedges is",
    ),
    (
        "UPDATE claims SET version_id = 1 WHERE id = LIVE",
        "KEY: it stands in version 1",
    ),
    (
        "UPDATE claims SET version_id = 3 WHERE id = LIVE",
        "KEY: its text is one of article 2",
    ),
    (
        "UPDATE claims SET version_id = 99 WHERE id = LIVE",
        "claims, id .*: its version_id is 99, and versions has no such row",
    ),
    (
        "UPDATE claims SET key = 'Not a key' WHERE id = LIVE",
        "Keys that are none: claims: its key is “Not a key”",
    ),
    (
        "UPDATE claims SET replaced_by = 5 WHERE id = LIVE",
        "KEY: replaced by",
    ),
    (
        "UPDATE earlier_claims SET quote = 'other words'",
        "of article 1, version 1: its quote",
    ),
    (
        "DELETE FROM articles WHERE id = 2",
        "versions, id 3: its article_id is 2, and articles has no such row",
    ),
    (
        "DELETE FROM versions WHERE id = 3",
        "claims, id .*: its version_id is 3, and versions has no such row",
    ),
    (
        "UPDATE voices SET naming_id = 99",
        "voices, claim_id .*, part by, position 0: its naming_id is 99",
    ),
    (
        "DELETE FROM voices WHERE claim_id = LIVE",
        "Claim .*answers for it, and nobody read so",
    ),
    (
        "INSERT INTO merges SELECT into_id, source_id FROM merges",
        "merged in a circle: Source",
    ),
    (
        "UPDATE claims SET kind = 'shouted' WHERE id = LIVE",
        "claims, id .*: its kind is 'shouted'",
    ),
    (
        "UPDATE claims SET cue_spans = '[[1' WHERE id = LIVE",
        "claims, id .*: its cue_spans is",
    ),
    (
        "UPDATE articles SET added_at = 'soon' WHERE id = 1",
        "articles, id 1: its added_at is 'soon'",
    ),
    (
        "UPDATE articles SET title = CAST(x'ff41' AS TEXT) WHERE id = 1",
        "articles, id 1: its title is '\\\\+xffA'",
    ),
    (
        "UPDATE articles SET title = 'a' || char(0) WHERE id = 1",
        "articles, id 1: its title is",
    ),
)
LIVE = "(SELECT min(id) FROM claims WHERE gone_at IS NULL)"
KEY = "Claim [2-9a-z]{10} of article 1"


def harm(patient: Patient, harms: Sequence[tuple[str, str]]) -> None:
    """All of it, and each is found."""
    patient.harm(*(statement.replace("LIVE", LIVE) for statement, _ in harms))
    told = patient.told()
    for statement, said in harms:
        assert re.search(said.replace("KEY", KEY), told, re.DOTALL), f"{statement}\n{told}"


def repair(patient: Patient) -> None:
    """As the command does: what was mended may be what something else repeats."""
    for _ in range(2):
        for trouble in patient.troubles():
            mend(patient.engine, patient.vectors, WIDTH, trouble, lambda what, rows: None)


def test_what_is_healthy_is_told_so_and_again_once_it_is_mended(any_patient: Patient) -> None:
    assert any_patient.told() == ""
    harm(any_patient, ANYWHERE)
    repair(any_patient)
    assert any_patient.told() == ""


GROUPS = 3  # so many databases for all of them: each is looked through several times


@pytest.mark.parametrize("group", range(GROUPS))
def test_what_follows_from_the_rest_is_found_and_mended(patient: Patient, group: int) -> None:
    harm(patient, MENDED[group::GROUPS])
    repair(patient)
    assert patient.told() == ""


def test_a_date_that_is_none_is_made_anew_and_handed_on_to_nobody(patient: Patient) -> None:
    never = "UPDATE articles SET sort_at = 'never' WHERE id = 1"
    harm(patient, [(never, "another date than theirs: Article 1: never")])
    repair(patient)
    assert patient.told() == ""


def test_what_does_not_is_found_and_left(patient: Patient) -> None:
    harm(patient, TOLD)
    repair(patient)
    harm(patient, [("SELECT 1", said) for _, said in TOLD])


@pytest.mark.parametrize(("statement", "said"), ALONE, ids=[statement for statement, _ in ALONE])
def test_what_touches_much_is_found_and_left(patient: Patient, statement: str, said: str) -> None:
    harm(patient, [(statement, said)])
