"""Obligations: money set aside under an instrument, and the ledger of its movements."""
