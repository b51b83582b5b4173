"""Payment runs: certified claims handed to the Treasury together, and its answer."""

from base64 import b64encode
from typing import Annotated
from uuid import UUID

from fastapi import File, Response, UploadFile

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, json_response, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Input, Page
from schemas.payment_runs import (
    PaymentRun,
    PaymentRunCreate,
    PaymentRunRow,
    RunClaims,
    RunConfirmation,
    RunConfirmations,
    RunItemRow,
)
from services.listing import ListQuery
from services.payment_runs import commands
from services.payment_runs.queries import PAYMENT_RUN, PAYMENT_RUNS, RUN_ITEMS, file_of, items_of
from services.workflows.payment_answers import answer_run, answer_run_by_file

router = Resource("/payment-runs", tags=["payments"])
_FILE = {
    "description": "The payment file.",
    "content": {"text/csv": {"schema": {"type": "string"}}},
    "headers": {"Repr-Digest": {"description": "Its SHA-256 (RFC 9530).", "schema": {"type": "string"}}},
}
_ANSWER_FILE = {
    "requestBody": {"content": {"multipart/form-data": {"example": {"file": "(the bytes of the file)"}}}}
}


class AnswerFile(Input):
    """`file`: CSV with the columns claim, amount_usd, treasury_reference, on, and where needed outcome and reason."""

    file: UploadFile


class CsvResponse(Response):
    media_type = "text/csv"


async def _answer(work: Change, run_id: UUID) -> Response:
    return record_response(work.request, await PAYMENT_RUN.after_change(work.session, work.actor, run_id))


@router.get("", operation_id="payment_runs_list", response_model=Page[PaymentRunRow])
async def list_runs(work: Read, query: ListQuery = list_query(PAYMENT_RUNS)) -> Response:
    return await list_response(work, PAYMENT_RUNS, query)


@router.post("", operation_id="payment_runs_create", response_model=PaymentRun, status_code=201)
async def create_run(work: Change, data: PaymentRunCreate) -> Response:
    run_id = await commands.create_run(work.session, work.actor, work.clock, data)
    answer = await PAYMENT_RUN.after_change(work.session, work.actor, run_id)
    return record_response(work.request, answer, created_at=f"/api/v1/payment-runs/{run_id}")


@router.get("/{run_id}", operation_id="payment_runs_get", response_model=PaymentRun)
async def get_run(work: Read, run_id: UUID) -> Response:
    return record_response(work.request, await PAYMENT_RUN.get(work.connection, work.actor, run_id))


@router.get("/{run_id}/items", operation_id="payment_run_items_list", response_model=Page[RunItemRow])
async def list_items(work: Read, run_id: UUID, query: ListQuery = list_query(RUN_ITEMS)) -> Response:
    await PAYMENT_RUN.get(work.connection, work.actor, run_id)
    return await list_response(work, RUN_ITEMS, query, items_of(run_id))


@router.post("/{run_id}/add", operation_id="payment_runs_add", response_model=PaymentRun)
async def add_claims(work: Change, run_id: UUID, version: Version, data: RunClaims) -> Response:
    """Put more certified claims into an open run."""
    await commands.add_claims(work.session, work.actor, run_id, version, data)
    return await _answer(work, run_id)


@router.post("/{run_id}/remove", operation_id="payment_runs_remove", response_model=PaymentRun)
async def remove_claims(work: Change, run_id: UUID, version: Version, data: RunClaims) -> Response:
    """Take claims out of an open run."""
    await commands.remove_claims(work.session, work.actor, run_id, version, data)
    return await _answer(work, run_id)


@router.post("/{run_id}/cancel", operation_id="payment_runs_cancel", response_model=PaymentRun)
async def cancel_run(work: Change, run_id: UUID, version: Version) -> Response:
    """Give up an open run; its claims stay certified."""
    await commands.cancel_run(work.session, work.actor, run_id, version)
    return await _answer(work, run_id)


@router.post("/{run_id}/send", operation_id="payment_runs_send", response_model=PaymentRun)
async def send_run(work: Change, run_id: UUID, version: Version) -> Response:
    """Write the payment file, which never changes from then on."""
    await commands.send_run(work.session, work.actor, work.clock, run_id, version)
    return await _answer(work, run_id)


@router.get(
    "/{run_id}/file",
    operation_id="payment_runs_file",
    response_class=CsvResponse,
    responses={200: _FILE},
    openapi_extra={"x-answers": ["409"]},
)
async def get_file(work: Read, run_id: UUID) -> Response:
    """The payment file of a sent run: the same bytes each time."""
    name, content, digest = await file_of(work.connection, work.actor, run_id)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Repr-Digest": f"sha-256=:{b64encode(bytes.fromhex(digest)).decode()}:",
        "Cache-Control": "no-store",
    }
    return CsvResponse(content, headers=headers)


@router.post("/{run_id}/answer", operation_id="payment_runs_answer", response_model=RunConfirmations)
async def answer(work: Change, run_id: UUID, data: RunConfirmation) -> Response:
    """What the Treasury paid and what it returned. Rows taken before change nothing; refused ones say what to do."""
    return json_response(await answer_run(work.session, work.actor, work.clock, run_id, data.rows))


@router.post(
    "/{run_id}/answer-file",
    operation_id="payment_runs_answer_file",
    response_model=RunConfirmations,
    openapi_extra=_ANSWER_FILE,
)
async def answer_by_file(work: Change, run_id: UUID, data: Annotated[AnswerFile, File()]) -> Response:
    """The Treasury's answer as a file. What is wrong with a row is said with its line; all the others are taken."""
    content = await data.file.read()
    return json_response(await answer_run_by_file(work.session, work.actor, work.clock, run_id, content))
