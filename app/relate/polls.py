"""Who leads in a poll, and by how much."""

import re
from dataclasses import dataclass

NAME = r"(?:Mr\.?|Mrs\.?|Ms\.?|Sen\.|Gov\.)?\s*(?:[A-Z][\w’'.-]*\s+){0,2}?[A-Z][\w’'-]+"
SHARE = r"\d+(?:\.\d+)?"
AHEAD = r"(?:leads?|leading|led|beats?|beating|ahead\s+of|tops?|topping)"
BEHIND = r"(?:trails?|trailing|trailed|behind)"
LEAD = re.compile(
    rf"(?P<one>{NAME})\s+(?:(?:is|was|now|still|narrowly|likewise)\s+)*"
    rf"(?:(?P<ahead>{AHEAD})|(?P<behind>{BEHIND}))\s+(?P<other>{NAME})?[^.;]*?"
    rf"(?:(?P<high>{SHARE})\s*(?:%|percent|per\s+cent)?\s*(?:-|–|to)\s*(?P<low>{SHARE})\s*(?:%|percent|per\s+cent)"
    rf"|(?P<margin>{SHARE})\s*(?:percentage\s+)?points?)"
)
AMONG = re.compile(r"\bamong\s+([^,.;:]{1,40})", re.IGNORECASE)
TOLD = re.compile(rf"\s(?:{AHEAD}|{BEHIND})\s[\s\S]*\d")  # any LEAD, found more quickly
SAMPLING = 3.0  # points: two margins no further apart tell the same


@dataclass(frozen=True, slots=True)
class Lead:
    """leader: a last name. margin: in points. among: the population, empty where none is named."""

    leader: str
    margin: float
    among: str = ""


def lead_of(text: str) -> Lead | None:
    """The first lead that a text tells of."""
    match = LEAD.search(text) if TOLD.search(text) else None
    if match is None or (match["behind"] and not match["other"]):
        return None
    leader = match["one"] if match["ahead"] else match["other"]
    margin = (
        float(match["margin"])
        if match["margin"]
        else round(abs(float(match["high"]) - float(match["low"])), 1)
    )
    among = AMONG.search(text)
    return Lead(leader.split()[-1], margin, among[1].lower() if among else "")


def leads_differ(a: Lead, b: Lead) -> bool | None:
    """Whether two polls contradict each other: other leaders, or margins further apart than sampling.

    None where they asked different people, so that both can be right.
    """
    if a.among != b.among:
        return None
    return a.leader != b.leader or abs(a.margin - b.margin) > SAMPLING
