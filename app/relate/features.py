"""What tells how two claims bear on each other, as numbers; the same for (a, b) and (b, a)."""

import math
from collections.abc import Mapping

from app.relate.polarity import opposites
from app.relate.polls import leads_differ
from app.relate.prepared import Prepared
from app.relate.rivals import can_both_hold, rivals, same_quantity
from app.relate.words import overlap


def _contained(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return overlap(a, b).contained if a and b else 0.0


def _named_in(a: Prepared, b: Prepared) -> float:
    """How much of a's source is named in what b says."""
    return overlap(a.source, b.content).shared / (sum(a.source.values()) or 1.0)


def measures(a: Prepared, b: Prepared) -> dict[str, float]:
    """Name -> value. The words around a claim that are not known are taken to be its own."""
    content, whole = overlap(a.content, b.content), overlap(a.whole, b.whole)
    alone = a.around is a.whole and b.around is b.whole
    around = whole if alone else overlap(a.around, b.around)
    leads = leads_differ(a.lead, b.lead) if a.lead and b.lead else None
    short, long = sorted((len(a.content), len(b.content)))
    return {
        "cosine": float(a.vectors[0] @ b.vectors[0]),
        "contained_content": content.contained,
        "words_content": content.cosine,
        "contained_whole": whole.contained,
        "words_whole": whole.cosine,
        "words_around": around.cosine,
        "one_paragraph": float(bool(a.claim.paragraph) and a.claim.paragraph == b.claim.paragraph),
        "names": len(a.names & b.names) / max(1, min(len(a.names), len(b.names))),
        "source_answered": max(_named_in(a, b), _named_in(b, a)),
        "cue": _contained(a.cue, b.cue),
        "one_denies": float(a.denies != b.denies),
        "negations": float(min(3, a.negations + b.negations)),
        "one_negated": float(bool(a.negations) != bool(b.negations)),
        "opposites": float(len(opposites(a.poles, b.poles))),
        "length": math.log1p(short),
        "length_ratio": math.log((long + 1) / (short + 1)),
        "number_shared": float(bool(a.digits & b.digits)),
        "numbers_apart": float(bool(a.digits and b.digits) and not a.digits & b.digits),
        "one_number": float(bool(a.digits) != bool(b.digits)),
        "figures_rival": float(rivals(a.figures, b.figures) is not None),
        "figures_agree": float(
            any(same_quantity(x, y) and can_both_hold(x, y) for x in a.figures for y in b.figures)
        ),
        "leads_rival": float(leads is True),
        "leads_agree": float(leads is False),
    }
