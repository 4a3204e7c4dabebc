"""One frozen settings object, read once from the environment (SOURCELIGHT_*)."""

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[1]
MAX_TEXT = 1_000_000  # code points in an article
MAX_UPLOAD = 20 * 1024 * 1024  # bytes


def _listed(value: object) -> object:
    """What the environment separates by commas or spaces."""
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


def _networks(written: tuple[str, ...]) -> tuple[str, ...]:
    """Raises ValueError for what is no address and no network."""
    return tuple(str(ip_network(each)) for each in written)


Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SOURCELIGHT_", frozen=True, extra="forbid")

    database_url: str = f"sqlite:///{ROOT / 'data' / 'sourcelight.db'}"
    base_url: str = "http://127.0.0.1:8000"  # what permalinks begin with
    public_read: bool = False  # everybody may read; only accounts write
    hosts: Words = ()  # names that the site answers to besides localhost and the base URL's
    trusted_proxies: Annotated[Words, AfterValidator(_networks)] = ()  # whose X-Forwarded-For is believed
    log: Literal["plain", "json"] = "plain"  # plain: what went wrong; json: every request too
    htmx_from_site: bool = False  # for closed networks: serve htmx from static/ instead of the CDN
    templates: Path = ROOT / "templates"
    static: Path = ROOT / "static"
    seeds: Path = ROOT / "seeds"
    data: Path = ROOT / "data"  # what is kept beside a PostgreSQL database
    model: Path = ROOT / "app" / "extract" / "model"
    # Sign-on by OpenID Connect, off without an issuer.
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_domains: Words = ()  # whose people get a reader's account when they first sign on
