"""Bytes or a file -> a draft of an article: plain text, web page, PDF, or records of a JSONL file."""

from app.read.checks import ReadError
from app.read.drafts import make_draft
from app.read.files import read_bytes, read_path
from app.read.html import read_html
from app.read.records import Record, read_jsonl
from app.read.seeds import load_known

__all__ = [
    "ReadError",
    "Record",
    "load_known",
    "make_draft",
    "read_bytes",
    "read_html",
    "read_jsonl",
    "read_path",
]
