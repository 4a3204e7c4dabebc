"""Tables, sessions, writing, queries, search: the only room that knows SQL."""
