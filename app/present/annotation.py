"""A claim as a W3C Web Annotation (https://www.w3.org/TR/annotation-model/)."""

from typing import Any

from app.domain import Span
from app.present.voices import speakers
from app.store.pages import ClaimPage

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
AROUND = 32  # code points of prefix and of suffix


def annotation(page: ClaimPage, base_url: str) -> dict[str, Any]:
    """One target for each part of the claim's words; the bodies name those who answer for them.

    Positions are code points into the text of the article as it stands here, which is why the
    targets name the article's page here and not the address it was published at.
    """
    claim = page.claim
    return {
        "@context": CONTEXT,
        "id": f"{base_url}/claims/{claim.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            *(_body(chip.name, "identifying") for chip in speakers(claim)),
            _body(claim.kind, "tagging"),
            _body(claim.act, "tagging"),
        ],
        "target": [_target(page, span, base_url) for span in claim.content_spans],
    }


def _body(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(page: ClaimPage, span: Span, base_url: str) -> dict[str, Any]:
    start, end = span.start - page.offset, span.end - page.offset
    return {
        "type": "SpecificResource",
        "source": f"{base_url}/articles/{page.article.id}",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": page.text[start:end],
                "prefix": page.text[max(start - AROUND, 0) : start],
                "suffix": page.text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }
