"""The id of a claim out of what somebody pasted: the id itself, or a link of this site to the claim."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from fastapi import Request

from app.domain import Relation
from app.settings import Settings
from app.store.errors import Refused

CLAIM = re.compile(r"(?:/api/v1)?/claims/([^/]+)(?:/edit)?/?")
VIEW = re.compile(r"/articles/\d+/?")  # of an article, with a claim that is chosen
PLACE = "#c-"  # of a claim in its article
ID = re.compile(r"\w{1,64}")


@dataclass(frozen=True, slots=True)
class Pasted:
    """What somebody sent to add a cross-reference, where that was refused.

    `linked` is the id of the claim with which it is linked so already, and might be confirmed.
    """

    link: str = ""
    relation: Relation = Relation.NONE
    reason: str = ""
    linked: str = ""
    sent: bool = True


NOTHING = Pasted(sent=False)


def own_hosts(request: Request, settings: Settings) -> frozenset[str]:
    """Host names, with their ports, under which this site is reached."""
    return frozenset({request.url.netloc, urlsplit(settings.base_url).netloc})


def claim_pasted(pasted: str, own: Collection[str]) -> str:
    """`own` are own_hosts(). Raises Refused and says why."""
    words = pasted.strip()
    if not words:
        raise Refused("Paste the link of a claim, or its id.")
    if ID.fullmatch(words):
        return words
    try:
        address = urlsplit(words if "//" in words or words.startswith("/") else f"//{words}")
    except ValueError as error:
        raise Refused(f"“{words[:80]}” is no link.") from error
    is_own = address.netloc.lower() in {"", *(each.lower() for each in own)}
    if not is_own or address.scheme not in ("", "http", "https"):
        raise Refused(f"“{words[:80]}” is no link of this site: only its own claims can be linked.")
    if claim := CLAIM.fullmatch(address.path):
        return unquote(claim[1])
    if VIEW.fullmatch(address.path):
        chosen = parse_qs(address.query).get("claim", [""])[-1]
        if key := chosen or f"#{address.fragment}".partition(PLACE)[2]:
            return key
    raise Refused(f"“{words[:80]}” leads to no claim: paste what “Copy link” on a claim’s page copies.")
