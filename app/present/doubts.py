"""Why a mention is in doubt, in words."""

from app.domain import Doubt, Reason

DOUBTS = {
    Doubt.NONE: "",
    Doubt.UNLINKED: "part of a name, which could be anybody of that name",
    Doubt.SURNAME: "linked by the surname alone",
    Doubt.ACRONYM: "linked because another article spelt the acronym out so",
    Doubt.ROLE: "the same name, with an unlike role",
    Doubt.NAMESAKE: "taken for a new source, though somebody else has this name",
    Doubt.PART: "taken for a new source, though it is part of another one’s name",
}
REASONS = {
    Reason.SEED: "known beforehand by this name",
    Reason.NAME: "by its name",
    Reason.ALIAS: "by an alias",
    Reason.ACRONYM: "by an acronym",
    Reason.SURNAME: "by the surname",
    Reason.ARTICLE: "of its article alone",
    Reason.NEW: "as a new source",
}
