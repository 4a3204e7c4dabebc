"""What makes two texts, outlets, addresses or names the same, and what names a new thing."""

import hashlib
import re
import secrets
import unicodedata
from urllib.parse import parse_qsl, urldefrag, urlsplit

ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz"  # 32 letters, none of which looks like another
APOSTROPHES = str.maketrans("‘’ʼ`´“”„«»", "'''''\"\"\"\"\"")
# They turn the direction of what stands around them; no name is read or typed with them.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNTURNED = dict.fromkeys(map(ord, TURNING))
ARTICLES = re.compile(r"^(?:the|an?) (?=.)")
MAY_NAME_A_PAGE = frozenset({"cid", "ref", "source", "xtor"})  # trackers in most places, not in all
ROUTES = ("/", "!")  # fragments by which a page made by scripts tells its articles apart
SLUG = 60  # code points
LONGEST = 200  # code points that count of a name; PostgreSQL indexes no entry above 2,704 bytes


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _spaced(text: str) -> str:
    return " ".join(text.split())


def claim_key() -> str:
    """A new random public id of a claim: ten letters, 50 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def text_hash(text: str) -> str:
    """The same for texts that differ in white space or Unicode form only."""
    return _digest(_spaced(unicodedata.normalize("NFC", text)))


def outlet_key(outlet: str) -> str:
    """The same for spellings of one outlet: letter case, white space, Unicode form."""
    return _spaced(unicodedata.normalize("NFC", outlet)).casefold()


def url_key(url: str) -> str | None:
    """The same for addresses of one page; None without an address.

    Scheme, trackers, order of the query and fragment do not count, unless they may name the page.
    """
    from courlan import normalize_url  # noqa: PLC0415 - a tenth of a second, which showing pages does not need

    address, fragment = urldefrag(url.strip())
    if not address:
        return None
    route = fragment if fragment.startswith(ROUTES) else ""
    try:
        named = sorted(pair for pair in parse_qsl(urlsplit(address).query) if pair[0] in MAY_NAME_A_PAGE)
        address = normalize_url(address)
    except ValueError:  # no proper address: then it counts as it stands
        return _digest(address)
    return _digest(" ".join((re.sub(r"^https?://", "", address), *map("=".join, named), route)))


def wording_digest(*parts: str) -> str:
    """The same for claims in the same words: letter case, punctuation and white space do not count."""
    words = (" ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", part).casefold())) for part in parts)
    return _digest("\n".join(words))[:32]


def alias_key(name: str) -> str:
    """The same for spellings of one name: letter case, apostrophes, white space, leading article."""
    folded = unicodedata.normalize("NFKC", unturned(name)).translate(APOSTROPHES).casefold()
    return ARTICLES.sub("", _spaced(folded))[:LONGEST]


def unturned(name: str) -> str:
    """A name out of an article without the characters by which it could reverse what stands around it."""
    return name.translate(UNTURNED)


def slug_of(name: str) -> str:
    """The name in lower-case ASCII letters, digits and hyphens; "source" where nothing is left."""
    plain = (
        unicodedata.normalize("NFKD", name.translate(APOSTROPHES)).encode("ascii", "ignore").decode().lower()
    )
    slug = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", ""))
    return slug[:SLUG].strip("-") or "source"


def legal(text: str) -> str:
    """A user's text with what no database stores (NUL, lone surrogates) made harmless."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
