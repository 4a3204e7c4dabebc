"""A reading as one JSON object a line: what `sourcelight extract` prints."""

import json
from typing import Any

from app.domain import Draft, Reading


def reading_line(record_id: str, draft: Draft, reading: Reading | None) -> str:
    """One line. A text that is not read for claims has `attributions` empty and says its language."""
    found = []
    if reading is not None:
        sources = reading.resolution.sources
        for attribution, voice in zip(reading.attributions, reading.resolution.voices, strict=True):
            found.append(
                {
                    "source": attribution.source,
                    "cue": attribution.cue,
                    "content": attribution.content,
                    "sources": [sources[index].name for index in voice.sources],
                    "relay": [sources[index].name for index in voice.relay],
                    "kind": attribution.kind,
                    "act": attribution.act,
                    "hedges": [span.of(draft.text) for span in attribution.hedges],
                    "nested_in": attribution.nested_in,
                }
            )
    # A file's name need not be text; what is printed must be.
    name = record_id.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    line: dict[str, Any] = {"id": name, "title": draft.title, "text": draft.text}
    if draft.captions:
        line["captions"] = draft.captions
    if reading is None:
        line["language"] = draft.language
    return json.dumps({**line, "attributions": found}, ensure_ascii=False)
