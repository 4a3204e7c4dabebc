"""Attributions of one article -> its sources."""

from app.resolve.directory import Directory
from app.resolve.resolver import resolve

__all__ = ["Directory", "resolve"]
