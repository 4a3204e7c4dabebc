"""One frozen settings object, read once from the environment (SOURCELIGHT_*)."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[1]
MAX_TEXT = 1_000_000  # code points in an article
MAX_UPLOAD = 20 * 1024 * 1024  # bytes


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SOURCELIGHT_", frozen=True, extra="forbid")

    database_url: str = f"sqlite:///{ROOT / 'data' / 'sourcelight.db'}"
    base_url: str = "http://127.0.0.1:8000"  # what permalinks begin with
    public_read: bool = False  # everybody may read, nobody may write
    htmx_from_site: bool = False  # for closed networks: serve htmx from static/ instead of the CDN
    templates: Path = ROOT / "templates"
    static: Path = ROOT / "static"
    seeds: Path = ROOT / "seeds"
    data: Path = ROOT / "data"  # what is kept beside a PostgreSQL database
    model: Path = ROOT / "app" / "extract" / "model"
