"""Bytes, files, URLs, feeds and archives -> drafts of articles, whatever was put into them.

All that goes out to other servers goes through Fetcher (fetch.py). What parsers of ours never see
unchecked: size, nesting (nesting.py), entities; PDF and Word are parsed in a process apart
(process.py).
"""

from app.read.checks import ReadError
from app.read.drafts import make_draft
from app.read.feed import Entry, Feed, read_feed
from app.read.fetch import Fetcher, Resolver
from app.read.files import archive_reader, read_path, read_upload
from app.read.html import read_html
from app.read.lines import record_lines
from app.read.online import Visit, read_given, read_url, visit_feed
from app.read.records import Record, read_jsonl, read_record, record_line
from app.read.seeds import load_known
from app.read.urls import FetchError, is_url
from app.read.warc import read_warc

__all__ = [
    "Entry",
    "Feed",
    "FetchError",
    "Fetcher",
    "ReadError",
    "Record",
    "Resolver",
    "Visit",
    "archive_reader",
    "is_url",
    "load_known",
    "make_draft",
    "read_feed",
    "read_given",
    "read_html",
    "read_jsonl",
    "read_path",
    "read_record",
    "read_upload",
    "read_url",
    "read_warc",
    "record_line",
    "record_lines",
    "visit_feed",
]
