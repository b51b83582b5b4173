"""Countries by their codes, the other names they go by, and the posts that raise needs."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Double, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Versioned, references, search_column


class Bureau(Base):
    """A regional bureau of the State Department."""

    __tablename__ = "bureaus"

    code: Mapped[str] = mapped_column(String(4), primary_key=True)
    name: Mapped[str]


class Country(Identified, Versioned, Base):
    __tablename__ = "countries"
    __table_args__ = (
        CheckConstraint("genc3 ~ '^[A-Z]{3}$'", name="genc3_form"),
        CheckConstraint("genc2 ~ '^[A-Z]{2}$'", name="genc2_form"),
        CheckConstraint("valid_to is null or valid_to > valid_from", name="valid_order"),
        Index(
            "ix_countries_search",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
    )

    genc3: Mapped[str] = mapped_column(String(3), unique=True)
    genc2: Mapped[str] = mapped_column(String(2), unique=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    seed_name: Mapped[str] = mapped_column(String(100))
    bureau: Mapped[str] = references("bureaus.code")
    capital: Mapped[str | None] = mapped_column(String(100))
    longitude: Mapped[float] = mapped_column(Double)
    latitude: Mapped[float] = mapped_column(Double)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    alias_text: Mapped[str] = mapped_column(server_default="")
    search_text: Mapped[str] = search_column("name", "seed_name", "genc3", "alias_text")


class CountryAlias(Identified, Versioned, Base):
    """Another name for a country. An ambiguous one names none: ask, never guess.

    Names of countries that are no partners are kept too, with their code and no `country_id`: an import can then
    say "Argentina is not a partner country" instead of "unknown".
    """

    __tablename__ = "country_aliases"
    __table_args__ = (
        UniqueConstraint("folded", "country_id", postgresql_nulls_not_distinct=True),
        CheckConstraint("(kind = 'ambiguous') = (alpha2 is null)", name="ambiguous_names_none"),
        CheckConstraint("alpha2 is not null or country_id is null", name="partner_is_named"),
    )

    alias: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    alpha2: Mapped[str | None] = mapped_column(String(2))
    country_id: Mapped[UUID | None] = references("countries.id", ondelete="CASCADE")


class Post(Identified, Versioned, Base):
    """An embassy's INL section."""

    __tablename__ = "posts"

    name: Mapped[str] = mapped_column(String(120), unique=True)
    country_id: Mapped[UUID] = references("countries.id")
    clearance_lead_days: Mapped[int] = mapped_column(server_default="14")
    visa_needed: Mapped[bool] = mapped_column(server_default="false")
    medical_always: Mapped[bool] = mapped_column(server_default="false")
    """Asks for medical clearance also for trips below the general threshold."""
    spot_for_contractors: Mapped[bool] = mapped_column(server_default="false")
