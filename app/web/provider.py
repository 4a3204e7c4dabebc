"""Sign-on by OpenID Connect (Core 1.0): the code flow with PKCE, and what comes back checked.

The provider is the one that the settings name, which may well be inside the house: the guard of
app/read/fetch.py, which lets nothing but the public internet be fetched, is for addresses that users
type. Here nobody but whoever sets the server up says where to ask.
"""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx

from app.actions.logins import Identity
from app.domain import SourcelightError
from app.settings import Settings

SCOPE = "openid email profile"
# Signed by the provider's own key: neither “none” nor a secret that we know too.
ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "Ed25519",
    "EdDSA",
)
LEEWAY = 60  # seconds that clocks may differ
SECONDS = 10.0  # for each answer
LARGEST = 1024 * 1024  # bytes of an answer


class SignOnError(SourcelightError):
    """The provider cannot be asked, or what it says does not hold."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a browser was sent off with: it comes back with the state, and the ID token with the nonce."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider that the settings name. Tests hand in a transport."""

    settings: Settings
    transport: httpx.BaseTransport = field(default_factory=httpx.HTTPTransport)

    @property
    def back(self) -> str:
        """Where the provider sends the browser back to; it wants to know that beforehand."""
        return f"{self.settings.base_url}/login/provider/back"

    def address(self, asked: Asked) -> str:
        """Where a browser is sent to. Raises SignOnError."""
        # Slow to load, and needed where somebody signs on here.
        from authlib.oauth2.rfc7636 import create_s256_code_challenge  # noqa: PLC0415

        query = {
            "response_type": "code",
            "client_id": self.settings.oidc_client_id,
            "redirect_uri": self.back,
            "scope": SCOPE,
            "state": asked.state,
            "nonce": asked.nonce,
            "code_challenge": create_s256_code_challenge(asked.verifier),
            "code_challenge_method": "S256",
        }
        endpoint = self._told("authorization_endpoint")
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"

    def identity(self, code: str, asked: Asked) -> Identity:
        """Who came back with this code. Raises SignOnError."""
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "code_verifier": asked.verifier,
        }
        settings = self.settings
        who_we_are = (settings.oidc_client_id, settings.oidc_client_secret.get_secret_value())
        answer = self._ask("POST", self._told("token_endpoint"), data=sent, auth=who_we_are)
        claims = self._claims(answer, asked)
        if "email" not in claims and isinstance(answer.get("access_token"), str):
            bearer = {"Authorization": f"Bearer {answer['access_token']}"}
            more = self._ask("GET", self._told("userinfo_endpoint"), headers=bearer)
            claims = {**more, **claims} if more.get("sub") == claims["sub"] else claims
        is_verified = claims.get("email_verified") is True
        return Identity(
            settings.oidc_issuer,
            str(claims["sub"]),
            str(claims["email"]) if is_verified and claims.get("email") else "",
            str(claims.get("name") or claims.get("preferred_username") or ""),
        )

    def _claims(self, answer: dict[str, Any], asked: Asked) -> dict[str, Any]:
        """What the ID token says, once its signature, issuer, audience, time and nonce hold."""
        from authlib.oidc.core import CodeIDToken  # noqa: PLC0415
        from joserfc import jwt  # noqa: PLC0415
        from joserfc.errors import JoseError  # noqa: PLC0415
        from joserfc.jwk import KeySet  # noqa: PLC0415

        keys: Any = self._ask("GET", self._told("jwks_uri"))
        exactly = {
            "iss": {"essential": True, "value": self.settings.oidc_issuer},
            "aud": {"essential": True, "value": self.settings.oidc_client_id},
        }
        given = {
            "nonce": asked.nonce,
            "client_id": self.settings.oidc_client_id,
            "access_token": answer.get("access_token"),
        }
        try:
            token = jwt.decode(
                str(answer.get("id_token")), KeySet.import_key_set(keys), algorithms=ALGORITHMS
            )
            claims = CodeIDToken(token.claims, token.header, options=exactly, params=given)
            claims.validate(leeway=LEEWAY)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise SignOnError("What the provider said of you does not hold: try again.") from error
        return dict(claims)

    def _told(self, name: str) -> str:
        """One of the addresses that the provider names in its discovery document."""
        issuer = self.settings.oidc_issuer
        told = self._ask("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        address = told.get(name)
        if told.get("issuer") != issuer or not isinstance(address, str):
            raise SignOnError(f"{issuer} does not say who it is and where to ask.")
        return address

    def _ask(self, method: str, url: str, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - as httpx has it
        """A JSON object. Raises SignOnError; nothing of what was sent is in the message."""
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
            raise SignOnError("The provider is asked by https alone.")
        client = httpx.Client(transport=self.transport, timeout=SECONDS, trust_env=False)
        body = b""
        try:
            with client.stream(method, url, **options) as answer:
                answer.raise_for_status()
                for piece in answer.iter_bytes():
                    body += piece
                    if len(body) > LARGEST:
                        raise SignOnError("The provider’s answer is too long.")
            found = json.loads(body)
        except (httpx.HTTPError, ValueError) as error:
            raise SignOnError("The provider cannot be asked at this moment, or refuses.") from error
        if not isinstance(found, dict):
            raise SignOnError("The provider’s answer is none.")
        return found
