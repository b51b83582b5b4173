"""Rates as dated data. They are added, never changed."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.rates import (
    Exchange,
    ExchangeCreate,
    ExchangeRow,
    Interest,
    InterestCreate,
    InterestRow,
    Mie,
    MieCreate,
    MieRow,
    Mileage,
    MileageCreate,
    MileageRow,
    PerDiem,
    PerDiemCreate,
    PerDiemRow,
)
from services.listing import ListQuery
from services.rates import commands
from services.rates.queries import (
    EXCHANGE_RATE,
    EXCHANGE_RATES,
    INTEREST_RATE,
    INTEREST_RATES,
    MIE_SPLIT,
    MIE_SPLITS,
    MILEAGE_RATE,
    MILEAGE_RATES,
    PER_DIEM_RATE,
    PER_DIEM_RATES,
)

router = Resource("/rates", tags=["rates"])


@router.get("/per-diem", operation_id="per_diem_rates_list", response_model=Page[PerDiemRow])
async def list_per_diem(work: Read, query: ListQuery = list_query(PER_DIEM_RATES)) -> Response:
    """Maximum lodging and M&IE of each place."""
    return await list_response(work, PER_DIEM_RATES, query)


@router.post("/per-diem", operation_id="per_diem_rates_create", response_model=PerDiem, status_code=201)
async def add_per_diem(work: Change, data: PerDiemCreate) -> Response:
    rate_id = await commands.add_per_diem(work.session, work.actor, work.clock, data)
    answer = await PER_DIEM_RATE.after_change(work.session, work.actor, rate_id)
    return record_response(work.request, answer, created_at=f"/api/v1/rates/per-diem/{rate_id}")


@router.get("/per-diem/{rate_id}", operation_id="per_diem_rates_get", response_model=PerDiem)
async def get_per_diem(work: Read, rate_id: UUID) -> Response:
    return record_response(work.request, await PER_DIEM_RATE.get(work.connection, work.actor, rate_id))


@router.get("/mie", operation_id="mie_rates_list", response_model=Page[MieRow])
async def list_mie(work: Read, query: ListQuery = list_query(MIE_SPLITS)) -> Response:
    """How a day's M&IE splits into meals and incidentals."""
    return await list_response(work, MIE_SPLITS, query)


@router.post("/mie", operation_id="mie_rates_create", response_model=Mie, status_code=201)
async def add_mie(work: Change, data: MieCreate) -> Response:
    rate_id = await commands.add_mie(work.session, work.actor, data)
    answer = await MIE_SPLIT.after_change(work.session, work.actor, rate_id)
    return record_response(work.request, answer, created_at=f"/api/v1/rates/mie/{rate_id}")


@router.get("/mie/{rate_id}", operation_id="mie_rates_get", response_model=Mie)
async def get_mie(work: Read, rate_id: UUID) -> Response:
    return record_response(work.request, await MIE_SPLIT.get(work.connection, work.actor, rate_id))


@router.get("/mileage", operation_id="mileage_rates_list", response_model=Page[MileageRow])
async def list_mileage(work: Read, query: ListQuery = list_query(MILEAGE_RATES)) -> Response:
    """What a mile in a private vehicle is paid."""
    return await list_response(work, MILEAGE_RATES, query)


@router.post("/mileage", operation_id="mileage_rates_create", response_model=Mileage, status_code=201)
async def add_mileage(work: Change, data: MileageCreate) -> Response:
    rate_id = await commands.add_mileage(work.session, work.actor, data)
    answer = await MILEAGE_RATE.after_change(work.session, work.actor, rate_id)
    return record_response(work.request, answer, created_at=f"/api/v1/rates/mileage/{rate_id}")


@router.get("/mileage/{rate_id}", operation_id="mileage_rates_get", response_model=Mileage)
async def get_mileage(work: Read, rate_id: UUID) -> Response:
    return record_response(work.request, await MILEAGE_RATE.get(work.connection, work.actor, rate_id))


@router.get("/exchange", operation_id="exchange_rates_list", response_model=Page[ExchangeRow])
async def list_exchange(work: Read, query: ListQuery = list_query(EXCHANGE_RATES)) -> Response:
    """US dollars for one unit of a currency."""
    return await list_response(work, EXCHANGE_RATES, query)


@router.post("/exchange", operation_id="exchange_rates_create", response_model=Exchange, status_code=201)
async def add_exchange(work: Change, data: ExchangeCreate) -> Response:
    rate_id = await commands.add_exchange(work.session, work.actor, work.clock, data)
    answer = await EXCHANGE_RATE.after_change(work.session, work.actor, rate_id)
    return record_response(work.request, answer, created_at=f"/api/v1/rates/exchange/{rate_id}")


@router.get("/exchange/{rate_id}", operation_id="exchange_rates_get", response_model=Exchange)
async def get_exchange(work: Read, rate_id: UUID) -> Response:
    return record_response(work.request, await EXCHANGE_RATE.get(work.connection, work.actor, rate_id))


@router.get("/interest", operation_id="interest_rates_list", response_model=Page[InterestRow])
async def list_interest(work: Read, query: ListQuery = list_query(INTEREST_RATES)) -> Response:
    """The Treasury's rate for late payment, percent a year."""
    return await list_response(work, INTEREST_RATES, query)


@router.post("/interest", operation_id="interest_rates_create", response_model=Interest, status_code=201)
async def add_interest(work: Change, data: InterestCreate) -> Response:
    rate_id = await commands.add_interest(work.session, work.actor, data)
    answer = await INTEREST_RATE.after_change(work.session, work.actor, rate_id)
    return record_response(work.request, answer, created_at=f"/api/v1/rates/interest/{rate_id}")


@router.get("/interest/{rate_id}", operation_id="interest_rates_get", response_model=Interest)
async def get_interest(work: Read, rate_id: UUID) -> Response:
    return record_response(work.request, await INTEREST_RATE.get(work.connection, work.actor, rate_id))
