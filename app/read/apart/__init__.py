"""Parsers of files that may be hostile. They import nothing of ours and run in a process of their own."""
