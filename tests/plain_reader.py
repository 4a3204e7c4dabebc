"""An extractor that takes every paragraph with the word “said” in it for a claim: quick, and foreseeable."""

from app.domain import Attribution, Span
from app.paragraphs import paragraph_spans


class PlainReader:
    version = "plain"

    def extract(self, text: str) -> tuple[Attribution, ...]:
        found = []
        for start, end in paragraph_spans(text):
            cue = text.find(" said ", start, end)
            if cue >= 0:
                spoken = Span(cue + 6, end)
                found.append(Attribution((Span(start, cue),), (Span(cue + 1, cue + 5),), (spoken,)))
        return tuple(found)
