"""Which claims lie in which. Pure.

The machine looks for claims in claims, so what it nests lies inside; what people changed is nested anew.
"""

from collections.abc import Sequence

from app.domain import Spans


def outer(contents: Sequence[Spans]) -> list[int | None]:
    """For each content the index of the shortest other one that holds all of it and more."""
    order = sorted(range(len(contents)), key=lambda each: (_start(contents[each]), -_end(contents[each])))
    found: list[int | None] = [None] * len(contents)
    open_: list[int] = []
    for each in order:
        open_ = [other for other in open_ if _end(contents[other]) > _start(contents[each])]
        holding = [other for other in open_ if _holds(contents[other], contents[each])]
        found[each] = min(holding, key=lambda other: _length(contents[other]), default=None)
        open_.append(each)
    return found


def _holds(one: Spans, other: Spans) -> bool:
    return one != other and all(
        any(span.start <= part.start and part.end <= span.end for span in one) for part in other
    )


def _start(spans: Spans) -> int:
    return min(span.start for span in spans)


def _end(spans: Spans) -> int:
    return max(span.end for span in spans)


def _length(spans: Spans) -> int:
    return sum(span.end - span.start for span in spans)
