"""Paragraphs by which a site speaks for itself in the midst of an article: boxes and newsletter pitches.

Only whole paragraphs are judged, and only short ones in which nobody is quoted or cited: a claim lost
would be worse than a pitch kept.
"""

import re

MAX_PITCH = 400  # code points
BOX = re.compile(
    r"(?:(?:read|see|watch|listen)(?:\s+(?:more|also|next|now|further))*"
    r"|also\s+(?:read|see|watch)|more\s+(?:on\s+this(?:\s+story)?|stories|coverage|for\s+you)"
    r"|(?:related|recommended|suggested|trending|popular|further)"
    r"(?:\s+(?:stor(?:y|ies)|articles?|content|coverage|links?|reading|topics|now|posts?|videos?))?"
    r"|(?:continue|keep)\s+reading|read\s+the\s+(?:full|whole|original)\s+(?:story|article)(?:\s+here)?"
    r"|you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in)|(?:don[’']t|do\s+not)\s+miss"
    r"|editors?[’']?s?\s+(?:picks?|choice)|most\s+(?:read|popular|viewed)|what\s+to\s+read\s+next"
    r"|advertisement|story\s+continues\s+below(?:\s+advertisement)?|share\s+this(?:\s+(?:story|article|post))?"
    r")\s*(?:[:|»>…]|\.{3}|$)",
    re.IGNORECASE,
)
CALL = re.compile(
    r"(?:please\s+)?(?:get|sign\s+up|subscribe|join|follow|like\s+(?:us|our)|download|click|tap|register|support"
    r"|donate|listen|send|contact|e-?mail|tell\s+us|stay|never\s+miss|enjoy(?:ing|ed)?|want|looking\s+for"
    r"|(?:have|got|do\s+you\s+have)\s+an?\s+(?:news\s+)?(?:tip|story|question))\b",
    re.IGNORECASE,
)
MEANS = re.compile(
    r"\b(?:newsletters?|inbox|subscri\w+|whatsapp|telegram|podcasts?|our\s+app|app\s+store|google\s+play"
    r"|notifications|breaking\s+news\s+alerts|click\s+here"
    r"|on\s+(?:x|twitter|facebook|instagram|youtube|linkedin))\b|@\w+",
    re.IGNORECASE,
)
SPEECH = re.compile(
    r"[“”\"«»]|\b(?:said|says|told|tells|wrote|writes|tweeted|posted|announced|urged|asked|according)\b",
    re.IGNORECASE,
)


def is_pitch(paragraph: str) -> bool:
    """Whether a paragraph is a box that leads elsewhere, or asks readers to sign up, follow or write."""
    line = " ".join(paragraph.split()).lstrip("-–—•*>» ")
    if len(line) > MAX_PITCH:
        return False
    if BOX.match(line):
        return True
    return bool(CALL.match(line) and MEANS.search(line) and not SPEECH.search(line))
