"""What the OpenAPI document says of answers: an example of each, and every problem that may come instead."""

import json
from typing import Any

from fastapi import FastAPI
from pydantic import TypeAdapter

from app.web import examples
from app.web.problems import MEDIA_TYPE, NAMES, Problem

Answers = dict[int | str, dict[str, Any]]

REASONS = {
    400: "The body cannot be read.",
    401: "Nobody is signed in, and this is not for everybody.",
    403: "This client may not do that, or the request comes from another site's page.",
    404: "There is nothing at this address.",
    405: "This address takes no such request; Allow names those that it takes.",
    409: "Somebody else has changed it since it was read.",
    410: "It was there, until a later reading lost it or people took it away.",
    413: "More was sent than is taken at once.",
    415: "The body is of another type than this route takes.",
    422: "Values do not fit; `errors` names each.",
    429: "Too much was asked for in a short time; Retry-After says when to go on.",
    500: "Something is broken here; the log says what.",
    503: "The database cannot be reached at the moment; Retry-After says when to try again.",
}
SCHEMAS = "#/components/schemas/{model}"
ALWAYS = (401, 403, 422, 429, 503)
WRITING = (400, 413, 415)
DESCRIPTION = """\
The questions of the pages, answered in JSON.

* **Offsets** are Unicode code points into an article's text, half-open.
* **Times** are in UTC; `precision` says whether the time, the day alone or nothing was known.
* **Filters** of one name widen each other, those of different names narrow each other.
* **Lists** come in pages: `next` is the `after` of the following page, and the `Link` header its address.
* **ETag**: send it back as `If-None-Match`, and what has not changed answers 304 without a body.
* **Errors** are problem details (RFC 9457, `application/problem+json`): `detail` says in words what is wrong,
  `errors` which values are.
"""
GROUPS = [
    {"name": "articles", "description": "Texts with a title, an outlet and a date, read for claims."},
    {"name": "claims", "description": "What somebody is made to answer for, with who that is."},
    {"name": "sources", "description": "Who says so: the directory of those who speak."},
    {"name": "cross-references", "description": "Which claims agree, differ or are related."},
    {"name": "intake", "description": "How articles come in: files, many addresses, feeds."},
]
PARAMETERS = {
    "act": ("what the source does", ["states"]),
    "after": ("the `next` of the page before", examples.CURSOR),
    "article": ("an article’s id", examples.ARTICLE.id),
    "article_id": ("an article’s id", examples.ARTICLE.id),
    "claim": ("a claim’s id", examples.CLAIM.id),
    "feed_id": ("a feed’s id", 2),
    "from": ("the first day", "2031-01-05"),
    "hedged": ("`yes`: with a word that lowers the commitment; `no`: without one", "yes"),
    "import_id": ("an import’s id", 3),
    "key": ("a claim’s id", examples.CLAIM.id),
    "kind": ("how the words are given", ["direct"]),
    "limit": ("rows of a page", 50),
    "named": ("`yes`: by a source with a name; `no`: by one without", "yes"),
    "nested": ("`yes`: inside another claim; `no`: in none", "no"),
    "order": ("of the rows", None),
    "outlet": ("who published it", ["Kestle Courier"]),
    "q": ("words, all of which it holds; those in “quotation marks” beside each other", "ferry"),
    "relayed": ("the slug of a source that stands behind the claim", [examples.COUNCIL.slug]),
    "slug": ("a source’s name in its address", examples.AUTHORITY.slug),
    "source": ("the slug of a source; empty: the text gives none", [examples.AUTHORITY.slug]),
    "to": ("the last day, itself included", "2031-01-31"),
    "type": ("what the source is", ["person"]),
    "without": ("the slug of a source that is left out", [examples.COUNCIL.slug]),
}
TAG = {
    "ETag": {
        "description": "of this answer; sent back as If-None-Match it brings 304",
        "schema": {"type": "string"},
    }
}
LINK = {
    "Link": {
        "description": 'the address of the following page, as `<...>; rel="next"`; none on the last one',
        "schema": {"type": "string"},
    }
}
LOCATION = {"Location": {"description": "the address of what was made", "schema": {"type": "string"}}}
NOT_MODIFIED: Answers = {304: {"description": "Not changed since the answer that If-None-Match names."}}
MOVED: Answers = {308: {"description": "The source was merged: Location leads to who stands for it now."}}


def problems(*statuses: int) -> Answers:
    """The statuses that an operation may answer with problem details, beside those that any may."""
    return {
        status: {
            "description": REASONS[status],
            "content": {
                MEDIA_TYPE: {
                    "schema": {"$ref": SCHEMAS.format(model="Problem")},
                    "example": {
                        "type": f"https://desk.example/api#{NAMES[status][0]}",
                        "title": NAMES[status][1],
                        "status": status,
                        "detail": REASONS[status],
                    },
                }
            },
        }
        for status in (*ALWAYS, *statuses)
    }


def shown(example: object) -> str:
    """An example, made of the dataclasses that are answered, as the JSON that they become.

    It stays text until the document is made: FastAPI takes what is null out of it.
    """
    return TypeAdapter(type(example)).dump_json(example).decode()


def read(example: object, *statuses: int, is_list: bool = False) -> Answers:
    """Of an operation that changes nothing."""
    found = {
        "description": "Found",
        "headers": TAG | (LINK if is_list else {}),
        "content": {"application/json": {"example": shown(example)}},
    }
    return {200: found, **NOT_MODIFIED, **problems(*statuses)}


def written(status: int, description: str, example: object, *statuses: int) -> Answers:
    """Of an operation that changes something and takes a body."""
    made = {
        "description": description,
        "headers": LOCATION,
        "content": {"application/json": {"example": shown(example)}},
    }
    return {status: made, **problems(*WRITING, *statuses)}


class Documented(FastAPI):
    """An application whose OpenAPI document tells what each parameter is and holds the schema of problems.

    FastAPI would give an answer with a model of its own the type application/json beside the right one.
    """

    def openapi(self) -> dict[str, Any]:
        if not self.openapi_schema:
            document = super().openapi()
            problem = Problem.model_json_schema(ref_template=SCHEMAS)
            document["components"]["schemas"] |= {**problem.pop("$defs"), "Problem": problem}
            for operation in (each for path in document["paths"].values() for each in path.values()):
                _explain(operation)
        return super().openapi()


def _explain(operation: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        about, example = PARAMETERS.get(parameter["name"], ("", None))
        parameter["description"] = about
        if example is not None:
            parameter["example"] = example
    forms = [
        form for answer in operation["responses"].values() for form in answer.get("content", {}).values()
    ]
    for form in forms:
        if isinstance(form.get("example"), str):
            form["example"] = json.loads(form["example"])
