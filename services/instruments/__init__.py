"""Instruments: what binds money. Staff record the choice of kind and regime; the software never makes it."""
