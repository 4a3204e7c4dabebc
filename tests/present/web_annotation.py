"""What the W3C Web Annotation Data Model demands (https://www.w3.org/TR/annotation-model/), as checks.

Each comment names the section whose MUST it is. Only what we use is here: an unknown type fails.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
    "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
CLASSES = {"Dataset", "Image", "Video", "Sound", "Text"}
AGENTS = {"Person", "Organization", "Software"}

Thing = Mapping[str, object]


def many(value: object) -> Sequence[object]:
    """One value and a list of one are the same."""
    return value if isinstance(value, list) else [] if value is None else [value]


def check_document(thing: Thing) -> None:
    # 3.1: the document has the context; if it is the only one, as a string.
    assert CONTEXT in many(thing["@context"])
    {"Annotation": check_annotation, "AnnotationCollection": check_collection}[str(thing["type"])](thing)


def check_annotation(thing: Thing) -> None:
    # 3.1: exactly one IRI; the class; one target or more; bodies may be none.
    assert IRI.fullmatch(str(thing["id"]))
    assert "Annotation" in many(thing["type"])
    assert many(thing["target"])
    for target in many(thing["target"]):
        check_target(target)
    for body in many(thing.get("body")):
        check_body(body)
    # 3.3.5: motivations are of the listed ones, or IRIs.
    assert all(each in MOTIVATIONS for each in many(thing.get("motivation")))
    check_life(thing)


def check_life(thing: Thing) -> None:
    # 3.3.1: a time is xsd:dateTime with the time zone.
    for name in ("created", "modified", "generated"):
        if name in thing:
            assert datetime.fromisoformat(str(thing[name])).tzinfo
    # 3.3.2: agents are people, organizations or software; a name and an id are single.
    for agent in [*many(thing.get("creator")), *many(thing.get("generator"))]:
        assert isinstance(agent, dict)
        assert set(many(agent["type"])) <= AGENTS
        assert isinstance(agent.get("name", ""), str)
        assert "id" not in agent or IRI.fullmatch(agent["id"])


def check_body(body: object) -> None:
    # 3.2.4: exactly one value, a string; at most one format; purposes are motivations.
    assert isinstance(body, dict)
    assert body["type"] == "TextualBody"
    assert isinstance(body["value"], str)
    assert isinstance(body.get("format", ""), str)
    assert all(each in MOTIVATIONS for each in many(body.get("purpose")))


def check_target(target: object) -> None:
    # 4: exactly one source, an IRI or a resource with one; the class should be there.
    assert isinstance(target, dict)
    assert target["type"] == "SpecificResource"
    check_resource(target["source"])
    # 4.1: a scope is a resource.
    for scope in many(target.get("scope")):
        check_resource(scope)
    for selector in many(target.get("selector")):
        check_selector(selector)


def check_resource(resource: object) -> None:
    # 3.2.1 and 3.2.2: one IRI; of the classes; at most one format as a media type; languages as of BCP 47.
    thing = resource if isinstance(resource, dict) else {"id": resource}
    assert IRI.fullmatch(str(thing["id"]))
    assert set(many(thing.get("type"))) <= CLASSES
    assert all(re.fullmatch(r"\w+/[\w.+-]+", str(each)) for each in many(thing.get("format")))
    assert all(re.fullmatch(r"[a-zA-Z]{2,3}(-\w+)*", str(each)) for each in many(thing.get("language")))


def check_selector(selector: object) -> None:
    assert isinstance(selector, dict)
    match selector["type"]:
        case "TextQuoteSelector":
            # 4.2.4: exactly one exact; at most one prefix and one suffix.
            assert set(selector) <= {"type", "exact", "prefix", "suffix", "refinedBy"}
            assert all(isinstance(selector.get(each, ""), str) for each in ("prefix", "suffix"))
            assert isinstance(selector["exact"], str)
        case "TextPositionSelector":
            # 4.2.5: exactly one start and one end, not negative; the end is not included.
            assert set(selector) <= {"type", "start", "end", "refinedBy"}
            assert type(selector["start"]) is int
            assert type(selector["end"]) is int
            assert 0 <= selector["start"] < selector["end"]
        case other:
            raise AssertionError(other)


def check_collection(thing: Thing) -> None:
    # 5.1: exactly one IRI; the class; a total is not negative; the first page may be embedded.
    assert IRI.fullmatch(str(thing["id"]))
    assert "AnnotationCollection" in many(thing["type"])
    total = thing.get("total", 0)
    assert type(total) is int
    assert total >= 0
    page = thing["first"]
    assert isinstance(page, dict)
    # 5.2: exactly one IRI, the class, one list of items; what it is part of; where it starts.
    assert IRI.fullmatch(page["id"])
    assert page["type"] == "AnnotationPage"
    assert page["partOf"] == thing["id"]
    assert page["startIndex"] == 0
    assert isinstance(page["items"], list)
    assert len(page["items"]) == total
    assert "next" not in page
    for annotation in page["items"]:
        check_annotation(annotation)
    check_life(thing)
