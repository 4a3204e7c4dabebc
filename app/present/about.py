"""What is known of a source in a few words, its country by name."""

from babel import Locale

from app.store.pages import SourceRow

NAMES = Locale("en").territories  # the Unicode CLDR


def country_name(code: str) -> str:
    """South Korea for KR; what is no code of ISO 3166-1 stays as it is."""
    return str(NAMES.get(code, code))


def about(row: SourceRow) -> tuple[str, ...]:
    """Role, affiliation and country, as far as they are known and the one does not say the other."""
    said = [part for part in (row.role, row.affiliation) if part]
    country = country_name(row.country)
    if country and not any(country in part for part in (row.source.name, *said)):
        said.append(country)
    return tuple(said)
