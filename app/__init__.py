"""Sourcelight: reads news articles and shows who says so."""
