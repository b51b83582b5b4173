"""What a comparison of offers says of costs and languages."""

from services.outreach.comparison import categories_of, costs_of, speakers_of


def _line(category: str, amount: str) -> dict[str, object]:
    return {"category": category, "description": "x", "amount": {"amount": amount, "currency": "USD"}}


def test_categories_stand_in_the_order_of_a_claim() -> None:
    offers = [
        {"cost_lines": [_line("other", "1.00"), _line("airfare", "1.00")]},
        {"cost_lines": [_line("lodging", "0")]},
    ]
    assert categories_of(offers) == ["lodging", "airfare", "other"]


def test_lines_of_a_category_are_added_to_the_cent_and_what_is_not_named_is_null() -> None:
    lines = [_line("lodging", "0.10"), _line("lodging", "0.20"), _line("airfare", "0.00")]
    assert [one["amount"] for one in costs_of(lines, ["lodging", "airfare", "visa_fee"])] == [
        {"amount": "0.30", "currency": "USD"},
        {"amount": "0.00", "currency": "USD"},
        None,
    ]


def test_officers_without_languages_on_record_are_unknown_and_not_silent() -> None:
    officers = [{"languages": ["es", "fr"]}, {"languages": None}, {"languages": ["fr"]}]
    assert speakers_of(officers, ["es", "pt"]) == [
        {"language": "es", "officers": 1, "unknown": 1},
        {"language": "pt", "officers": 0, "unknown": 1},
    ]
    assert speakers_of(officers, []) == []
