"""What tests look for in the page of an article."""

import re

from fastapi.testclient import TestClient


def claim_of(client: TestClient, article: int, quote: str) -> str:
    claims = client.get(f"/api/v1/articles/{article}").json()["claims"]
    return next(claim["id"] for claim in claims if quote in claim["quote"])


def nested_claim(client: TestClient, article: int) -> dict[str, object]:
    claims = client.get(f"/api/v1/articles/{article}").json()["claims"]
    return next(claim for claim in claims if claim["nested_in"])


def shown(page: str) -> set[str]:
    """Ids of the claims that a filter leaves."""
    story = page.split('id="story"')[1]
    return set(re.findall(r'<mark class="(?:(?! off).)*?" data-claim="(\w+)"', story))
