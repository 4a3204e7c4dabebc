from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.errors import BadCursor
from app.store.queries import cursor


@given(st.datetimes(timezones=st.just(UTC)), st.integers(1, cursor.LARGEST_ID))
def test_moments_come_back(moment: datetime, id_: int) -> None:
    written = cursor.write(moment, id_)
    assert cursor.read_moment(written) == (moment, id_)
    assert written.replace("-", "").replace("_", "").isalnum()  # nothing that a URL would escape


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.integers(1, cursor.LARGEST_ID))
def test_names_come_back(name: str, id_: int) -> None:
    assert cursor.read_name(cursor.write(name, id_)) == (name, id_)


@given(st.text())
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadCursor, match="no place in this list"):
        cursor.read_moment(text)


@pytest.mark.parametrize("key", ["yesterday", "2031-01-01T00:00:00", ""])
def test_a_moment_must_be_one(key: str) -> None:
    with pytest.raises(BadCursor):
        cursor.read_moment(cursor.write(key, 1))


@pytest.mark.parametrize("id_", [0, -1, 2**31, 2**80])
def test_an_id_must_be_one(id_: int) -> None:
    with pytest.raises(BadCursor):
        cursor.read_name(cursor.write("a", id_))
