"""Pages, fragments of pages and the JSON API."""
