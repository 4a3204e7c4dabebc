"""What is written down while the site is served: a line an event, in words or in JSON, without secrets."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from app.settings import Settings

REQUESTS = "sourcelight.requests"
request_id: ContextVar[str] = ContextVar("request_id", default="")

# A share link or a one-time link is a key to whoever reads it; so is what these names stand for.
SECRETS = (
    (re.compile(r"(/(?:s|reset)/)[^/?#\s\"'<>]+"), r"\1…"),
    (re.compile(r"(?i)\b(bearer|basic)(\s+|%20)[\w.~+/=-]+"), r"\1 …"),
    (re.compile(r"(?i)\b((?:set-)?cookie['\"]?\s*[:,=]\s*).*"), r"\1…"),
    (
        re.compile(r"(?i)(\w*(?:password|passwd|secret|token|code|state)['\"]?\s*[=:]\s*)(['\"]?)[^&\s'\"]+"),
        r"\1\2…",
    ),
    (re.compile(r"(://[^/\s:@]*:)[^@\s/]+@"), r"\1…@"),
)


def without_secrets(text: str) -> str:
    for pattern, replacement in SECRETS:
        text = pattern.sub(replacement, text)
    return text


class Plain(logging.Formatter):
    """Time, level and message, and the traceback of an error."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class Json(logging.Formatter):
    """An object a line: at, level, logger, message, request, what the event holds besides, and the error."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
        }
        if given := request_id.get():
            told["request"] = given
        told |= getattr(record, "told", {})
        if record.exc_info:
            told["error"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(told, ensure_ascii=False, default=str)


def configuration(settings: Settings) -> dict[str, Any]:
    """For logging.config: to standard error; requests are logged in JSON alone, for whoever gathers them."""
    is_json = settings.log == "json"
    level = "INFO" if is_json else "WARNING"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": Json if is_json else Plain}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "uvicorn": {"level": level},
            "uvicorn.access": {"level": "WARNING"},  # REQUESTS tells more
            REQUESTS: {"level": level},
        },
    }
