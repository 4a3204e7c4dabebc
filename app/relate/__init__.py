"""Two claims in, how they bear on each other out: agrees, differs, related or none. Pure scoring."""
