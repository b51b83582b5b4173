"""What the year finds there: a memorandum that runs out in it, an approval too, and money of years ago."""

from datetime import date, timedelta

from cli.demo.cast import Cast, fund, make_agency, negotiate_mou, post_name, post_of
from cli.demo.client import Caller
from cli.demo.story import noon
from cli.demo.vetting import approve_unit
from services.calendar import fiscal_year

#: Fiscal years from the end of a fund to its cancellation (31 USC 1552).
UNTIL_CANCELLED = 5


def opening(today: date) -> date:
    """A day in the fiscal year whose money is cancelled with the last fiscal year that is over by `today`."""
    return date(fiscal_year(today) - 1 - UNTIL_CANCELLED, 8, 1)


def play_before(cast: Cast, staff: Caller, budget: Caller, country: str, start: date, today: date) -> None:
    """Plays from the opening, where the stage is, to two months before `start`."""
    first = opening(today)
    agency, coordinator = make_agency(
        cast, staff, "Demo Border Sheriff's Office", "AZ", "sheriff", {"INV-GEN": 2}
    )
    mou = negotiate_mou(staff, coordinator, agency, first, start + timedelta(days=250))
    fund(staff, budget, agency, mou, "40000.00", first, years=1)
    cast.stage.move_to(noon(start - timedelta(days=60)))
    cast.sign_in_again()
    post = cast.person(post_name(country), ["post"], post_id=post_of(staff, country)["id"])
    approve_unit(post, country, start - timedelta(days=60))
