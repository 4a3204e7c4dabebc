"""Why two claims are linked, in one sentence for people."""

from app.relate.claim import Relation
from app.relate.figures import Figure
from app.relate.origins import near_verbatim
from app.relate.polls import Lead
from app.relate.prepared import Prepared


def why(a: Prepared, b: Prepared, relation: Relation, figures: tuple[Figure, Figure] | None) -> str:
    """figures: the two that cannot both hold, where there are such. Nothing for no relation."""
    if relation is Relation.AGREES:
        return _why_agrees(a, b)
    if relation is Relation.DIFFERS:
        return _why_differs(a, b, figures)
    return "They are about the same matter." if relation is Relation.RELATED else ""


def _why_agrees(a: Prepared, b: Prepared) -> str:
    if a.lead and b.lead:
        return f"{_told(a.lead)}, and {_told(b.lead)}."
    return (
        "Nearly the same words." if near_verbatim(a.claim.text, b.claim.text) else "Both say much the same."
    )


def _why_differs(a: Prepared, b: Prepared, figures: tuple[Figure, Figure] | None) -> str:
    if a.lead and b.lead:
        return f"{_told(a.lead)}, against {_told(b.lead)}."
    if figures:
        first, second = (f.phrase.of(p.claim.text).strip() for f, p in zip(figures, (a, b), strict=True))
        return f"“{first}” and “{second}” cannot both hold."
    if a.denies != b.denies:
        return f"“{(a if a.denies else b).claim.cue}” says no to the other."
    if a.reversed != b.reversed:
        return "One says yes and the other no."
    return "They answer the same question otherwise."


def _told(lead: Lead) -> str:
    return f"{lead.leader} ahead by {lead.margin:g} points"
