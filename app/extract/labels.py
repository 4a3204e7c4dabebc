"""The tags that the tagger gives to pieces: outside, or begin/inside of a role."""

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{part}-{role}" for role in ROLES for part in "BI"))
OUTSIDE = 0


def begin(role: str) -> int:
    """Index into TAGS of a role's first piece; its other pieces have the next index."""
    return 1 + 2 * ROLES.index(role)
