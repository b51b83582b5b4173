"""Memoranda of understanding: the umbrella text of a relationship, from its draft to its end."""
