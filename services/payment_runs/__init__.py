"""Runs of payments: certified claims handed to the Treasury together, and what it answers."""
