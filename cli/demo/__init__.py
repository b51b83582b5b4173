"""Demonstrations: the programme played through its own API, as its users would."""
