"""Claims: from draft to payment, one operation an event."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import PDF, PdfResponse, Version, json_response, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.claim_clocks import CertifiableRow, ClaimCertification, ClaimClock
from schemas.claims import (
    Claim,
    ClaimCreate,
    ClaimDecide,
    ClaimReturn,
    ClaimReview,
    ClaimRow,
    ClaimSubmit,
    ClaimUpdate,
    PaymentConfirm,
)
from services.claims import commands, reviews, submission
from services.claims.lateness import payment_clock_of
from services.claims.queries import CLAIM, CLAIM_CONFIRMED, CLAIMS, REVIEW
from services.claims.vouchers import voucher_pdf
from services.listing import ListQuery
from services.workflows import payments
from services.workflows.certification import CERTIFIABLE_CLAIMS, as_of, certification_of

router = Resource("/claims", tags=["claims"])


async def _changed(work: Change, claim_id: UUID) -> Response:
    return record_response(work.request, await CLAIM.after_change(work.session, work.actor, claim_id))


async def _created(work: Change, claim_id: UUID) -> Response:
    answer = await CLAIM.after_change(work.session, work.actor, claim_id)
    return record_response(work.request, answer, created_at=f"/api/v1/claims/{claim_id}")


@router.get("", operation_id="claims_list", response_model=Page[ClaimRow])
async def list_claims(work: Read, query: ListQuery = list_query(CLAIMS)) -> Response:
    return await list_response(work, CLAIMS, query)


@router.post("", operation_id="claims_create", response_model=Claim, status_code=201)
async def create_claim(work: Change, data: ClaimCreate) -> Response:
    return await _created(work, await commands.create_claim(work.session, work.actor, work.clock, data))


@router.get("/to-certify", operation_id="claims_to_certify", response_model=Page[CertifiableRow])
async def list_certifiable(work: Read, query: ListQuery = list_query(CERTIFIABLE_CLAIMS)) -> Response:
    """Decided claims that wait for a certifying officer, soonest due first, with the money there is for them."""
    return await list_response(work, CERTIFIABLE_CLAIMS, query, as_of(work.clock.today()))


@router.get("/{claim_id}", operation_id="claims_get", response_model=Claim)
async def get_claim(work: Read, claim_id: UUID) -> Response:
    return record_response(work.request, await CLAIM.get(work.connection, work.actor, claim_id))


@router.get("/{claim_id}/review", operation_id="claims_review", response_model=ClaimReview)
async def review_claim(work: Read, claim_id: UUID) -> Response:
    """The claim with every line, what is allowed of it and why."""
    return record_response(work.request, await REVIEW.get(work.connection, work.actor, claim_id))


@router.get("/{claim_id}/payment-clock", operation_id="claims_payment_clock", response_model=ClaimClock)
async def get_payment_clock(work: Read, claim_id: UUID) -> Response:
    """When it is due, what lateness has cost so far, and by which rule, rate and formula."""
    return json_response(await payment_clock_of(work.connection, work.actor, work.clock, claim_id))


@router.get(
    "/{claim_id}/certification", operation_id="claims_certification", response_model=ClaimCertification
)
async def get_certification(work: Read, claim_id: UUID) -> Response:
    """What certifying the claim hangs on: its money, the four people, and the words to be certified."""
    return json_response(await certification_of(work.connection, work.actor, work.clock, claim_id))


@router.get(
    "/{claim_id}/voucher",
    operation_id="claims_voucher",
    response_class=PdfResponse,
    responses={200: PDF},
    openapi_extra={"x-answers": ["409"]},
)
async def get_voucher(work: Read, claim_id: UUID) -> Response:
    """The voucher as an accessible document (PDF/UA-1): SF-1034, SF-1012 or SF-270 by the payment regime."""
    name, document = await voucher_pdf(work.connection, work.actor, claim_id)
    return PdfResponse(document, headers={"Content-Disposition": f'inline; filename="{name}"'})


@router.patch("/{claim_id}", operation_id="claims_update", response_model=Claim)
async def update_claim(work: Change, claim_id: UUID, version: Version, data: ClaimUpdate) -> Response:
    await commands.update_claim(work.session, work.actor, claim_id, version, data)
    return await _changed(work, claim_id)


@router.post("/{claim_id}/submit", operation_id="claims_submit", response_model=Claim)
async def submit_claim(work: Change, claim_id: UUID, version: Version, data: ClaimSubmit) -> Response:
    """Compute what every line allows and hand the claim in. Every problem is named at its line."""
    await submission.submit_claim(work.session, work.actor, work.clock, claim_id, version, data)
    return await _changed(work, claim_id)


@router.post("/{claim_id}/resubmit", operation_id="claims_resubmit", response_model=Claim)
async def resubmit_claim(work: Change, claim_id: UUID, version: Version, data: ClaimSubmit) -> Response:
    """Hand a returned claim in again, signed anew."""
    await submission.resubmit_claim(work.session, work.actor, work.clock, claim_id, version, data)
    return await _changed(work, claim_id)


@router.post("/{claim_id}/take", operation_id="claims_take", response_model=Claim)
async def take_claim(work: Change, claim_id: UUID, version: Version) -> Response:
    """Begin the programme's review."""
    await reviews.take_claim(work.session, work.actor, claim_id, version)
    return await _changed(work, claim_id)


