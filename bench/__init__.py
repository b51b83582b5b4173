"""Measures what answers cost, beside the practical ceiling, in ratios of one run."""
