"""The two-level list of expertise: areas and their topics."""

from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identified, Versioned, references, search_column


class Expertise(Identified, Versioned, Base):
    __tablename__ = "expertise"
    __table_args__ = (
        CheckConstraint("parent_id is distinct from id", name="not_its_own_parent"),
        Index(
            "ix_expertise_search",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
    )

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    parent_id: Mapped[UUID | None] = references("expertise.id")
    definition: Mapped[str] = mapped_column(String(500))
    source: Mapped[str | None] = mapped_column(String(200))
    in_seed: Mapped[bool] = mapped_column(Boolean, server_default="false")
    archived: Mapped[bool] = mapped_column(Boolean, server_default="false")
    search_text: Mapped[str] = search_column("code", "name", "definition")
