"""Receipts, the files behind the lines of claims, as they cross the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from schemas.base import Input, Link, Output, Reference

FileName = Annotated[str, Field(examples=["hotel.pdf"])]
MediaType = Annotated[str, Field(examples=["application/pdf"])]
Sha256 = Annotated[str, Field(examples=["0" * 64])]


class ReceiptCreate(Input):
    """What comes beside the file."""

    claim_id: UUID = Field(description="A claim that is a draft or was returned.")
    expense_id: UUID | None = Field(
        default=None, description="A line of it without an uploaded receipt, to attach the file to at once."
    )


class CitedBy(Output):
    """A line that has the receipt."""

    id: UUID
    line_number: int


class EarlierReceipt(Output):
    """The same file, byte for byte, uploaded before in the same agency."""

    id: UUID
    file_name: FileName
    claim: Reference
    created_at: datetime


class ReceiptRow(Output):
    id: UUID
    claim: Reference
    agency: Link
    file_name: FileName = Field(description="As it was uploaded, without folders and hidden characters.")
    media_type: MediaType = Field(description="By the content of the file, not by its name.")
    size_bytes: int
    sha256: Sha256
    has_thumbnail: bool
    expenses: list[CitedBy]
    version: int
    created_at: datetime


class Receipt(ReceiptRow):
    same_as: list[EarlierReceipt] = Field(
        description="Earlier uploads of the same file. A line with it cannot be submitted beside theirs, "
        "unless finance lets it stand."
    )
    allowed_actions: list[str]
