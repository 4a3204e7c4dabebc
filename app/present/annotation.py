"""Claims as W3C Web Annotations (https://www.w3.org/TR/annotation-model/)."""

from dataclasses import dataclass
from typing import Any

from app.domain import Span, Standing
from app.present.voices import speakers
from app.store.pages import ArticlePage, ArticleRef, Claim, ClaimPage

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
AROUND = 32  # code points of prefix and of suffix

Annotation = dict[str, Any]


def annotation(page: ClaimPage, base_url: str) -> Annotation:
    """One target for each part of the claim's words; the bodies name those who answer for them.

    Positions are code points into the text of the version that it was read in, which is why the targets
    name that text alone, and the article's page as where it is seen.
    """
    text = _Text(page.article, page.version, page.text, page.offset, base_url)
    return {"@context": CONTEXT, **text.annotation(page.claim)}


def annotations(page: ArticlePage, base_url: str) -> Annotation:
    """A collection of all of an article's claims, on one page that is embedded in it."""
    text = _Text(page.article, page.version, page.text, 0, base_url)
    id_ = f"{base_url}/articles/{page.article.id}.jsonld"
    return {
        "@context": CONTEXT,
        "id": id_,
        "type": "AnnotationCollection",
        "label": f"Who says what in “{page.article.title}”" if page.article.title else "Who says what",
        "generator": _software(base_url),
        "total": len(page.claims),
        "first": {
            "id": f"{id_}#page",
            "type": "AnnotationPage",
            "partOf": id_,
            "startIndex": 0,
            "items": [text.annotation(claim) for claim in page.claims],
        },
    }


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of an article, or the part of it from `offset` on."""

    article: ArticleRef
    version: int
    text: str
    offset: int
    base_url: str

    def annotation(self, claim: Claim) -> Annotation:
        return {
            "id": f"{self.base_url}/claims/{claim.id}",
            "type": "Annotation",
            "motivation": "identifying",
            "creator": _creators(claim, self.base_url),
            "generator": _software(self.base_url),
            "body": [
                *(_body(chip.name, "identifying") for chip in speakers(claim)),
                _body(claim.kind, "tagging"),
                _body(claim.act, "tagging"),
            ],
            "target": [self._target(span) for span in claim.content_spans],
        }

    def _target(self, span: Span) -> Annotation:
        start, end = span.start - self.offset, span.end - self.offset
        source: Annotation = {
            "id": f"{self.base_url}/articles/{self.article.id}.txt?version={self.version}",
            "type": "Text",
            "format": "text/plain",
        }
        return {
            "type": "SpecificResource",
            "source": source | ({"language": self.article.language} if self.article.language else {}),
            "scope": f"{self.base_url}/articles/{self.article.id}",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": self.text[start:end],
                    "prefix": self.text[max(start - AROUND, 0) : start],
                    "suffix": self.text[end : end + AROUND],
                },
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        }


def _body(value: str, purpose: str) -> Annotation:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _creators(claim: Claim, base_url: str) -> list[Annotation]:
    """Who found the claim: the machine, a person, or the one and then the other."""
    by_machine = [] if claim.standing is Standing.ADDED else [_software(base_url)]
    by_person = (
        [] if claim.standing is Standing.MACHINE else [{"type": "Person"}]
    )  # the name stays in the log
    return by_machine + by_person


def _software(base_url: str) -> Annotation:
    return {"id": f"{base_url}/", "type": "Software", "name": "Sourcelight"}
