"""Which memorandum covers planned work, and whether the work lasts longer than it.

Ending a memorandum stops nothing that runs, which finishes under its instrument; but whoever plans should know. Of an
agency's memoranda whose scope names the place, the one that lasts longest counts; what has ended counts as well, or
work planned under it would not be seen.
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, any_, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from models.activities import Activity
from models.countries import Country
from models.enums import ActivityStatus, MouStatus
from models.mous import Mou

_COVER, _PLACE = aliased(Mou), aliased(Country)
_SIGNED = tuple(
    status.value
    for status in (
        MouStatus.ACTIVE,
        MouStatus.SUSPENDED,
        MouStatus.TERMINATING,
        MouStatus.TERMINATED,
        MouStatus.EXPIRED,
    )
)
_PLANNED = tuple(
    status.value
    for status in (
        ActivityStatus.PLANNING,
        ActivityStatus.READYING,
        ActivityStatus.AUTHORIZED,
        ActivityStatus.SUSPENDED,
    )
)
_OPEN_ENDED: ColumnElement[date] = literal_column("'infinity'::date")


def _names(place: Any, *correlated: Any) -> ColumnElement[bool]:
    """Whether the scope of the memorandum names the country whose id is `place`; one without places names all."""
    named = (
        select(_PLACE.id)
        .where(
            _PLACE.id == place,
            or_(_PLACE.genc3 == any_(_COVER.scope_countries), _PLACE.bureau == any_(_COVER.scope_bureaus)),
        )
        .correlate(_COVER, *correlated)
        .exists()
    )
    everywhere = and_(
        func.cardinality(_COVER.scope_countries) == 0, func.cardinality(_COVER.scope_bureaus) == 0
    )
    return or_(everywhere, named)


def covering(agency_id: Any, place: Any, *correlated: Any) -> Any:
    """The id of the memorandum that covers work of an agency in a country, as a scalar of the statement around it."""
    return (
        select(_COVER.id)
        .where(_COVER.agency_id == agency_id, _COVER.status.in_(_SIGNED), _names(place, *correlated))
        .order_by(func.coalesce(_COVER.last_on, _OPEN_ENDED).desc(), _COVER.id.desc())
        .limit(1)
        .correlate(*correlated)
        .scalar_subquery()
    )


cover_of_activity = covering(Activity.agency_id, Activity.country_id, Activity)

is_planned: ColumnElement[bool] = Activity.status.in_(_PLANNED)
