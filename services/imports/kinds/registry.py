"""Every kind of import, by its name."""

from services.imports.kinds.activities import Activities
from services.imports.kinds.agencies import Agencies
from services.imports.kinds.agency_parts import Contacts, ExpertiseLinks
from services.imports.kinds.base import Kind
from services.imports.kinds.country_aliases import CountryAliases
from services.imports.kinds.expenses import Expenses
from services.imports.kinds.mous import Mous
from services.imports.kinds.obligations import Obligations
from services.imports.kinds.officers import Credentials, Officers
from services.imports.kinds.participants import Participants
from services.imports.kinds.partners import Partners
from services.imports.kinds.requests import Requests
from services.imports.kinds.trips import Trips

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Expenses(),
        Trips(),
        Agencies(),
        Activities(),
        Partners(),
        Contacts(),
        ExpertiseLinks(),
        Officers(),
        Credentials(),
        CountryAliases(),
        Requests(),
        Obligations(),
        Mous(),
        Participants(),
    )
}
