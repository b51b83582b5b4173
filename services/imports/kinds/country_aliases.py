"""Other names of countries, so that files that use them are understood."""

from collections.abc import Sequence

from sqlalchemy import any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from models.countries import CountryAlias
from schemas.countries import AliasCreate
from services.access.permissions import Permission
from services.countries.commands import add_alias
from services.imports.fields import Field, Row
from services.imports.kinds.base import RowByRow, Work
from services.names import fold_name


class CountryAliases(RowByRow):
    """A name means one country. Names that mean another one, or several, are refused by the rules of countries."""

    name = "country_aliases"
    permissions = (Permission.COUNTRIES_MANAGE,)
    fields = (
        Field("alias", required=True, headings=("Alias", "Other name", "Name"), key=True),
        Field("country", "country", required=True, headings=("Country", "GENC", "Country code")),
    )

    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        folded = [fold_name(row.values["alias"]) for row in rows]
        names = bindparam("names", folded, type_=ARRAY(Text))
        columns = (CountryAlias.folded, CountryAlias.country_id, CountryAlias.id)
        found = await work.session.execute(select(*columns).where(CountryAlias.folded == any_(names)))
        known = {(alias.folded, alias.country_id): alias.id for alias in found}
        for row, name in zip(rows, folded, strict=True):
            self.settle(work, row, known.get((name, row.values["country"].id)))

    async def write_row(self, work: Work, row: Row) -> None:
        data = AliasCreate(alias=row.values["alias"])
        row.target = await add_alias(work.session, work.actor, row.values["country"].id, data)
