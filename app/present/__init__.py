"""What is shown and exported, from what the queries return; nothing here writes HTML."""
