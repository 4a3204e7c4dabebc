"""Text -> attributions: who is made to answer for which words."""