@router.post("/{claim_id}/endorse", operation_id="claims_endorse", response_model=Claim)
async def endorse_claim(work: Change, claim_id: UUID, version: Version) -> Response:
    """Confirm that the services were rendered and pass the claim to finance."""
    await reviews.endorse_claim(work.session, work.actor, work.clock, claim_id, version)
    return await _changed(work, claim_id)


@router.post("/{claim_id}/return", operation_id="claims_return", response_model=Claim)
async def return_claim(work: Change, claim_id: UUID, version: Version, data: ClaimReturn) -> Response:
    """Send the claim back with every defect."""
    await reviews.return_claim(work.session, work.actor, work.clock, claim_id, version, data)
    return await _changed(work, claim_id)


@router.post("/{claim_id}/decide", operation_id="claims_decide", response_model=Claim)
async def decide_claim(work: Change, claim_id: UUID, version: Version, data: ClaimDecide) -> Response:
    """Approve an amount for every line; lines left out get what they allow."""
    await reviews.decide_claim(work.session, work.actor, work.clock, claim_id, version, data)
    return await _changed(work, claim_id)


@router.post("/{claim_id}/certify", operation_id="claims_certify", response_model=Claim)
async def certify_claim(work: Change, claim_id: UUID, version: Version) -> Response:
    """Certify the approved amount for payment. From then on the claim stays as it is."""
    await payments.certify_claim(work.session, work.actor, work.clock, claim_id, version)
    return await _changed(work, claim_id)


@router.post("/{claim_id}/confirm", operation_id="claims_confirm", response_model=Claim)
async def confirm_payment(work: Change, claim_id: UUID, version: Version, data: PaymentConfirm) -> Response:
    """Record that the Treasury has paid. Saying the same again changes nothing."""
    await payments.confirm_payment(work.session, work.actor, work.clock, claim_id, version, data)
    answer = await CLAIM_CONFIRMED.after_change(work.session, work.actor, claim_id)
    return record_response(work.request, answer)


@router.post("/{claim_id}/reclaim", operation_id="claims_reclaim", response_model=Claim, status_code=201)
async def reclaim(work: Change, claim_id: UUID, version: Version) -> Response:
    """Start a new claim that cites this one, for what was not paid."""
    child = await commands.reclaim(work.session, work.actor, work.clock, claim_id, version)
    return await _created(work, child)


@router.post("/{claim_id}/withdraw", operation_id="claims_withdraw", response_model=Claim)
async def withdraw_claim(work: Change, claim_id: UUID, version: Version) -> Response:
    """Take a draft or returned claim back for good."""
    await commands.withdraw_claim(work.session, work.actor, claim_id, version)
    return await _changed(work, claim_id)
