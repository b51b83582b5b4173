"""Rules about seasons that need nothing but their arguments."""


def seasons_overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two seasons share a day. Each is its first and last day as MM-DD, and may run over the New Year."""
    return any(
        first <= other_last and other_first <= last
        for first, last in _within_a_year(one)
        for other_first, other_last in _within_a_year(other)
    )


def _within_a_year(season: tuple[str, str]) -> list[tuple[str, str]]:
    first, last = season
    return [season] if first <= last else [(first, "12-31"), ("01-01", last)]
