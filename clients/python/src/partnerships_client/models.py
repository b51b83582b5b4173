"""The shapes of bodies and answers. Written by generate.py from openapi.yaml: do not edit."""

# ruff: noqa: E501, A002
from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

AcademyStatus = Literal["operating", "unlisted"]
ActivityStatus = Literal[
    "planning", "readying", "authorized", "active", "suspended", "completed", "closed", "cancelled"
]
AgeingBy = Literal["agency", "regime", "status"]
AgencyKind = Literal[
    "municipal_pd",
    "sheriff",
    "state_police",
    "forensic_lab",
    "standards_training",
    "corrections",
    "justice_sector",
    "port_security",
    "federal_le",
    "other",
]
AgencyStatus = Literal["prospect", "partner", "former"]
AssignmentStatus = Literal["planned", "cancelled"]
CapPeriod = Literal["activity", "fiscal_year"]
ClaimKind = Literal["travel_voucher", "invoice", "reimbursement_request"]
ClaimStatus = Literal[
    "draft",
    "submitted",
    "program_review",
    "finance_review",
    "returned",
    "approved",
    "partial",
    "disallowed",
    "certified",
    "paid",
    "withdrawn",
]
DatePrecision = Literal["day", "month", "year", "unknown"]
DayKind = Literal["calendar", "working"]
DeliveryKind = Literal["event", "replay", "ping"]
DeliveryStatus = Literal["queued", "sending", "delivered", "dead", "dropped"]
DisabledReason = Literal["gone", "failing"]
DisallowCode = Literal[
    "over_max",
    "over_rate",
    "meal_furnished",
    "not_payable",
    "no_receipt",
    "not_allowable",
    "not_in_instrument",
    "duplicate",
    "outside_period",
    "over_ceiling",
]
EditionCoverage = Literal["whole_table", "listed_countries"]
EditionStatus = Literal["staged", "applied", "discarded"]
EnquiryStatus = Literal["new", "in_triage", "answered", "converted", "dismissed"]
ExpenseCategory = Literal[
    "lodging",
    "mie",
    "airfare",
    "mileage",
    "visa_fee",
    "materials",
    "equipment",
    "salary",
    "overtime",
    "fringe",
    "indirect",
    "other",
]
ExportResource = Literal[
    "academies",
    "activities",
    "agencies",
    "audit",
    "claims",
    "claims/to-certify",
    "countries",
    "enquiries",
    "expenses",
    "expertise",
    "imports",
    "instruments",
    "mous",
    "obligations",
    "offers",
    "officers",
    "outreach",
    "paperwork-templates",
    "payment-runs",
    "payments",
    "posts",
    "rates/editions",
    "rates/exchange",
    "rates/interest",
    "rates/mie",
    "rates/mileage",
    "rates/per-diem",
    "reports/spending",
    "requests",
    "requests/board",
    "service-clients",
    "training-sessions",
    "users",
]
FedSubject = Literal[
    "academy",
    "activity",
    "agency",
    "agency_blackout",
    "agency_contact",
    "capability_package",
    "claim",
    "country",
    "country_alias",
    "enquiry",
    "expense",
    "expertise",
    "ilea_offering",
    "import",
    "instrument",
    "mou",
    "obligation",
    "offer",
    "officer",
    "officer_credential",
    "outreach",
    "paperwork_template",
    "payment",
    "payment_run",
    "post",
    "rate_edition",
    "request",
    "request_clarification",
    "training_enrollment",
    "training_session",
    "user",
]
FileFormat = Literal["csv", "xlsx", "jsonl", "parquet"]
FilterValues = Literal["text", "choice", "flag", "date", "time", "number", "id"]
FringeBase = Literal["salary", "salary_and_overtime"]
FxSource = Literal["card", "exchange_receipt", "rate_table"]
ImportKind = Literal[
    "expenses",
    "trip_expenses",
    "agencies",
    "activities",
    "partners",
    "contacts",
    "expertise_links",
    "officers",
    "credentials",
    "country_aliases",
    "requests",
    "obligations",
    "mous",
    "participants",
]
ImportMode = Literal["insert", "update", "upsert"]
ImportOutcome = Literal["checked", "applied", "refused"]
InstrumentKind = Literal[
    "contract", "grant", "cooperative_agreement", "interagency_agreement", "invitational_travel"
]
JobKind = Literal["import", "export"]
JobStatus = Literal["queued", "running", "succeeded", "failed", "cancelled"]
LateCharge = Literal["interest", "late_fee", "nothing"]
LedgerAccount = Literal["appropriation", "unliquidated", "disbursed", "deobligated"]
LedgerEntryKind = Literal["obligate", "adjust", "pay", "deobligate"]
Meal = Literal["breakfast", "lunch", "dinner"]
MieScope = Literal["conus", "foreign_oconus"]
Modality = Literal["overseas_train", "overseas_mentor", "overseas_advise", "study_visit", "ilea_instruction"]
MouDocumentKind = Literal["signed_text", "council_approval", "delegation", "legal_clearance", "notice"]
MouStatus = Literal[
    "draft",
    "negotiation",
    "clearance",
    "signing",
    "active",
    "suspended",
    "terminating",
    "terminated",
    "expired",
]
NextStep = Literal[
    "date_activity",
    "replace",
    "name_unit",
    "nominate_person",
    "nominate_unit",
    "submit",
    "enter",
    "decide",
    "re_review",
]
NoticeKind = Literal["returned", "disallowed"]
NotificationDelivery = Literal["immediate", "daily_digest", "in_app"]
NotificationTopic = Literal[
    "requests",
    "outreach",
    "agreements",
    "activities",
    "vetting",
    "credentials",
    "claims",
    "enquiries",
    "integrations",
]
ObligationStatus = Literal["open", "expired", "cancelled"]
OfferingProgram = Literal["core_leld", "specialized", "seminar"]
OutreachStatus = Literal[
    "sent", "interested", "declined", "no_response", "offered", "accepted", "not_selected", "withdrawn"
]
Party = Literal["inl", "agency"]
PassOverCode = Literal["need_met", "need_changed", "need_lapsed", "beyond_funds", "other_dates"]
PaymentItemStatus = Literal["pending", "paid", "returned"]
PaymentRegime = Literal["vendor_invoice", "travel_claim", "assistance"]
PaymentRunStatus = Literal["open", "sent", "confirmed", "cancelled"]
PaymentTimesBy = Literal["agency", "regime", "month"]
PerDiemScope = Literal["foreign", "oconus", "conus"]
RateDifference = Literal["changed", "new", "ended", "unchanged", "error"]
RateKind = Literal["per_diem", "mie", "mileage", "interest", "exchange"]
ReadinessType = Literal[
    "predeployment_training",
    "fact",
    "ctat",
    "medical_clearance",
    "country_clearance",
    "passport",
    "visa",
    "spot",
    "trainer_certification",
]
RequestStatus = Literal["draft", "submitted", "open", "filled", "unfilled", "cancelled"]
ResultsBy = Literal["country", "sex", "rank", "course"]
Role = Literal[
    "administrator",
    "program_officer",
    "finance_reviewer",
    "certifying_officer",
    "agency_coordinator",
    "officer",
    "post",
    "auditor",
    "service_client",
]
RowOutcome = Literal["create", "update", "unchanged", "skipped", "error"]
RowResult = Literal["confirmed", "returned", "repeated", "refused"]
Sex = Literal["female", "male", "undisclosed"]
TableFormat = Literal["csv", "xlsx"]
TravelBasis = Literal["ftr", "agency_policy_capped"]
TravelDay = Literal["first", "full", "last", "short", "none"]
TreasuryOutcome = Literal["paid", "returned"]
UnmetReason = Literal[
    "no_agency_fits", "nobody_free", "beyond_funds", "other_dates", "language", "need_changed", "other"
]
Urgency = Literal["routine", "urgent"]
UsageOutcome = Literal["ok", "refused", "limited", "failed"]
UserKind = Literal["person", "service"]
UserStatus = Literal["active", "disabled"]
VehicleMode = Literal["automobile", "automobile_government_available", "motorcycle", "airplane"]
VettingResult = Literal["approved", "rejected", "suspended"]
VettingStatus = Literal[
    "nominated", "post_check", "in_review", "approved", "rejected", "suspended", "expired"
]
VettingSubject = Literal["person", "unit"]
WebhookStatus = Literal["active", "paused", "disabled"]


class Academy(TypedDict):
    """Academy."""

    id: str
    code: str
    name: str
    city: str
    host_country: str
    country: CountryLink | None
    established: int
    region_served: str
    status: AcademyStatus
    longitude: float
    latitude: float
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class AcademyCreate(TypedDict):
    """`country` is the GENC code of the host where that is a partner country: Roswell's is not."""

    code: str
    name: str
    city: str
    host_country: str
    country: NotRequired[str | None]
    established: int
    region_served: str
    longitude: float
    latitude: float


class AcademyRow(TypedDict):
    """AcademyRow."""

    id: str
    code: str
    name: str
    city: str
    host_country: str
    country: CountryLink | None
    established: int
    region_served: str
    status: AcademyStatus
    longitude: float
    latitude: float
    version: int
    created_at: str
    updated_at: str


class AcademyUpdate(TypedDict):
    """AcademyUpdate."""

    name: NotRequired[str]
    city: NotRequired[str]
    host_country: NotRequired[str]
    country: NotRequired[str | None]
    established: NotRequired[int]
    region_served: NotRequired[str]
    status: NotRequired[AcademyStatus]
    longitude: NotRequired[float]
    latitude: NotRequired[float]


class Activity(TypedDict):
    """Fields that the reader may not see are null."""

    id: str
    reference: str
    title: str
    summary: str | None
    status: ActivityStatus
    modality: Modality
    agency: Link
    country: CountryLink | None
    starts_on: str | None
    ends_on: str | None
    date_precision: DatePrecision
    venue: str | None
    estimate: Money | None
    request: RequestLink | None
    offer_id: str | None
    offering_id: str | None
    instrument: Reference | None
    agreement: Agreement | None
    obligation: ObligationLink | None
    assignments: list[Assigned]
    participants: int | None
    checklist: Progress
    concurred_at: str | None
    attendance_recorded_at: str | None
    participants_reported: int | None
    after_action: AfterActionState | None
    publish_redaction: bool
    cancel_reason: str | None
    source_address: str | None
    program: str | None
    external_refs: list[ExternalRef]
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class ActivityCreate(TypedDict):
    """Work that INL starts itself, without an offer. An accepted offer opens its activity by itself."""

    title: str
    modality: Modality
    agency_id: str
    country: NotRequired[str | None]
    starts_on: str
    ends_on: str
    venue: NotRequired[str | None]
    summary: NotRequired[str | None]
    estimate: NotRequired[MoneyInput | None]
    request_id: NotRequired[str | None]
    offering_id: NotRequired[str | None]
    instrument_id: NotRequired[str | None]
    obligation_id: NotRequired[str | None]
    publish_redaction: NotRequired[bool]


class ActivityLink(TypedDict):
    """ActivityLink."""

    id: str
    reference: str
    title: str


class ActivityResults(TypedDict):
    """ActivityResults."""

    people: int | None
    completion_percent: str | None
    mean_gain: str | None
    mean_satisfaction: str | None
    activity_id: str
    smallest_cell: int


class ActivityRow(TypedDict):
    """ActivityRow."""

    id: str
    reference: str
    title: str
    status: ActivityStatus
    modality: Modality
    agency: Link
    country: CountryLink | None
    starts_on: str | None
    ends_on: str | None
    date_precision: DatePrecision
    venue: str | None
    estimate: Money | None
    participants_reported: int | None
    version: int
    updated_at: str


class ActivitySpending(TypedDict):
    """Estimate beside what came of it. `variance` is approved less estimated: above zero it cost more."""

    id: str
    reference: str
    title: str
    status: ActivityStatus
    modality: Modality
    agency: Link
    country: Link | None
    starts_on: str | None
    ends_on: str | None
    claims: int
    estimate: Money
    claimed: Money
    approved: Money
    paid: Money
    variance: Money
    variance_percent: str | None
    updated_at: str


class ActivityTitle(TypedDict):
    """ActivityTitle."""

    id: str
    reference: str
    title: str


class ActivityUpdate(TypedDict):
    """While planning or readying. New dates or another venue need the other side's concurrence again."""

    title: NotRequired[str]
    starts_on: NotRequired[str]
    ends_on: NotRequired[str]
    venue: NotRequired[str | None]
    summary: NotRequired[str | None]
    estimate: NotRequired[MoneyInput | None]
    instrument_id: NotRequired[str | None]
    obligation_id: NotRequired[str | None]
    publish_redaction: NotRequired[bool]


class ActualExpense(TypedDict):
    """ActualExpense."""

    approved_on: str
    reference: str
    lodging_percent: int
    mie_percent: int


class ActualExpenseInput(TypedDict):
    """Approval, before the trip, to exceed the rates (41 CFR 301-11): at most 300 percent of each."""

    approved_on: str
    reference: str
    lodging_percent: NotRequired[int]
    mie_percent: NotRequired[int]


class AfterAction(TypedDict):
    """AfterAction."""

    id: str
    activity: Reference
    summary: str
    lessons: str | None
    people_trained: int | None
    submitted_at: str
    accepted_at: str | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class AfterActionSet(TypedDict):
    """AfterActionSet."""

    summary: str
    lessons: NotRequired[str | None]
    people_trained: NotRequired[int | None]


class AfterActionState(TypedDict):
    """AfterActionState."""

    submitted_at: str
    accepted_at: str | None


class AfterActionTiming(TypedDict):
    """Reports of activities that are over: handed in within the days of the policy, later, or not yet."""

    within_days: int
    on_time: int
    late: int
    open: int


class AgeBucket(TypedDict):
    """Claims whose proper receipt was `from_days` to `to_days` days ago; without `to_days` longer."""

    from_days: int
    to_days: int | None
    proper_from: str | None
    proper_to: str
    claims: int
    amount: Money


class Agency(TypedDict):
    """Agency."""

    id: str
    legal_name: str
    kind: AgencyKind
    status: AgencyStatus
    state: str
    city: str | None
    county: str | None
    zip: str | None
    latitude: float | None
    longitude: float | None
    state_fips: str | None
    county_fips: str | None
    gnis_id: str | None
    uei: str | None
    ori_codes: list[str]
    website: str | None
    fbi_type: str | None
    population: int | None
    employees: int | None
    sworn_officers: int | None
    years_reported_last_10: int | None
    max_officers: int | None
    max_days_per_year: int | None
    last_asked_at: str | None
    notes: str | None
    archived: bool
    external_refs: list[ExternalRef]
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class AgencyCandidate(TypedDict):
    """AgencyCandidate."""

    id: str
    name: str
    state: str
    city: str | None
    status: AgencyStatus
    sure: bool


class AgencyCandidates(TypedDict):
    """AgencyCandidates."""

    items: list[AgencyCandidate]


class AgencyCount(TypedDict):
    """AgencyCount."""

    code: str
    agencies: int


class AgencyCounts(TypedDict):
    """AgencyCounts."""

    items: list[AgencyCount]


class AgencyCreate(TypedDict):
    """AgencyCreate."""

    legal_name: str
    kind: AgencyKind
    state: str
    city: NotRequired[str | None]
    county: NotRequired[str | None]
    zip: NotRequired[str | None]
    uei: NotRequired[str | None]
    oris: NotRequired[list[str]]
    state_fips: NotRequired[str | None]
    county_fips: NotRequired[str | None]
    gnis_id: NotRequired[str | None]
    website: NotRequired[str | None]
    population: NotRequired[int | None]
    employees: NotRequired[int | None]
    sworn_officers: NotRequired[int | None]
    max_officers: NotRequired[int | None]
    max_days_per_year: NotRequired[int | None]
    notes: NotRequired[str | None]


class AgencyExpertise(TypedDict):
    """AgencyExpertise."""

    id: str
    code: str
    name: str
    level: int
    evidence: str | None
    verified_on: str | None
    version: int


class AgencyExpertiseSet(TypedDict):
    """Level 1 to 3 from credentials, not from past INL work."""

    level: int
    evidence: NotRequired[str | None]
    verified_on: NotRequired[str | None]


class AgencyRow(TypedDict):
    """AgencyRow."""

    id: str
    legal_name: str
    kind: AgencyKind
    status: AgencyStatus
    state: str
    city: str | None
    ori_codes: list[str]
    sworn_officers: int | None
    employees: int | None
    mou_status: str | None
    mou_ends_on: str | None
    expertise: list[str]
    archived: bool
    version: int
    updated_at: str


class AgencyUpdate(TypedDict):
    """An agency's own coordinator changes what it wishes to commit; staff change the rest as well."""

    legal_name: NotRequired[str]
    kind: NotRequired[AgencyKind]
    status: NotRequired[AgencyStatus]
    city: NotRequired[str | None]
    county: NotRequired[str | None]
    zip: NotRequired[str | None]
    uei: NotRequired[str | None]
    oris: NotRequired[list[str]]
    state_fips: NotRequired[str | None]
    county_fips: NotRequired[str | None]
    gnis_id: NotRequired[str | None]
    website: NotRequired[str | None]
    population: NotRequired[int | None]
    employees: NotRequired[int | None]
    sworn_officers: NotRequired[int | None]
    max_officers: NotRequired[int | None]
    max_days_per_year: NotRequired[int | None]
    notes: NotRequired[str | None]


class AgreedCost(TypedDict):
    """What the accepted offer put down for a category, beside what other claims of the activity take of it."""

    category: ExpenseCategory
    agreed: Money
    claimed_elsewhere: Money | None


class Agreement(TypedDict):
    """The memorandum that covers the activity."""

    id: str
    reference: str
    status: MouStatus
    last_on: str | None
    outlived: bool


class Alias(TypedDict):
    """Alias."""

    id: str
    country: Link
    alias: str
    kind: str
    version: int
    created_at: str
    updated_at: str


class AliasCreate(TypedDict):
    """AliasCreate."""

    alias: str


class AliasDetail(TypedDict):
    """AliasDetail."""

    id: str
    country: Link
    alias: str
    kind: str
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class Amendment(TypedDict):
    """Amendment."""

    id: str
    mou: MouLink
    sequence: int
    summary: str
    text_sha256: str
    ends_on: str | None
    changes: AmendmentChanges
    effective_on: str
    applied_at: str | None
    inl_signed_on: str
    agency_signed_on: str
    version: int
    created_at: str


class AmendmentChanges(TypedDict):
    """Which terms change, as a merge patch of them."""

    purpose: NotRequired[str]
    authority: NotRequired[str]
    scope_countries: NotRequired[list[str]]
    scope_bureaus: NotRequired[list[str]]
    scope_expertise: NotRequired[list[str]]
    notice_days: NotRequired[int]
    clauses: NotRequired[MouClausesUpdate]


class AmendmentCreate(TypedDict):
    """An amendment that both parties have signed. With `ends_on` it renews, if signed before expiry."""

    summary: str
    text_sha256: str
    effective_on: NotRequired[str | None]
    ends_on: NotRequired[str | None]
    changes: NotRequired[AmendmentChanges]
    inl_signed_on: str
    agency_signed_on: str


class AmendmentDetail(TypedDict):
    """AmendmentDetail."""

    id: str
    mou: MouLink
    sequence: int
    summary: str
    text_sha256: str
    ends_on: str | None
    changes: AmendmentChanges
    effective_on: str
    applied_at: str | None
    inl_signed_on: str
    agency_signed_on: str
    version: int
    created_at: str
    allowed_actions: list[str]


class AnswerFile(TypedDict):
    """`file`: CSV with the columns claim, amount_usd, treasury_reference, on, and where needed outcome and reason."""

    file: str


class Assigned(TypedDict):
    """Assigned."""

    id: str
    officer: Link
    status: AssignmentStatus
    starts_on: str
    ends_on: str
    duty: str | None
    hours: str | None


class AssignedReadiness(TypedDict):
    """AssignedReadiness."""

    assignment_id: str
    officer: Link
    starts_on: str
    ends_on: str
    security_training_applies: bool
    days_in_twelve_months: int | None
    days_in_calendar_year: int | None
    ready: bool
    items: list[ReadinessRequirement]
    activity: ActivityTitle


class Assignment(TypedDict):
    """Assignment."""

    id: str
    activity: Reference
    officer: Link
    status: AssignmentStatus
    starts_on: str
    ends_on: str
    duty: str | None
    hours: str | None
    security_training_applies: bool
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class AssignmentCreate(TypedDict):
    """An officer of the activity's agency. Days left out are the activity's own."""

    officer_id: str
    starts_on: NotRequired[str | None]
    ends_on: NotRequired[str | None]
    duty: NotRequired[str | None]


class AssignmentRow(TypedDict):
    """AssignmentRow."""

    id: str
    activity: Reference
    officer: Link
    status: AssignmentStatus
    starts_on: str
    ends_on: str
    duty: str | None
    hours: str | None
    security_training_applies: bool
    version: int
    created_at: str
    updated_at: str


class AssignmentUpdate(TypedDict):
    """`security_training_applies` is the recorded determination whether FACT and CTAT cover this traveller. `hours` are of work done: they are stated once work has begun, and nothing else changes then but the duty."""

    starts_on: NotRequired[str]
    ends_on: NotRequired[str]
    duty: NotRequired[str | None]
    hours: NotRequired[str | None]
    security_training_applies: NotRequired[bool]


class Attendance(TypedDict):
    """Attendance."""

    attended: bool


class AttendanceRecord(TypedDict):
    """How many came, and for those on the participant list, how many days each attended."""

    people: NotRequired[int | None]
    participants: NotRequired[list[ParticipantDays]]


class AuditEvent(TypedDict):
    """AuditEvent."""

    id: str
    recorded_at: str
    position: int | None
    action: str
    subject_type: str
    subject_id: str
    subject_label: str | None
    actor_id: str | None
    actor_name: str
    actor_role: str | None
    reason: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    request_id: str | None


class Blackout(TypedDict):
    """Blackout."""

    id: str
    agency: Link
    starts_on: str
    ends_on: str
    reason: str | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class BlackoutCreate(TypedDict):
    """From the first day through the last. A reason is never asked for."""

    starts_on: str
    ends_on: str
    reason: NotRequired[str | None]


class BlackoutRow(TypedDict):
    """BlackoutRow."""

    id: str
    agency: Link
    starts_on: str
    ends_on: str
    reason: str | None
    version: int
    created_at: str
    updated_at: str


class BlackoutUpdate(TypedDict):
    """BlackoutUpdate."""

    starts_on: NotRequired[str]
    ends_on: NotRequired[str]
    reason: NotRequired[str | None]


class BoardRow(TypedDict):
    """A request on the board of those who look for agencies."""

    id: str
    reference: str
    title: str
    status: RequestStatus
    modality: Modality
    urgency: Urgency
    post: Link
    countries: list[CountryRef]
    required_expertise: list[ExpertiseRef]
    starts_on: str
    ends_on: str
    headcount: int
    submitted_at: str | None
    version: int
    created_at: str
    updated_at: str
    stage: Literal["draft", "submitted", "to_ask", "waiting", "to_decide", "closed"]
    officers_accepted: int
    asked: int
    awaited: int
    offers: int
    open_questions: int


class Cancellation(TypedDict):
    """What cancelling would bring about now, as far as the caller may see what is concerned."""

    activity_id: str
    version: int
    consequences: list[Consequence]


class CategorySummary(TypedDict):
    """CategorySummary."""

    category: ExpenseCategory
    lines: int
    claimed: Money
    allowed: Money | None
    approved: Money | None


class CertifiableRow(TypedDict):
    """A decided claim in the queue of those who certify."""

    id: str
    reference: str
    kind: ClaimKind
    status: ClaimStatus
    regime: PaymentRegime
    agency: Link
    officer: Link | None
    claimed: Money
    approved: Money
    due_on: str | None
    act_by: str | None
    per_day: Money
    obligation: Reference
    left: Money
    covered: bool
    version: int


class CertificationProblem(TypedDict):
    """CertificationProblem."""

    code: str
    message: str


class Change(TypedDict):
    """Which record changed, and where it is read. Values are read from the record, never from the event."""

    subject: ChangedSubject
    gone: bool
    version: int | None
    status: str | None
    changed: list[str]
    agency_id: str | None
    link: str | None
    record: NotRequired[dict[str, Any] | None]


class ChangedSubject(TypedDict):
    """ChangedSubject."""

    type: FedSubject
    id: str
    label: str | None


class ChecklistDone(TypedDict):
    """ChecklistDone."""

    evidence: NotRequired[str | None]


class ChecklistItem(TypedDict):
    """`gate`: the activity cannot go while this is neither done nor waived; any other late paper only warns. A waiver counts when it lasts through the activity's last day. `settled`: done, or waived so far."""

    id: str
    activity: Reference
    key: str
    title: str
    owner_role: Role
    days_before: int
    day_kind: DayKind
    due_on: str
    gate: bool
    evidence_wanted: str | None
    settled: bool
    done_at: str | None
    evidence: str | None
    waiver: PaperWaiver | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: NotRequired[list[str]]


class ChecklistWaive(TypedDict):
    """Who waives is the approver."""

    reason: str
    expires_on: str


class CitedBy(TypedDict):
    """A line that has the receipt."""

    id: str
    line_number: int


class Claim(TypedDict):
    """Claim."""

    id: str
    reference: str
    kind: ClaimKind
    status: ClaimStatus
    agency: Link
    activity: ActivityLink
    country: Link | None
    officer: Link | None
    instrument: Reference
    regime: PaymentRegime
    obligation: Reference | None
    parent: Reference | None
    period: Period
    actual_expense: ActualExpense | None
    summary: list[CategorySummary]
    claimed: Money
    allowed: Money | None
    approved: Money | None
    disallowed: Money | None
    paid: Money | None
    interest: Money | None
    prepared_by: Link
    signatory_name: str | None
    program_reviewer: Link | None
    finance_reviewer: Link | None
    certifier: Link | None
    submitted_at: str | None
    received_on: str | None
    proper_on: str | None
    returned_on: str | None
    certified_at: str | None
    due_on: str | None
    act_by: str | None
    acts_next: Role | None
    age_days: int | None
    paid_on: str | None
    payment: PaymentLink | None
    warnings: list[str]
    notices: list[Notice]
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class ClaimCertification(TypedDict):
    """What a certifying officer has to know of a decided claim, and the words to be certified (31 USC 3528)."""

    claim: Reference
    status: ClaimStatus
    approved: Money
    disallowed: Money
    obligation: FundsOfClaim
    hands: list[HandOnClaim]
    statement: str
    source: str
    problems: list[CertificationProblem]
    advice: str


class ClaimClock(TypedDict):
    """When a claim is due, and what being late costs: interest or a late fee, never taken from the obligation."""

    claim: Reference
    regime: PaymentRegime
    as_of: str
    received_on: str | None
    proper_on: str | None
    due_on: str | None
    paid_on: str | None
    running: bool
    days_left: int | None
    days_late: int
    principal: Money
    principal_is: Literal["approved", "claimed"]
    charge: LateCharge
    accrued: Money | None
    per_day: Money | None
    rate: InterestRateRow | None
    rule: str
    formula: str | None
    explanation: str


class ClaimCreate(TypedDict):
    """Instrument and obligation are those of the activity. The officer, if any, is who gets paid."""

    activity_id: str
    kind: ClaimKind
    period: PeriodInput
    officer_id: NotRequired[str | None]
    actual_expense: NotRequired[ActualExpenseInput | None]


class ClaimDecide(TypedDict):
    """Lines left out are decided as computed: the allowed amount is approved."""

    lines: NotRequired[list[LineDecision]]


class ClaimReturn(TypedDict):
    """ClaimReturn."""

    defects: list[Defect]


class ClaimReview(TypedDict):
    """The claim with every line and the reason for its amount, in the claim's order."""

    id: str
    reference: str
    kind: ClaimKind
    status: ClaimStatus
    agency: Link
    activity: ActivityLink
    country: Link | None
    officer: Link | None
    instrument: Reference
    regime: PaymentRegime
    obligation: Reference | None
    parent: Reference | None
    period: Period
    actual_expense: ActualExpense | None
    summary: list[CategorySummary]
    claimed: Money
    allowed: Money | None
    approved: Money | None
    disallowed: Money | None
    paid: Money | None
    interest: Money | None
    prepared_by: Link
    signatory_name: str | None
    program_reviewer: Link | None
    finance_reviewer: Link | None
    certifier: Link | None
    submitted_at: str | None
    received_on: str | None
    proper_on: str | None
    returned_on: str | None
    certified_at: str | None
    due_on: str | None
    act_by: str | None
    acts_next: Role | None
    age_days: int | None
    paid_on: str | None
    payment: PaymentLink | None
    warnings: list[str]
    notices: list[Notice]
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]
    agreed: list[AgreedCost]
    lines: list[ReviewLine]


class ClaimRow(TypedDict):
    """ClaimRow."""

    id: str
    reference: str
    kind: ClaimKind
    status: ClaimStatus
    agency: Link
    activity: ActivityLink
    country: Link | None
    officer: Link | None
    period: Period
    lines: int
    claimed: Money
    allowed: Money | None
    approved: Money | None
    submitted_at: str | None
    due_on: str | None
    act_by: str | None
    acts_next: Role | None
    age_days: int | None
    paid_on: str | None
    version: int
    updated_at: str


class ClaimSubmit(TypedDict):
    """The authorized signatory certifies that the claim is true (2 CFR 200.415)."""

    signatory_name: str
    certifies_truth: Literal[True]


class ClaimUpdate(TypedDict):
    """ClaimUpdate."""

    kind: NotRequired[ClaimKind]
    period: NotRequired[PeriodInput]
    officer_id: NotRequired[str | None]
    actual_expense: NotRequired[ActualExpenseInput | None]


class ClaimsByAge(TypedDict):
    """Claims handed in and not paid, but for those that lie with the agency again or were refused."""

    as_of: str
    by: AgeingBy
    total: ClaimsOfAge
    groups: list[ClaimsOfAgeGroup]


class ClaimsOfAge(TypedDict):
    """Approved amounts of decided claims, claimed ones of the others."""

    claims: int
    amount: Money
    buckets: list[AgeBucket]


class ClaimsOfAgeGroup(TypedDict):
    """ClaimsOfAgeGroup."""

    claims: int
    amount: Money
    buckets: list[AgeBucket]
    key: str
    name: str


class Clarification(TypedDict):
    """Clarification."""

    id: str
    request: Reference
    question: str
    answer: str | None
    answered_at: str | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: NotRequired[list[str]]


class ClarificationAnswer(TypedDict):
    """ClarificationAnswer."""

    answer: str


class ClarificationAsk(TypedDict):
    """ClarificationAsk."""

    question: str


class ClauseCap(TypedDict):
    """The most that is repaid, for one kind of cost or, without `category`, for all together."""

    category: NotRequired[ExpenseCategory | None]
    amount: DollarsInput
    per: NotRequired[CapPeriod]


class ClauseContact(TypedDict):
    """Who answers for the memorandum on one side."""

    party: Party
    name: str
    email: NotRequired[str | None]


class ClientTokenCreate(TypedDict):
    """A token of the client, with the client's scopes."""

    name: str
    expires_at: str
    overlap_hours: NotRequired[int | None]


class ClientUsage(TypedDict):
    """ClientUsage."""

    id: str
    day: str
    operation: str
    outcome: UsageOutcome
    requests: int


class CloudEvent(TypedDict):
    """One event in the shape of CloudEvents 1.0."""

    specversion: Literal["1.0"]
    id: str
    source: str
    type: str
    subject: str
    time: str
    datacontenttype: Literal["application/json"]
    sequence: str
    data: Change


class ColumnOfFile(TypedDict):
    """ColumnOfFile."""

    heading: str
    field: str | None
    values: list[str]


class ComparedCost(TypedDict):
    """ComparedCost."""

    category: ExpenseCategory
    amount: Money | None


class ComparedOffer(TypedDict):
    """ComparedOffer."""

    id: str
    version: int
    outreach: Reference
    agency: Link
    status: OutreachStatus
    starts_on: str
    ends_on: str
    working_days: int
    officers: list[ComparedOfficer]
    speakers: list[Speakers]
    costs: list[ComparedCost]
    total: Money
    package_name: str | None
    note: str | None
    activity: Reference | None
    allowed_actions: list[str]


class ComparedOfficer(TypedDict):
    """ComparedOfficer."""

    id: str
    name: str
    languages: list[str] | None
    certified: bool | None


class Comparison(TypedDict):
    """Offers beside one another, the lowest cost first. Who declined or has not answered is not in it."""

    request: Reference
    headcount: int
    categories: list[ExpenseCategory]
    items: list[ComparedOffer]


class ConcernedRecord(TypedDict):
    """ConcernedRecord."""

    kind: str
    id: str
    label: str


class ConfirmationResult(TypedDict):
    """ConfirmationResult."""

    row: int
    line: int | None
    claim: str
    result: RowResult
    code: str | None
    message: str | None
    interest: Money | None


class ConfirmationRow(TypedDict):
    """What the Treasury did with one claim of the run, on `on`. A return says why."""

    claim: str
    outcome: NotRequired[TreasuryOutcome]
    treasury_reference: str
    on: str
    amount: DollarsInput
    reason: NotRequired[str | None]


class Consequence(TypedDict):
    """One thing that follows. `task` is what somebody still has to do afterwards."""

    code: str
    message: str
    task: str | None
    count: int
    amount: Money | None
    records: list[ConcernedRecord]


class Contact(TypedDict):
    """Contact."""

    id: str
    agency: Link
    name: str
    title: str | None
    email: str | None
    phone: str | None
    is_primary: bool
    version: int
    created_at: str
    updated_at: str
    allowed_actions: NotRequired[list[str]]


class ContactCreate(TypedDict):
    """ContactCreate."""

    name: str
    title: NotRequired[str | None]
    email: NotRequired[str | None]
    phone: NotRequired[str | None]
    is_primary: NotRequired[bool]


class ContactUpdate(TypedDict):
    """ContactUpdate."""

    name: NotRequired[str]
    title: NotRequired[str | None]
    email: NotRequired[str | None]
    phone: NotRequired[str | None]
    is_primary: NotRequired[bool]


class CostLine(TypedDict):
    """CostLine."""

    category: ExpenseCategory
    description: str
    amount: MoneyInput


class Country(TypedDict):
    """Country."""

    id: str
    genc3: str
    genc2: str
    name: str
    seed_name: str
    bureau: str
    bureau_name: str
    capital: str | None
    longitude: float
    latitude: float
    valid_from: str | None
    valid_to: str | None
    aliases: list[str]
    posts: list[Link]
    figures: CountryFigures
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class CountryFigures(TypedDict):
    """Counted over what the caller may see; null where the caller may not see any."""

    activities_by_status: dict[str, int] | None
    active_agencies: list[Link]
    open_requests: int | None
    per_diem_locations: list[str] | None


class CountryLink(TypedDict):
    """CountryLink."""

    id: str
    name: str
    genc3: str


class CountryMap(TypedDict):
    """CountryMap."""

    fiscal_year: int
    items: list[CountryOnMap]


class CountryMatch(TypedDict):
    """The one country that a name stands for."""

    id: str
    genc3: str
    genc2: str
    name: str
    bureau: str


class CountryOnMap(TypedDict):
    """CountryOnMap."""

    id: str
    genc3: str
    name: str
    bureau: str
    activities: int
    active_activities: int
    open_requests: int
    reimbursed: Money


class CountryRef(TypedDict):
    """CountryRef."""

    genc3: str
    name: str


class CountryRow(TypedDict):
    """CountryRow."""

    id: str
    genc3: str
    genc2: str
    name: str
    seed_name: str
    bureau: str
    capital: str | None
    longitude: float
    latitude: float
    valid_from: str | None
    valid_to: str | None
    version: int
    updated_at: str


class CountryUpdate(TypedDict):
    """`valid_from` and `valid_to` are the first and the last day of the code."""

    name: NotRequired[str]
    capital: NotRequired[str | None]
    valid_from: NotRequired[str | None]
    valid_to: NotRequired[str | None]


class Credential(TypedDict):
    """Credential."""

    id: str
    officer: Link
    type: ReadinessType
    number: str | None
    issued_on: str
    expires_on: str | None
    evidence: str | None
    given_by_training: bool
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class CredentialCreate(TypedDict):
    """CredentialCreate."""

    type: ReadinessType
    number: NotRequired[str | None]
    issued_on: str
    expires_on: NotRequired[str | None]
    evidence: NotRequired[str | None]


class CredentialRow(TypedDict):
    """CredentialRow."""

    id: str
    officer: Link
    type: ReadinessType
    number: str | None
    issued_on: str
    expires_on: str | None
    evidence: str | None
    given_by_training: bool
    version: int
    created_at: str
    updated_at: str


class CredentialUpdate(TypedDict):
    """The type stays: another kind of credential is another record."""

    number: NotRequired[str | None]
    issued_on: NotRequired[str]
    expires_on: NotRequired[str | None]
    evidence: NotRequired[str | None]


class DayCost(TypedDict):
    """What a day claims and what of it is payable, with the reason."""

    expense_id: str | None
    claimed: Money
    allowed: Money
    rule: str
    formula: str
    text: str


class DayProblem(TypedDict):
    """DayProblem."""

    field: str
    code: str
    message: str


class Defect(TypedDict):
    """Defect."""

    expense_id: NotRequired[str | None]
    message: str


class Delivery(TypedDict):
    """Delivery."""

    id: str
    kind: DeliveryKind
    event_id: str | None
    event_type: str
    status: DeliveryStatus
    attempts: int
    last_status_code: int | None
    last_problem: str | None
    next_attempt_at: str | None
    created_at: str
    finished_at: str | None
    tries: list[DeliveryTry]
    allowed_actions: list[str]


class DeliveryRow(TypedDict):
    """DeliveryRow."""

    id: str
    kind: DeliveryKind
    event_id: str | None
    event_type: str
    status: DeliveryStatus
    attempts: int
    last_status_code: int | None
    last_problem: str | None
    next_attempt_at: str | None
    created_at: str
    finished_at: str | None


class DeliveryTry(TypedDict):
    """DeliveryTry."""

    number: int
    started_at: str
    duration_ms: int
    status_code: int | None
    problem: str | None
    answer: str | None


class DifferenceRow(TypedDict):
    """`before` and `after` hold the amounts, and for per diem the season, as text by their names."""

    id: str
    line: int | None
    difference: RateDifference
    subject: str
    before: dict[str, str | None] | None
    after: dict[str, str | None] | None
    change_percent: str | None
    problems: list[TableProblem]
    warnings: list[TableProblem]


class Document(TypedDict):
    """Document."""

    id: str
    mou: MouLink
    kind: MouDocumentKind
    title: str
    text_sha256: str
    kept_at: str | None
    dated_on: str
    version: int
    created_at: str


class DocumentCreate(TypedDict):
    """What is on file beside the record; its hash tells whether a file is the one meant."""

    kind: MouDocumentKind
    title: str
    text_sha256: str
    kept_at: NotRequired[str | None]
    dated_on: str


class DocumentDetail(TypedDict):
    """DocumentDetail."""

    id: str
    mou: MouLink
    kind: MouDocumentKind
    title: str
    text_sha256: str
    kept_at: str | None
    dated_on: str
    version: int
    created_at: str
    allowed_actions: list[str]


class DollarsInput(TypedDict):
    """More than zero US dollars: instruments and obligations are in no other currency."""

    amount: str
    currency: NotRequired[Literal["USD"]]


class EarlierReceipt(TypedDict):
    """The same file, byte for byte, uploaded before in the same agency."""

    id: str
    file_name: str
    claim: Reference
    created_at: str


class Edition(TypedDict):
    """Edition."""

    id: str
    kind: RateKind
    status: EditionStatus
    effective_from: str
    coverage: EditionCoverage
    file_name: str
    source: str
    changed: int
    new: int
    ended: int
    unchanged: int
    errors: int
    warnings: int
    uploaded_at: str
    uploaded_by: Link | None
    applied_at: str | None
    applied_by: Link | None
    version: int
    scopes: list[str]
    columns: list[str]
    notes: list[str]
    size_bytes: int
    sha256: str
    allowed_actions: list[str]


class EditionRow(TypedDict):
    """`changed` and the other counts are of rows; a row with a warning is counted twice."""

    id: str
    kind: RateKind
    status: EditionStatus
    effective_from: str
    coverage: EditionCoverage
    file_name: str
    source: str
    changed: int
    new: int
    ended: int
    unchanged: int
    errors: int
    warnings: int
    uploaded_at: str
    uploaded_by: Link | None
    applied_at: str | None
    applied_by: Link | None
    version: int


class EditionUpload(TypedDict):
    """`file`: CSV or XLSX with a heading, as State, Defense, GSA and the Treasury publish it or in our own columns."""

    effective_from: str
    kind: NotRequired[RateKind | None]
    coverage: NotRequired[EditionCoverage]
    source: NotRequired[str | None]
    file: str


class EndingAgreement(TypedDict):
    """An agency that is asked or has offered, and whose memorandum ends before the work would."""

    agency: Link
    mou: Reference
    last_on: str


class Enquiry(TypedDict):
    """Enquiry."""

    id: str
    reference: str
    status: EnquiryStatus
    agency_name: str
    state: str
    ori: str | None
    contact_name: str
    contact_title: str | None
    contact_email: str
    contact_phone: str | None
    message: str
    received_at: str
    answer: str | None
    answered_at: str | None
    dismiss_reason: str | None
    agency: Link | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class EnquiryAnswer(TypedDict):
    """EnquiryAnswer."""

    answer: str


class EnquiryConvert(TypedDict):
    """Without `agency_id`, the agency with the same ORI or name is taken; if there is none, a prospect is made."""

    agency_id: NotRequired[str | None]
    kind: NotRequired[AgencyKind | None]


class EnquiryCreate(TypedDict):
    """What an agency asks. The answer is the same for all, and says nothing of what became of it."""

    agency_name: str
    state: str
    ori: NotRequired[str | None]
    contact_name: str
    contact_title: NotRequired[str | None]
    contact_email: str
    contact_phone: NotRequired[str | None]
    message: str
    form_token: str
    website: NotRequired[str]


class EnquiryForm(TypedDict):
    """EnquiryForm."""

    form_token: str
    wait_seconds: int


class EnquiryReceived(TypedDict):
    """EnquiryReceived."""

    received: bool


class EnquiryRow(TypedDict):
    """EnquiryRow."""

    id: str
    reference: str
    status: EnquiryStatus
    agency_name: str
    state: str
    ori: str | None
    contact_name: str
    received_at: str
    agency: Link | None
    version: int
    updated_at: str


class Enrollment(TypedDict):
    """Enrollment."""

    id: str
    session: SessionLink
    officer: Link
    agency: Link
    attended: bool | None
    credential_id: str | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class EnrollmentCreate(TypedDict):
    """EnrollmentCreate."""

    officer_id: str


class EnrollmentRow(TypedDict):
    """EnrollmentRow."""

    id: str
    session: SessionLink
    officer: Link
    agency: Link
    attended: bool | None
    credential_id: str | None
    version: int
    created_at: str
    updated_at: str


class Entry(TypedDict):
    """One movement of money: its postings sum to zero."""

    id: str
    kind: LedgerEntryKind
    reason: str | None
    payment_id: str | None
    postings: list[Posting]
    recorded_at: str
    recorded_by: Link | None


class Evaluation(TypedDict):
    """Evaluation."""

    id: str
    activity: Reference
    participant_id: str | None
    course: str | None
    hours: str | None
    pre_score: str | None
    post_score: str | None
    satisfaction: int | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: NotRequired[list[str]]


class EvaluationCreate(TypedDict):
    """Scores of one participant, or of somebody unnamed: 0 to 100 before and after, satisfaction 1 to 5."""

    participant_id: NotRequired[str | None]
    course: NotRequired[str | None]
    hours: NotRequired[str | None]
    pre_score: NotRequired[str | None]
    post_score: NotRequired[str | None]
    satisfaction: NotRequired[int | None]


class EvaluationUpdate(TypedDict):
    """EvaluationUpdate."""

    course: NotRequired[str | None]
    hours: NotRequired[str | None]
    pre_score: NotRequired[str | None]
    post_score: NotRequired[str | None]
    satisfaction: NotRequired[int | None]


class EventPage(TypedDict):
    """Events in order. A page may hold fewer than `limit`, even none, before the end is reached."""

    items: list[CloudEvent]
    next: str
    has_more: bool


class EventPosition(TypedDict):
    """Read it first, then the lists; then follow from it, and nothing is missed."""

    position: str


class Exchange(TypedDict):
    """Exchange."""

    id: str
    source: str
    version: int
    created_at: str
    currency: str
    rated_on: str
    usd_per_unit: str
    reporting_only: bool
    allowed_actions: list[str]


class ExchangeCreate(TypedDict):
    """US dollars for one unit of the currency on a day."""

    currency: str
    rated_on: str
    usd_per_unit: str
    source: str
    reporting_only: NotRequired[bool]


class ExchangeRow(TypedDict):
    """ExchangeRow."""

    id: str
    source: str
    version: int
    created_at: str
    currency: str
    rated_on: str
    usd_per_unit: str
    reporting_only: bool


class Expense(TypedDict):
    """Expense."""

    id: str
    claim: Reference
    claim_status: ClaimStatus
    line_number: int
    agency: Link
    activity: ActivityLink
    country: Link | None
    officer: Link | None
    category: ExpenseCategory
    service_on: str
    service_ends_on: str | None
    description: str
    amount: Money
    fx_rate: str | None
    fx_source: FxSource | None
    quantity: str | None
    unit_rate: str | None
    tax: Money | None
    location: str | None
    travel_day: TravelDay | None
    meals_furnished: list[Meal]
    receipt_attached: bool
    receipt_id: str | None
    timesheet_id: str | None
    prior_approval: str | None
    duplicate_override_reason: str | None
    claimed: Money
    allowed: Money | None
    approved: Money | None
    disallowed: Money | None
    disallow_code: DisallowCode | None
    disallow_note: str | None
    explanation: Explanation | None
    computation: dict[str, Any] | None
    paid_on: str | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class ExpenseAmount(TypedDict):
    """What the receipt says: at most the decimal places of its currency."""

    amount: str
    currency: str


class ExpenseCreate(TypedDict):
    """A line of a claim. Which of the optional fields a line takes depends on its category. Lodging and M&IE need `location`; mileage `quantity` (miles); salary and overtime `quantity` (hours) and `unit_rate`; fringe and indirect `quantity` (the base) and `unit_rate` (the fraction; indirect may leave it out). Another currency than USD needs `fx_source`, and `fx_rate` unless the source is `rate_table`."""

    claim_id: str
    category: ExpenseCategory
    service_on: str
    service_ends_on: NotRequired[str | None]
    description: str
    amount: ExpenseAmount
    fx_rate: NotRequired[str | None]
    fx_source: NotRequired[FxSource | None]
    quantity: NotRequired[str | None]
    unit_rate: NotRequired[str | None]
    tax: NotRequired[MoneyInput | None]
    location: NotRequired[str | None]
    travel_day: NotRequired[TravelDay | None]
    meals_furnished: NotRequired[list[Meal]]
    officer_id: NotRequired[str | None]
    receipt_id: NotRequired[str | None]
    receipt_attached: NotRequired[bool]
    prior_approval: NotRequired[str | None]


class ExpenseRow(TypedDict):
    """ExpenseRow."""

    id: str
    claim: Reference
    claim_status: ClaimStatus
    line_number: int
    agency: Link
    activity: ActivityLink
    country: Link | None
    officer: Link | None
    category: ExpenseCategory
    service_on: str
    description: str
    amount: Money
    claimed: Money
    allowed: Money | None
    approved: Money | None
    disallow_code: DisallowCode | None
    receipt_attached: bool
    paid_on: str | None
    version: int
    updated_at: str


class ExpenseUpdate(TypedDict):
    """ExpenseUpdate."""

    category: NotRequired[ExpenseCategory]
    service_on: NotRequired[str]
    service_ends_on: NotRequired[str | None]
    description: NotRequired[str]
    amount: NotRequired[ExpenseAmount]
    fx_rate: NotRequired[str | None]
    fx_source: NotRequired[FxSource | None]
    quantity: NotRequired[str | None]
    unit_rate: NotRequired[str | None]
    tax: NotRequired[MoneyInput | None]
    location: NotRequired[str | None]
    travel_day: NotRequired[TravelDay | None]
    meals_furnished: NotRequired[list[Meal]]
    officer_id: NotRequired[str | None]
    receipt_id: NotRequired[str | None]
    receipt_attached: NotRequired[bool]
    prior_approval: NotRequired[str | None]


class Expertise(TypedDict):
    """Expertise."""

    id: str
    code: str
    name: str
    parent: ExpertiseLink | None
    topics: list[Topic]
    definition: str
    source: str | None
    in_seed: bool
    archived: bool
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class ExpertiseCreate(TypedDict):
    """Without `parent_id` an area, with it a topic of that area."""

    code: str
    name: str
    parent_id: NotRequired[str | None]
    definition: str
    source: NotRequired[str | None]


class ExpertiseLink(TypedDict):
    """ExpertiseLink."""

    id: str
    code: str
    name: str


class ExpertiseRef(TypedDict):
    """ExpertiseRef."""

    code: str
    name: str


class ExpertiseRow(TypedDict):
    """ExpertiseRow."""

    id: str
    code: str
    name: str
    parent: ExpertiseLink | None
    definition: str
    in_seed: bool
    archived: bool
    version: int
    updated_at: str


class ExpertiseUpdate(TypedDict):
    """The code stays: agencies' interests and other systems hold it."""

    name: NotRequired[str]
    parent_id: NotRequired[str | None]
    definition: NotRequired[str]
    source: NotRequired[str | None]


class Explanation(TypedDict):
    """How the allowed amount came about; kept with its inputs, so that it can be computed again."""

    rule: str
    formula: str
    text: str
    warnings: list[str]


class Export(TypedDict):
    """Export."""

    id: str
    resource: ExportResource
    format: FileFormat
    query: dict[str, list[str]]
    job: JobLink
    progress: JobProgress
    problem: str | None
    file_name: str
    rows: int | None
    size_bytes: int | None
    sha256: str | None
    ready: bool
    taken_at: str | None
    expires_at: str | None
    version: int
    created_at: str
    updated_at: str
    links: ExportLinks
    allowed_actions: list[str]


class ExportCreate(TypedDict):
    """A list, as `GET /api/v1/{resource}` gives it with these parameters, as one file."""

    resource: ExportResource
    format: FileFormat
    query: NotRequired[dict[str, list[str]]]


class ExportLinks(TypedDict):
    """ExportLinks."""

    job: str
    events: str
    file: str | None


class ExportRow(TypedDict):
    """ExportRow."""

    id: str
    resource: ExportResource
    format: FileFormat
    query: dict[str, list[str]]
    job: JobLink
    progress: JobProgress
    problem: str | None
    file_name: str
    rows: int | None
    size_bytes: int | None
    sha256: str | None
    ready: bool
    taken_at: str | None
    expires_at: str | None
    version: int
    created_at: str
    updated_at: str


class ExportableList(TypedDict):
    """ExportableList."""

    resource: ExportResource
    parameters: list[str]
    fields: list[str]
    sorts: list[str]
    filters: list[ListFilter]
    formats: list[FileFormat]


class ExportableLists(TypedDict):
    """The lists that you may read, and what may be asked of each."""

    items: list[ExportableList]


class ExternalRef(TypedDict):
    """Another system's key for a record."""

    system: str
    key: str


class Fairness(TypedDict):
    """Agencies that had declined before, beside the others of equal score."""

    fiscal_year: int
    quarter: int
    band: int
    items: list[FairnessBand]
    asked_difference: str | None
    accepted_difference: str | None


class FairnessBand(TypedDict):
    """FairnessBand."""

    score: str
    declined_before: FairnessCounts
    others: FairnessCounts


class FairnessCounts(TypedDict):
    """FairnessCounts."""

    eligible: int
    asked: int
    offered: int
    accepted: int


class FieldOfKind(TypedDict):
    """FieldOfKind."""

    name: str
    required: bool
    key: bool
    headings: list[str]


class FiscalStrip(TypedDict):
    """One line of accounting data, as the financial system writes it."""

    appropriation: str
    allotment: NotRequired[str | None]
    organization: NotRequired[str | None]
    object_class: NotRequired[str | None]


class Forecast(TypedDict):
    """When the paperwork could be ready if whatever is outstanding were begun today, and what it then waits for."""

    ready_on: str
    on_time: bool
    days_late: int
    waits_for: list[str]
    outstanding: int


class ForeignParticipant(TypedDict):
    """ForeignParticipant."""

    id: str
    country: Link
    unit: Link | None
    name: str
    rank: str | None
    sex: Sex
    version: int
    created_at: str
    updated_at: str
    birth_date: str | None
    birth_place: str | None
    allowed_actions: list[str]


class ForeignParticipantCreate(TypedDict):
    """Birth data is needed for vetting, and shown to nobody but the post."""

    country: str
    name: str
    unit_id: NotRequired[str | None]
    rank: NotRequired[str | None]
    sex: NotRequired[Sex]
    birth_date: NotRequired[str | None]
    birth_place: NotRequired[str | None]


class ForeignParticipantCreated(TypedDict):
    """Without birth data: it is with the record, and not in answers that are kept for retries."""

    id: str
    country: Link
    unit: Link | None
    name: str
    rank: str | None
    sex: Sex
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class ForeignParticipantRow(TypedDict):
    """ForeignParticipantRow."""

    id: str
    country: Link
    unit: Link | None
    name: str
    rank: str | None
    sex: Sex
    version: int
    created_at: str
    updated_at: str


class ForeignParticipantUpdate(TypedDict):
    """ForeignParticipantUpdate."""

    name: NotRequired[str]
    unit_id: NotRequired[str | None]
    rank: NotRequired[str | None]
    sex: NotRequired[Sex]
    birth_date: NotRequired[str | None]
    birth_place: NotRequired[str | None]


class Funds(TypedDict):
    """Funds."""

    obligated: Money
    paid: Money
    unliquidated: Money


class FundsOfClaim(TypedDict):
    """FundsOfClaim."""

    id: str
    reference: str
    fund: str
    status: ObligationStatus
    available_to: str
    cancels_on: str
    unliquidated: Money
    promised: Money
    left: Money


class Gate(TypedDict):
    """One condition of the go-ahead. `message` says what to do when it does not hold."""

    code: str
    field: str
    passes: bool
    message: str


class Gates(TypedDict):
    """Gates."""

    go: bool
    gates: list[Gate]
    unready_assignments: list[UnreadyAssignment]
    warnings: list[LateWarning]
    forecast: Forecast | None


class HandOnClaim(TypedDict):
    """HandOnClaim."""

    duty: Literal["preparer", "program_reviewer", "finance_reviewer", "certifier", "obligation_approver"]
    person: Link | None


class Import(TypedDict):
    """An import. Its counts are of the rows done so far; `dry_run` counts what would be done."""

    id: str
    kind: ImportKind
    mode: ImportMode
    dry_run: bool
    all_or_nothing: bool
    source: str
    file_name: str | None
    stated: dict[str, Any]
    found: Layout | None
    size_bytes: int
    received_bytes: int
    job: JobLink | None
    problem: str | None
    outcome: ImportOutcome | None
    records: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    refused: int
    warned: int
    ignored: int
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class ImportColumns(TypedDict):
    """The columns of a file and what they are taken for, by what was stated and by their usual names."""

    problem: str | None
    columns: list[ColumnOfFile]
    missing: list[str]


class ImportRow(TypedDict):
    """ImportRow."""

    id: str
    kind: ImportKind
    mode: ImportMode
    dry_run: bool
    file_name: str | None
    job: JobLink | None
    outcome: ImportOutcome | None
    records: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    refused: int
    warned: int
    version: int
    created_at: str
    updated_at: str


class ImportRun(TypedDict):
    """Another run over a file that is here, such as the real one after a dry one. What is left out stays as it was stated before."""

    dry_run: NotRequired[bool]
    mapping: NotRequired[dict[str, str | None] | None]
    defaults: NotRequired[dict[str, str] | None]


class ImportStart(TypedDict):
    """ImportStart."""

    mode: NotRequired[ImportMode]
    all_or_nothing: NotRequired[bool]
    source: NotRequired[str]
    encoding: NotRequired[str | None]
    delimiter: NotRequired[str | None]
    decimal: NotRequired[Literal[".", ","]]
    dates: NotRequired[Literal["yyyy-mm-dd", "dd.mm.yyyy", "mm/dd/yyyy", "dd/mm/yyyy"] | None]
    sheet: NotRequired[str | None]
    kind: ImportKind
    dry_run: NotRequired[bool]
    file_name: NotRequired[str | None]
    template: NotRequired[str | None]
    like: NotRequired[str | None]
    mapping: NotRequired[dict[str, str | None]]
    defaults: NotRequired[dict[str, str]]


class ImportedRow(TypedDict):
    """What became of one row, or in a dry run would become of it."""

    id: str
    number: int
    line: int
    outcome: RowOutcome
    target_id: str | None
    issues: list[Issue]
    changes: dict[str, list[Any]]


class Instructor(TypedDict):
    """Instructor."""

    id: str
    officer: Link | None
    participant: Link | None
    topic: str | None
    confirmed_at: str | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class InstructorCreate(TypedDict):
    """Exactly one of the two: an officer of a partner agency, or a senior officer of a partner country. An agency nominates its own officers, which the programme confirms."""

    officer_id: NotRequired[str | None]
    participant_id: NotRequired[str | None]
    topic: NotRequired[str | None]


class InstructorRow(TypedDict):
    """InstructorRow."""

    id: str
    officer: Link | None
    participant: Link | None
    topic: str | None
    confirmed_at: str | None
    version: int
    created_at: str
    updated_at: str


class Instrument(TypedDict):
    """Instrument."""

    id: str
    number: str
    kind: InstrumentKind
    regime: PaymentRegime
    agency: Link
    mou: Reference | None
    ceiling: Money
    obligated: Money | None
    unliquidated: Money | None
    performance_starts_on: str
    performance_ends_on: str
    travel_basis: TravelBasis
    salary_reimbursable: bool
    signed_at: str | None
    fiscal_strips: list[FiscalStrip]
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class InstrumentCreate(TypedDict):
    """Staff choose kind and regime; combinations that the law does not know are refused."""

    agency_id: str
    mou_id: NotRequired[str | None]
    number: str
    kind: InstrumentKind
    regime: PaymentRegime
    ceiling: DollarsInput
    performance_starts_on: str
    performance_ends_on: str
    travel_basis: NotRequired[TravelBasis]
    salary_reimbursable: NotRequired[bool]
    fiscal_strips: NotRequired[list[FiscalStrip]]


class InstrumentRow(TypedDict):
    """InstrumentRow."""

    id: str
    number: str
    kind: InstrumentKind
    regime: PaymentRegime
    agency: Link
    mou: Reference | None
    ceiling: Money
    performance_starts_on: str
    performance_ends_on: str
    signed_at: str | None
    version: int
    updated_at: str


class InstrumentSignature(TypedDict):
    """InstrumentSignature."""

    signed_at: NotRequired[str | None]


class InstrumentUpdate(TypedDict):
    """Once signed, only the ceiling, the end of performance and the accounting data can be modified."""

    mou_id: NotRequired[str | None]
    number: NotRequired[str]
    kind: NotRequired[InstrumentKind]
    regime: NotRequired[PaymentRegime]
    ceiling: NotRequired[DollarsInput]
    performance_starts_on: NotRequired[str]
    performance_ends_on: NotRequired[str]
    travel_basis: NotRequired[TravelBasis]
    salary_reimbursable: NotRequired[bool]
    fiscal_strips: NotRequired[list[FiscalStrip]]


class Interest(TypedDict):
    """Interest."""

    id: str
    source: str
    version: int
    created_at: str
    effective_from: str
    effective_to: str | None
    percent: str
    allowed_actions: list[str]


class InterestCreate(TypedDict):
    """InterestCreate."""

    effective_from: str
    effective_to: NotRequired[str | None]
    source: str
    percent: str


class InterestRateRow(TypedDict):
    """The published rate in force on the day after the due date, in percent a year."""

    id: str
    percent: str
    effective_from: str
    source: str


class InterestRow(TypedDict):
    """InterestRow."""

    id: str
    source: str
    version: int
    created_at: str
    effective_from: str
    effective_to: str | None
    percent: str


class Interests(TypedDict):
    """Interests."""

    modalities: list[Modality]
    countries: list[str]
    bureaus: list[str]
    expertise: list[str]
    version: int


class InterestsSet(TypedDict):
    """What the agency wishes to do. An empty list is open to all."""

    modalities: NotRequired[list[Modality]]
    countries: NotRequired[list[str]]
    bureaus: NotRequired[list[str]]
    expertise: NotRequired[list[str]]


class Issue(TypedDict):
    """Issue."""

    code: str
    severity: Literal["error", "warning", "note"]
    column: str | None
    value: str | None
    message: str
    fix: str | None


class ItineraryCreate(TypedDict):
    """One point of the programme, in the local time of the place."""

    held_on: str
    starts_at: NotRequired[str | None]
    ends_at: NotRequired[str | None]
    title: str
    venue: NotRequired[str | None]
    host: NotRequired[str | None]


class ItineraryItem(TypedDict):
    """ItineraryItem."""

    id: str
    activity: Reference
    held_on: str
    starts_at: str | None
    ends_at: str | None
    title: str
    venue: str | None
    host: str | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: NotRequired[list[str]]


class ItineraryUpdate(TypedDict):
    """ItineraryUpdate."""

    held_on: NotRequired[str]
    starts_at: NotRequired[str | None]
    ends_at: NotRequired[str | None]
    title: NotRequired[str]
    venue: NotRequired[str | None]
    host: NotRequired[str | None]


class Job(TypedDict):
    """Job."""

    id: str
    kind: JobKind
    status: JobStatus
    subject_id: str
    progress: JobProgress
    attempts: int
    cancel_requested: bool
    problem: str | None
    links: JobLinks
    started_at: str | None
    finished_at: str | None
    version: int
    created_at: str
    updated_at: str
    created_by: str | None
    allowed_actions: list[str]


class JobLink(TypedDict):
    """JobLink."""

    id: str
    status: JobStatus


class JobLinks(TypedDict):
    """JobLinks."""

    subject: str
    events: str


class JobProgress(TypedDict):
    """JobProgress."""

    done: int
    total: int | None


class JobRow(TypedDict):
    """JobRow."""

    id: str
    kind: JobKind
    status: JobStatus
    subject_id: str
    progress: JobProgress
    attempts: int
    cancel_requested: bool
    problem: str | None
    links: JobLinks
    started_at: str | None
    finished_at: str | None
    version: int
    created_at: str
    updated_at: str


class KindOfImport(TypedDict):
    """KindOfImport."""

    kind: ImportKind
    allowed: bool
    fields: list[FieldOfKind]
    defaults: list[str]


class KindsOfImport(TypedDict):
    """KindsOfImport."""

    items: list[KindOfImport]


class LabourLine(TypedDict):
    """What the sheet claims in one category, and what of it is payable, with the reason."""

    expense_id: str | None
    category: ExpenseCategory
    claimed: Money
    allowed: Money
    rule: str
    formula: str
    text: str


class LateWarning(TypedDict):
    """A missed lead time. It never blocks."""

    code: str
    field: str
    message: str


class Layout(TypedDict):
    """How the file was read."""

    format: Literal["csv", "jsonl", "xlsx"]
    encoding: NotRequired[str | None]
    delimiter: NotRequired[str | None]
    sheet: NotRequired[str | None]
    headings: list[str]
    mapping: dict[str, str]


class LineDecision(TypedDict):
    """LineDecision."""

    expense_id: str
    approved_amount: MoneyInput
    disallow_code: NotRequired[DisallowCode | None]
    note: NotRequired[str | None]


class Link(TypedDict):
    """Link."""

    id: str
    name: str


class ListFilter(TypedDict):
    """ListFilter."""

    name: str
    values: FilterValues
    choices: list[str]
    many: bool
    description: str


class MarkedCount(TypedDict):
    """MarkedCount."""

    marked: int


class MatchCandidate(TypedDict):
    """MatchCandidate."""

    agency: MatchedAgency
    rank: int
    score: str
    parts: list[MatchPart]
    explanation: str
    contacted: bool


class MatchIneligible(TypedDict):
    """MatchIneligible."""

    agency: MatchedAgency
    reasons: list[MatchReason]


class MatchPart(TypedDict):
    """MatchPart."""

    part: str
    points: str
    maximum: str
    explanation: str


class MatchReason(TypedDict):
    """MatchReason."""

    code: str
    message: str


class MatchReplay(TypedDict):
    """The ranking computed again from its stored inputs."""

    identical: bool
    stored_sha256: str
    replayed_sha256: str


class MatchRun(TypedDict):
    """A ranking as it was made. Whether an agency has been asked since is looked up anew."""

    id: str
    request: Reference
    rules_version: str
    weights: dict[str, str]
    need: dict[str, Any]
    candidates: list[MatchCandidate]
    ineligible: list[MatchIneligible]
    without_mou: int
    created_at: str
    version: int
    allowed_actions: list[str]


class MatchRunRow(TypedDict):
    """MatchRunRow."""

    id: str
    request: Reference
    rules_version: str
    weights_version: str
    eligible: int
    ineligible: int
    without_mou: int
    created_at: str


class MatchedAgency(TypedDict):
    """MatchedAgency."""

    id: str
    name: str
    state: str


class Me(TypedDict):
    """Me."""

    id: str
    name: str
    email: str
    roles: list[Role]
    permissions: list[str]
    agency: Link | None
    officer: Link | None
    post: Link | None


class Mie(TypedDict):
    """Mie."""

    id: str
    source: str
    version: int
    created_at: str
    effective_from: str
    effective_to: str | None
    scope: MieScope
    total: Money
    breakfast: Money
    lunch: Money
    dinner: Money
    incidentals: Money
    allowed_actions: list[str]


class MieCreate(TypedDict):
    """The total is the sum of the four parts."""

    effective_from: str
    effective_to: NotRequired[str | None]
    source: str
    scope: MieScope
    breakfast: MoneyInput
    lunch: MoneyInput
    dinner: MoneyInput
    incidentals: MoneyInput


class MieRow(TypedDict):
    """MieRow."""

    id: str
    source: str
    version: int
    created_at: str
    effective_from: str
    effective_to: str | None
    scope: MieScope
    total: Money
    breakfast: Money
    lunch: Money
    dinner: Money
    incidentals: Money


class Mileage(TypedDict):
    """Mileage."""

    id: str
    source: str
    version: int
    created_at: str
    effective_from: str
    effective_to: str | None
    mode: VehicleMode
    usd_per_mile: str
    allowed_actions: list[str]


class MileageCreate(TypedDict):
    """MileageCreate."""

    effective_from: str
    effective_to: NotRequired[str | None]
    source: str
    mode: VehicleMode
    usd_per_mile: str


class MileageRow(TypedDict):
    """MileageRow."""

    id: str
    source: str
    version: int
    created_at: str
    effective_from: str
    effective_to: str | None
    mode: VehicleMode
    usd_per_mile: str


class Money(TypedDict):
    """An exact amount as a string, with its ISO 4217 currency."""

    amount: str
    currency: str


class MoneyInput(TypedDict):
    """MoneyInput."""

    amount: str
    currency: NotRequired[str]


class MonthlyTotal(TypedDict):
    """MonthlyTotal."""

    month: str
    amount: Money


class Mou(TypedDict):
    """Mou."""

    id: str
    number: str
    agency: Link
    title: str
    purpose: str
    authority: str
    status: MouStatus
    scope_countries: list[str]
    scope_bureaus: list[str]
    scope_expertise: list[str]
    effective_on: str | None
    ends_on: str | None
    notice_days: int
    notice_given_on: str | None
    notice_reason: str | None
    terminates_on: str | None
    last_on: str | None
    suspended_on: str | None
    suspension_reason: str | None
    agency_concurred_at: str | None
    open_comments: int
    inl_signed_on: str | None
    agency_signed_on: str | None
    clauses: MouClauses
    documents: list[MouDocumentSummary]
    amendments: int
    renewal_prompts: list[str]
    prompts: list[MouPrompt]
    outlived_by: list[PlannedWork]
    external_refs: list[ExternalRef]
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class MouClauses(TypedDict):
    """What the text says, as data. A clause that is null is not in the text."""

    voluntary: NotRequired[bool]
    no_obligation_of_funds: NotRequired[bool]
    modalities: NotRequired[list[Modality]]
    caps: NotRequired[list[ClauseCap]]
    reimbursable_categories: NotRequired[list[ExpenseCategory]]
    salary_reimbursable: NotRequired[bool]
    liability: NotRequired[str | None]
    insurance: NotRequired[str | None]
    intellectual_property: NotRequired[str | None]
    publicity: NotRequired[str | None]
    privacy: NotRequired[str | None]
    records_audit: NotRequired[str | None]
    disputes: NotRequired[str | None]
    contacts: NotRequired[list[ClauseContact]]


class MouClausesUpdate(TypedDict):
    """MouClausesUpdate."""

    voluntary: NotRequired[bool]
    no_obligation_of_funds: NotRequired[bool]
    modalities: NotRequired[list[Modality]]
    caps: NotRequired[list[ClauseCap]]
    reimbursable_categories: NotRequired[list[ExpenseCategory]]
    salary_reimbursable: NotRequired[bool]
    liability: NotRequired[str | None]
    insurance: NotRequired[str | None]
    intellectual_property: NotRequired[str | None]
    publicity: NotRequired[str | None]
    privacy: NotRequired[str | None]
    records_audit: NotRequired[str | None]
    disputes: NotRequired[str | None]
    contacts: NotRequired[list[ClauseContact]]


class MouComment(TypedDict):
    """A point of the text that a party wants settled; kept with the event."""

    comment: str


class MouCreate(TypedDict):
    """A draft. It needs a scope before it is sent; without `effective_on` it starts on the second signature."""

    agency_id: str
    number: NotRequired[str | None]
    title: str
    purpose: str
    authority: str
    scope_countries: NotRequired[list[str]]
    scope_bureaus: NotRequired[list[str]]
    scope_expertise: NotRequired[list[str]]
    effective_on: NotRequired[str | None]
    ends_on: NotRequired[str | None]
    notice_days: NotRequired[int | None]
    clauses: NotRequired[MouClauses]


class MouDocumentSummary(TypedDict):
    """MouDocumentSummary."""

    id: str
    kind: MouDocumentKind
    title: str
    kept_at: str | None
    dated_on: str


class MouLink(TypedDict):
    """MouLink."""

    id: str
    reference: str
    title: str


class MouNotice(TypedDict):
    """Either party ends the memorandum. It lasts through its days of notice."""

    reason: str
    given_on: NotRequired[str | None]


class MouPrompt(TypedDict):
    """A reminder about renewal: when it is due, and when it was sent."""

    days_before: int
    due_at: str
    sent_at: str | None
    superseded_at: str | None


class MouRow(TypedDict):
    """MouRow."""

    id: str
    number: str
    agency: Link
    title: str
    status: MouStatus
    scope_countries: list[str]
    scope_bureaus: list[str]
    scope_expertise: list[str]
    effective_on: str | None
    ends_on: str | None
    last_on: str | None
    version: int
    updated_at: str


class MouSignature(TypedDict):
    """A signature on the text, as it was given on paper."""

    party: Party
    signed_on: str


class MouTerms(TypedDict):
    """What the text says on a day."""

    mou: MouLink
    on: str
    within_term: bool
    amendments: list[int]
    purpose: str
    authority: str
    scope_countries: list[str]
    scope_bureaus: list[str]
    scope_expertise: list[str]
    ends_on: str | None
    notice_days: int
    clauses: MouClauses


class MouUpdate(TypedDict):
    """Drafts and texts under negotiation can be changed; later, only by amendment."""

    title: NotRequired[str]
    purpose: NotRequired[str]
    authority: NotRequired[str]
    scope_countries: NotRequired[list[str]]
    scope_bureaus: NotRequired[list[str]]
    scope_expertise: NotRequired[list[str]]
    effective_on: NotRequired[str | None]
    ends_on: NotRequired[str | None]
    notice_days: NotRequired[int]
    clauses: NotRequired[MouClausesUpdate]


class Mute(TypedDict):
    """Mute."""

    id: str
    kind: str | None
    subject_type: str | None
    subject_id: str | None
    label: str
    until: str


class MuteCreate(TypedDict):
    """Name either a `kind` or a `subject`."""

    until: str
    kind: NotRequired[str | None]
    subject: NotRequired[MuteSubject | None]


class MuteDetail(TypedDict):
    """MuteDetail."""

    id: str
    kind: str | None
    subject_type: str | None
    subject_id: str | None
    label: str
    until: str
    allowed_actions: list[str]


class MuteSubject(TypedDict):
    """MuteSubject."""

    type: str
    id: str


class NewToken(TypedDict):
    """NewToken."""

    id: str
    name: str
    prefix: str
    scopes: list[str]
    expires_at: str
    revoked: bool
    last_used_at: str | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: NotRequired[list[str]]
    token: str


class NewWebhook(TypedDict):
    """NewWebhook."""

    id: str
    url: str
    description: str
    event_types: list[str]
    subject_types: list[FedSubject]
    include_record: bool
    status: WebhookStatus
    disabled_reason: DisabledReason | None
    failing_since: str | None
    former_secret_until: str | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]
    secret: str


class NewestCase(TypedDict):
    """NewestCase."""

    id: str
    reference: str
    status: VettingStatus
    valid_to: str | None


class Night(TypedDict):
    """Night."""

    expense_id: str | None
    claimed: Money
    allowed: Money
    rule: str
    formula: str
    text: str
    amount: Money
    fx_source: FxSource | None
    fx_rate: str | None
    tax: Money | None
    receipt_attached: bool


class NightInput(TypedDict):
    """What a night cost."""

    amount: ExpenseAmount
    fx_source: NotRequired[FxSource | None]
    fx_rate: NotRequired[str | None]
    tax: NotRequired[MoneyInput | None]
    receipt_attached: NotRequired[bool]


class Notice(TypedDict):
    """Notice."""

    id: str
    kind: NoticeKind
    items: list[NoticeItem]
    created_at: str


class NoticeItem(TypedDict):
    """A defect of a returned claim, or a line that is not paid in full, with the reason for every cent."""

    expense_id: NotRequired[str | None]
    line_number: NotRequired[int | None]
    message: str
    claimed: NotRequired[Money | None]
    approved: NotRequired[Money | None]
    disallowed: NotRequired[Money | None]
    disallow_code: NotRequired[DisallowCode | None]


class Notification(TypedDict):
    """Notification."""

    id: str
    kind: str
    topic: NotificationTopic
    title: str
    body: str
    link: str
    subject: NotificationSubject
    muted: bool
    created_at: str
    read_at: str | None


class NotificationDetail(TypedDict):
    """NotificationDetail."""

    id: str
    kind: str
    topic: NotificationTopic
    title: str
    body: str
    link: str
    subject: NotificationSubject
    muted: bool
    created_at: str
    read_at: str | None
    allowed_actions: list[str]


class NotificationSubject(TypedDict):
    """The record that a message is about."""

    type: str
    id: str
    label: str | None


class Obligation(TypedDict):
    """Obligation."""

    id: str
    document_number: str
    instrument: Reference
    agency: Link
    fund: str
    status: ObligationStatus
    available_from: str
    available_to: str
    cancels_on: str
    obligated: Money
    paid: Money
    deobligated: Money
    unliquidated: Money
    version: int
    updated_at: str
    approved_by: Link | None
    external_refs: list[ExternalRef]
    created_at: str
    allowed_actions: list[str]


class ObligationAdjust(TypedDict):
    """More money, or less when the amount is negative: to correct what was recorded."""

    amount: SignedDollarsInput
    reason: str


class ObligationCreate(TypedDict):
    """Money set aside under a signed instrument. Whoever records it approves it and can never certify against it."""

    instrument_id: str
    document_number: str
    fund: str
    available_from: str
    available_to: str
    amount: DollarsInput


class ObligationDeobligate(TypedDict):
    """Release money that will not be needed."""

    amount: DollarsInput
    reason: str


class ObligationLink(TypedDict):
    """ObligationLink."""

    id: str
    reference: str
    unliquidated: Money


class ObligationRow(TypedDict):
    """ObligationRow."""

    id: str
    document_number: str
    instrument: Reference
    agency: Link
    fund: str
    status: ObligationStatus
    available_from: str
    available_to: str
    cancels_on: str
    obligated: Money
    paid: Money
    deobligated: Money
    unliquidated: Money
    version: int
    updated_at: str


class Offer(TypedDict):
    """Offer."""

    id: str
    outreach: Reference
    request: OutreachRequest
    agency: Link
    status: OutreachStatus
    starts_on: str
    ends_on: str
    officers: list[Link]
    cost_lines: list[OfferCost]
    total: Money
    package_name: str | None
    note: str | None
    pass_over_code: PassOverCode | None
    activity: Reference | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class OfferCost(TypedDict):
    """OfferCost."""

    category: ExpenseCategory
    description: str
    amount: Money


class OfferCreate(TypedDict):
    """Whom the agency nominates, when, and what it costs. Nominations come from the agency, never the person."""

    outreach_id: str
    officers: list[str]
    starts_on: str
    ends_on: str
    cost_lines: NotRequired[list[CostLine]]
    package_id: NotRequired[str | None]
    note: NotRequired[str | None]


class OfferPassOver(TypedDict):
    """OfferPassOver."""

    code: PassOverCode


class OfferRow(TypedDict):
    """OfferRow."""

    id: str
    outreach: Reference
    request: OutreachRequest
    agency: Link
    status: OutreachStatus
    starts_on: str
    ends_on: str
    officers: int
    total: Money
    version: int
    created_at: str
    updated_at: str


class Offering(TypedDict):
    """Offering."""

    id: str
    academy: Link
    program: OfferingProgram
    title: str
    expertise: ExpertiseLink | None
    starts_on: str
    ends_on: str
    seats: int
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class OfferingCreate(TypedDict):
    """OfferingCreate."""

    program: OfferingProgram
    title: str
    expertise: NotRequired[str | None]
    starts_on: str
    ends_on: str
    seats: int


class OfferingRow(TypedDict):
    """OfferingRow."""

    id: str
    academy: Link
    program: OfferingProgram
    title: str
    expertise: ExpertiseLink | None
    starts_on: str
    ends_on: str
    seats: int
    version: int
    created_at: str
    updated_at: str


class OfferingUpdate(TypedDict):
    """OfferingUpdate."""

    program: NotRequired[OfferingProgram]
    title: NotRequired[str]
    expertise: NotRequired[str | None]
    starts_on: NotRequired[str]
    ends_on: NotRequired[str]
    seats: NotRequired[int]


class Officer(TypedDict):
    """Officer."""

    id: str
    name: str
    rank: str | None
    email: str | None
    agency: Link
    languages: list[str]
    archived: bool
    external_refs: list[ExternalRef]
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class OfficerCreate(TypedDict):
    """An officer of the caller's own agency: nominations come from the home agency."""

    name: str
    rank: NotRequired[str | None]
    email: NotRequired[str | None]
    languages: NotRequired[list[str]]


class OfficerReadiness(TypedDict):
    """Of every assignment that is not over, soonest first."""

    officer_id: str
    assignments: list[AssignedReadiness]


class OfficerRow(TypedDict):
    """OfficerRow."""

    id: str
    name: str
    rank: str | None
    agency: Link
    languages: list[str]
    archived: bool
    version: int
    updated_at: str


class OfficerUpdate(TypedDict):
    """OfficerUpdate."""

    name: NotRequired[str]
    rank: NotRequired[str | None]
    email: NotRequired[str | None]
    languages: NotRequired[list[str]]


class Outreach(TypedDict):
    """`decline_reason` is there for the agency and auditors only, `chosen_reason` for staff and auditors only."""

    id: str
    reference: str
    request: OutreachRequest
    agency: Link
    status: OutreachStatus
    message: str | None
    chosen_reason: NotRequired[str | None]
    starts_on: str
    ends_on: str
    sent_at: str
    due_at: str
    replied_at: str | None
    late: bool
    decline_reason: NotRequired[str | None]
    pass_over_code: PassOverCode | None
    offer_id: str | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class OutreachCreate(TypedDict):
    """Asks one agency. `chosen_reason` is needed when it is not the next in rank."""

    request_id: str
    agency_id: str
    message: NotRequired[str | None]
    chosen_reason: NotRequired[str | None]


class OutreachReply(TypedDict):
    """A reason is never asked for, and those who choose never see it."""

    answer: Literal["interested", "declined"]
    reason: NotRequired[str | None]


class OutreachRequest(TypedDict):
    """OutreachRequest."""

    id: str
    reference: str
    title: str


class OutreachRow(TypedDict):
    """OutreachRow."""

    id: str
    reference: str
    request: OutreachRequest
    agency: Link
    status: OutreachStatus
    sent_at: str
    due_at: str
    replied_at: str | None
    late: bool
    offer_id: str | None
    version: int
    updated_at: str


class Overview(TypedDict):
    """Figures of one fiscal year as far as the actor may see them."""

    fiscal_year: int
    partner_agencies: int
    active_mous: int
    mous_expiring_in_90_days: int
    countries_engaged: int
    open_requests: int
    median_days_to_fill: int | None
    activities_by_status: dict[str, int]
    funds: Funds | None
    paid_by_month: list[MonthlyTotal]


class Package(TypedDict):
    """Package."""

    id: str
    agency: Link
    name: str
    description: str | None
    modality: Modality
    expertise: ExpertiseLink | None
    officers: int
    days: int
    cost_lines: list[OfferCost]
    total: Money
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class PackageCreate(TypedDict):
    """The total is the sum of the cost lines, all in US dollars."""

    name: str
    description: NotRequired[str | None]
    modality: Modality
    expertise: NotRequired[str | None]
    officers: int
    days: int
    cost_lines: NotRequired[list[CostLine]]


class PackageRow(TypedDict):
    """PackageRow."""

    id: str
    agency: Link
    name: str
    description: str | None
    modality: Modality
    expertise: ExpertiseLink | None
    officers: int
    days: int
    cost_lines: list[OfferCost]
    total: Money
    version: int
    created_at: str
    updated_at: str


class PackageUpdate(TypedDict):
    """PackageUpdate."""

    name: NotRequired[str]
    description: NotRequired[str | None]
    modality: NotRequired[Modality]
    expertise: NotRequired[str | None]
    officers: NotRequired[int]
    days: NotRequired[int]
    cost_lines: NotRequired[list[CostLine]]


class PaperWaiver(TypedDict):
    """PaperWaiver."""

    reason: str
    approved_by: Link
    expires_on: str


class PaperworkTemplate(TypedDict):
    """PaperworkTemplate."""

    id: str
    modality: Modality
    key: str
    title: str
    owner_role: Role
    days_before: int
    day_kind: DayKind
    post_lead: bool
    gate: bool
    evidence_wanted: str | None
    effective_from: str
    retired: bool
    source: str
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class PaperworkTemplateCreate(TypedDict):
    """One paper of a modality from `effective_from` on; it takes the place of an earlier row of the same `key`. `post_lead`: where a post of the country states its lead time for country clearance, that counts instead of `days_before`. `gate`: the activity cannot go without it. `retired`: from that day on it is not asked for."""

    modality: Modality
    key: str
    title: str
    owner_role: Literal["program_officer", "finance_reviewer", "agency_coordinator", "officer", "post"]
    days_before: int
    day_kind: NotRequired[DayKind]
    post_lead: NotRequired[bool]
    gate: NotRequired[bool]
    evidence_wanted: NotRequired[str | None]
    effective_from: str
    retired: NotRequired[bool]
    source: str


class PaperworkTemplateRow(TypedDict):
    """PaperworkTemplateRow."""

    id: str
    modality: Modality
    key: str
    title: str
    owner_role: Role
    days_before: int
    day_kind: DayKind
    post_lead: bool
    gate: bool
    evidence_wanted: str | None
    effective_from: str
    retired: bool
    source: str
    version: int
    created_at: str
    updated_at: str


class Participant(TypedDict):
    """`cleared`: person and unit are approved through the activity's last day."""

    id: str
    activity: Reference
    participant: ParticipantPerson
    cleared: bool
    days_attended: int | None
    return_confirmed_on: str | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: NotRequired[list[str]]


class ParticipantAdd(TypedDict):
    """ParticipantAdd."""

    participant_id: str


class ParticipantDays(TypedDict):
    """ParticipantDays."""

    participant_id: str
    days: int


class ParticipantPerson(TypedDict):
    """ParticipantPerson."""

    id: str
    name: str
    rank: str | None
    country: str


class ParticipantUpdate(TypedDict):
    """ParticipantUpdate."""

    return_confirmed_on: NotRequired[str | None]


class Payment(TypedDict):
    """What was paid, and beside it the interest or late fee, which never comes from the obligation."""

    id: str
    claim: Reference
    agency: Link
    obligation: Reference | None
    amount: Money
    interest: Money
    charge: LateCharge
    days_late: int
    explanation: str
    treasury_reference: str
    paid_on: str
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class PaymentConfirm(TypedDict):
    """PaymentConfirm."""

    treasury_reference: str
    paid_on: str


class PaymentLink(TypedDict):
    """PaymentLink."""

    id: str
    treasury_reference: str


class PaymentRow(TypedDict):
    """PaymentRow."""

    id: str
    claim: Reference
    agency: Link
    amount: Money
    interest: Money
    charge: LateCharge
    days_late: int
    treasury_reference: str
    paid_on: str
    updated_at: str


class PaymentRun(TypedDict):
    """`file_sha256` is of the payment file, which is written once, when the run is sent."""

    id: str
    reference: str
    status: PaymentRunStatus
    note: str | None
    lines: int
    pending_lines: int
    returned_lines: int
    total: Money
    paid: Money
    pending: Money
    returned: Money
    interest: Money
    sent_at: str | None
    version: int
    created_at: str
    updated_at: str
    file_sha256: str | None
    made_by: Link | None
    sent_by: Link | None
    allowed_actions: list[str]


class PaymentRunCreate(TypedDict):
    """PaymentRunCreate."""

    claim_ids: list[str]
    note: NotRequired[str | None]


class PaymentRunRow(TypedDict):
    """PaymentRunRow."""

    id: str
    reference: str
    status: PaymentRunStatus
    note: str | None
    lines: int
    pending_lines: int
    returned_lines: int
    total: Money
    paid: Money
    pending: Money
    returned: Money
    interest: Money
    sent_at: str | None
    version: int
    created_at: str
    updated_at: str


class PaymentTimes(TypedDict):
    """PaymentTimes."""

    fiscal_year: int
    by: PaymentTimesBy
    within_days: int
    total: PaymentTimesFigures
    groups: list[PaymentTimesGroup]


class PaymentTimesFigures(TypedDict):
    """Days run from the proper claim to the payment; nine of ten payments took `slow_days` at most."""

    payments: int
    in_time: int
    median_days: int | None
    slow_days: int | None
    longest_days: int | None
    amount: Money
    interest: Money


class PaymentTimesGroup(TypedDict):
    """PaymentTimesGroup."""

    payments: int
    in_time: int
    median_days: int | None
    slow_days: int | None
    longest_days: int | None
    amount: Money
    interest: Money
    key: str
    name: str


class PerDiem(TypedDict):
    """PerDiem."""

    id: str
    source: str
    version: int
    created_at: str
    effective_from: str
    effective_to: str | None
    scope: PerDiemScope
    country: CountryLink | None
    country_name: str
    location: str
    location_code: str | None
    season_start: str
    season_end: str
    lodging: Money
    mie: Money
    withdrawn: bool
    allowed_actions: list[str]


class PerDiemCreate(TypedDict):
    """Name either a partner country by its GENC code, or another country by the name its rates are published under."""

    effective_from: str
    effective_to: NotRequired[str | None]
    source: str
    scope: NotRequired[PerDiemScope]
    country: NotRequired[str | None]
    country_name: NotRequired[str | None]
    location: str
    location_code: NotRequired[str | None]
    season_start: NotRequired[str]
    season_end: NotRequired[str]
    lodging: MoneyInput
    mie: MoneyInput


class PerDiemRow(TypedDict):
    """PerDiemRow."""

    id: str
    source: str
    version: int
    created_at: str
    effective_from: str
    effective_to: str | None
    scope: PerDiemScope
    country: CountryLink | None
    country_name: str
    location: str
    location_code: str | None
    season_start: str
    season_end: str
    lodging: Money
    mie: Money
    withdrawn: bool


class Period(TypedDict):
    """Period."""

    starts_on: str
    ends_on: str


class PeriodInput(TypedDict):
    """Days that the claim covers, both included; for a travel voucher the trip."""

    starts_on: str
    ends_on: str


class PlannedWork(TypedDict):
    """PlannedWork."""

    id: str
    reference: str
    title: str
    status: ActivityStatus
    ends_on: str


class Post(TypedDict):
    """Post."""

    id: str
    name: str
    country: CountryLink
    bureau: str
    clearance_lead_days: int
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class PostRow(TypedDict):
    """PostRow."""

    id: str
    name: str
    country: CountryLink
    bureau: str
    clearance_lead_days: int
    version: int
    created_at: str
    updated_at: str


class PostUpdate(TypedDict):
    """PostUpdate."""

    clearance_lead_days: NotRequired[int]


class Posting(TypedDict):
    """Posting."""

    account: LedgerAccount
    amount: Money


class Preferences(TypedDict):
    """Preferences."""

    delivery: dict[str, NotificationDelivery]
    zone: str
    digest_hour: int
    mail: bool
    version: int


class PreferencesSet(TypedDict):
    """PreferencesSet."""

    delivery: dict[str, NotificationDelivery]
    zone: str
    digest_hour: int


class Progress(TypedDict):
    """Progress."""

    done: int
    total: int
    next_due_on: str | None


class PublicResults(TypedDict):
    """PublicResults."""

    fiscal_year: int
    by: ResultsBy
    smallest_cell: int
    activities: int
    total: ResultMeasures
    groups: list[ResultGroup]
    published_until: str


class PublicYear(TypedDict):
    """Activities that are over, by the year in which they began; payments by the year in which they were made."""

    fiscal_year: int
    activities: int
    countries: int
    agencies: int
    people: int | None
    paid: Money


class PublicYears(TypedDict):
    """PublicYears."""

    published_until: str
    smallest_cell: int
    items: list[PublicYear]


class Question(TypedDict):
    """What a link from a letter shows: the need, and whether an answer is still open."""

    state: Literal["open", "answered", "closed"]
    recipient: str
    agency: str
    title: str
    need: str
    message: str | None
    modality: Modality
    countries: list[str]
    expertise: list[str]
    languages: list[str]
    headcount: int
    starts_on: str
    ends_on: str
    due_at: str
    late: bool


class QuestionAnswered(TypedDict):
    """QuestionAnswered."""

    answer: Literal["interested", "declined"]
    late: bool


class QueuedActivity(TypedDict):
    """QueuedActivity."""

    id: str
    reference: str
    title: str
    status: ActivityStatus
    starts_on: str | None
    ends_on: str | None


class RateRow(TypedDict):
    """The published row that a day was held against."""

    id: str
    scope: PerDiemScope
    country_name: str
    location: str
    season_start: str
    season_end: str
    lodging: Money
    mie: Money
    effective_from: str
    effective_to: str | None
    source: str
    looked_up_on: str


class ReadAll(TypedDict):
    """ReadAll."""

    through: NotRequired[str | None]


class Readiness(TypedDict):
    """Every item that the post, the length of the trip and all days abroad call for."""

    assignment_id: str
    ready: bool
    items: list[ReadinessRequirement]
    allowed_actions: list[str]


class ReadinessItem(TypedDict):
    """What is on file for the assignment. Version 0 while nothing is."""

    type: ReadinessType
    issued_on: str | None
    expires_on: str | None
    evidence: str | None
    waiver: Waiver | None
    version: int


class ReadinessMatrix(TypedDict):
    """Officers by requirements. An officer without an item of a type is not asked for it."""

    activity_id: str
    types: list[ReadinessType]
    ready: int
    officers: list[ReadinessRow]


class ReadinessRequirement(TypedDict):
    """`standing`: met, waived, expires_too_early, issued_too_late, expiry_unknown, waiver_ends_too_early, missing."""

    type: ReadinessType
    through: str
    reason: str
    standing: str
    passes: bool
    message: str
    remedy: str | None
    item: ReadinessItem
    allowed_actions: list[str]


class ReadinessRow(TypedDict):
    """One officer's assignment. Days abroad are of all assignments, this one included; null for work at home."""

    assignment_id: str
    officer: Link
    starts_on: str
    ends_on: str
    security_training_applies: bool
    days_in_twelve_months: int | None
    days_in_calendar_year: int | None
    ready: bool
    items: list[ReadinessRequirement]


class ReadinessSet(TypedDict):
    """Null where the item has no such date."""

    issued_on: str
    expires_on: NotRequired[str | None]
    evidence: NotRequired[str | None]


class ReadinessWaive(TypedDict):
    """ReadinessWaive."""

    reason: str
    expires_on: str


class Reason(TypedDict):
    """Why: kept with the event."""

    reason: str


class Receipt(TypedDict):
    """Receipt."""

    id: str
    claim: Reference
    agency: Link
    file_name: str
    media_type: str
    size_bytes: int
    sha256: str
    has_thumbnail: bool
    expenses: list[CitedBy]
    version: int
    created_at: str
    same_as: list[EarlierReceipt]
    allowed_actions: list[str]


class ReceiptRow(TypedDict):
    """ReceiptRow."""

    id: str
    claim: Reference
    agency: Link
    file_name: str
    media_type: str
    size_bytes: int
    sha256: str
    has_thumbnail: bool
    expenses: list[CitedBy]
    version: int
    created_at: str


class Reference(TypedDict):
    """A record that people know by its short reference."""

    id: str
    reference: str


class ReimbursedGroup(TypedDict):
    """One group. Fields that were not grouped by are absent; `country` is null where an expense names none."""

    country: NotRequired[Link | None]
    agency: NotRequired[Link | None]
    category: NotRequired[ExpenseCategory | None]
    modality: NotRequired[Modality | None]
    fiscal_year: NotRequired[int | None]
    lines: int
    approved: Money


class ReimbursedReport(TypedDict):
    """Groups, largest first, and the total of all groups, also of those beyond `limit`."""

    items: list[ReimbursedGroup]
    groups: int
    lines: int
    total: Money


class Request(TypedDict):
    """`funding_source`, `funds` and `funds_left` are left out for agencies."""

    id: str
    reference: str
    title: str
    need: str
    status: RequestStatus
    modality: Modality
    urgency: Urgency
    post: Link
    countries: list[CountryRef]
    required_expertise: list[ExpertiseRef]
    desired_expertise: list[ExpertiseRef]
    languages: list[str]
    starts_on: str
    ends_on: str
    headcount: int
    trainer_cert_required: bool
    funding_source: NotRequired[str | None]
    funds: NotRequired[Money | None]
    funds_left: NotRequired[Money | None]
    submitted_at: str | None
    validated_at: str | None
    closed_at: str | None
    close_reason: str | None
    unmet_reason: UnmetReason | None
    officers_accepted: int
    fill: Literal["none", "partial", "full"]
    days_to_fill: int | None
    ending_agreements: list[EndingAgreement]
    external_refs: list[ExternalRef]
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class RequestClose(TypedDict):
    """`filled` needs an accepted offer; the other outcomes need a reason. `unfilled`, and `filled` with fewer officers than were needed, keep what stood in the way."""

    outcome: Literal["filled", "unfilled", "cancelled"]
    reason: NotRequired[str | None]
    unmet_reason: NotRequired[UnmetReason | None]


class RequestCreate(TypedDict):
    """A draft. A post raises requests for itself and may leave `post_id` out; without countries, its own is meant."""

    post_id: NotRequired[str | None]
    title: str
    need: str
    modality: Modality
    urgency: NotRequired[Urgency]
    countries: NotRequired[list[str]]
    required_expertise: NotRequired[list[str]]
    desired_expertise: NotRequired[list[str]]
    languages: NotRequired[list[str]]
    starts_on: str
    ends_on: str
    headcount: int
    trainer_cert_required: NotRequired[bool]


class RequestCreated(TypedDict):
    """RequestCreated."""

    id: str
    reference: str
    title: str
    need: str
    status: RequestStatus
    modality: Modality
    urgency: Urgency
    post: Link
    countries: list[CountryRef]
    required_expertise: list[ExpertiseRef]
    desired_expertise: list[ExpertiseRef]
    languages: list[str]
    starts_on: str
    ends_on: str
    headcount: int
    trainer_cert_required: bool
    funding_source: NotRequired[str | None]
    funds: NotRequired[Money | None]
    funds_left: NotRequired[Money | None]
    submitted_at: str | None
    validated_at: str | None
    closed_at: str | None
    close_reason: str | None
    unmet_reason: UnmetReason | None
    officers_accepted: int
    fill: Literal["none", "partial", "full"]
    days_to_fill: int | None
    ending_agreements: list[EndingAgreement]
    external_refs: list[ExternalRef]
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]
    similar: list[RequestLink]


class RequestLink(TypedDict):
    """RequestLink."""

    id: str
    reference: str
    title: str


class RequestRow(TypedDict):
    """RequestRow."""

    id: str
    reference: str
    title: str
    status: RequestStatus
    modality: Modality
    urgency: Urgency
    post: Link
    countries: list[CountryRef]
    required_expertise: list[ExpertiseRef]
    starts_on: str
    ends_on: str
    headcount: int
    submitted_at: str | None
    version: int
    created_at: str
    updated_at: str


class RequestUpdate(TypedDict):
    """While the request is a draft or submitted."""

    title: NotRequired[str]
    need: NotRequired[str]
    modality: NotRequired[Modality]
    urgency: NotRequired[Urgency]
    countries: NotRequired[list[str]]
    required_expertise: NotRequired[list[str]]
    desired_expertise: NotRequired[list[str]]
    languages: NotRequired[list[str]]
    starts_on: NotRequired[str]
    ends_on: NotRequired[str]
    headcount: NotRequired[int]
    trainer_cert_required: NotRequired[bool]


class RequestValidate(TypedDict):
    """What pays, and how much of it is set aside: accepted offers stay within it."""

    funding_source: str
    funds: MoneyInput


class ResultGroup(TypedDict):
    """Without a name: smaller groups put together (`rest`), or people of whom this was not recorded."""

    people: int | None
    completion_percent: str | None
    mean_gain: str | None
    mean_satisfaction: str | None
    code: str | None
    name: str | None
    rest: bool


class ResultMeasures(TypedDict):
    """`gain` is the mean of the score afterwards less the one before; `completion` the share who came every day."""

    people: int | None
    completion_percent: str | None
    mean_gain: str | None
    mean_satisfaction: str | None


class Results(TypedDict):
    """Results."""

    fiscal_year: int
    by: ResultsBy
    smallest_cell: int
    activities: int
    total: ResultMeasures
    groups: list[ResultGroup]
    after_action: AfterActionTiming


class ReviewLine(TypedDict):
    """ReviewLine."""

    id: str
    line_number: int
    category: ExpenseCategory
    service_on: str
    service_ends_on: str | None
    description: str
    officer: Link | None
    location: str | None
    travel_day: TravelDay | None
    meals_furnished: list[Meal]
    quantity: str | None
    unit_rate: str | None
    amount: Money
    fx_rate: str | None
    fx_source: FxSource | None
    receipt_attached: bool
    receipt_id: str | None
    timesheet_id: str | None
    duplicate_override_reason: str | None
    claimed: Money
    allowed: Money | None
    approved: Money | None
    disallowed: Money | None
    disallow_code: DisallowCode | None
    disallow_note: str | None
    explanation: Explanation | None
    version: int


class RunClaims(TypedDict):
    """RunClaims."""

    claim_ids: list[str]


class RunConfirmation(TypedDict):
    """RunConfirmation."""

    rows: list[ConfirmationRow]


class RunConfirmations(TypedDict):
    """What became of each row. Refused ones changed nothing and may be sent again, corrected, with all the others."""

    run: Reference
    status: PaymentRunStatus
    confirmed: int
    returned: int
    repeated: int
    refused: int
    pending: int
    rows: list[ConfirmationResult]


class RunItemRow(TypedDict):
    """RunItemRow."""

    id: str
    line: int
    status: PaymentItemStatus
    claim: Reference
    agency: Link
    payee: str
    obligation: Reference
    amount: Money
    interest: Money | None
    due_on: str | None
    paid_on: str | None
    treasury_reference: str | None
    returned_on: str | None
    return_reason: str | None


class SearchHit(TypedDict):
    """SearchHit."""

    type: Literal["agency", "request", "activity", "mou", "officer", "claim", "country", "expertise"]
    id: str
    reference: str | None
    title: str
    subtitle: str | None


class SearchResult(TypedDict):
    """SearchResult."""

    items: list[SearchHit]


class ServiceClient(TypedDict):
    """ServiceClient."""

    id: str
    name: str
    contact: str
    purpose: str
    status: UserStatus
    scopes: list[str]
    allowed_networks: list[str]
    requests_per_minute: int | None
    expires_at: str | None
    last_used_at: str | None
    tokens_end_at: str | None
    version: int
    created_at: str
    updated_at: str
    usage: list[UsageDay]
    allowed_actions: list[str]


class ServiceClientCreate(TypedDict):
    """ServiceClientCreate."""

    name: str
    contact: str
    purpose: str
    scopes: list[str]
    allowed_networks: NotRequired[list[str]]
    requests_per_minute: NotRequired[int | None]
    expires_at: NotRequired[str | None]


class ServiceClientRow(TypedDict):
    """ServiceClientRow."""

    id: str
    name: str
    contact: str
    purpose: str
    status: UserStatus
    scopes: list[str]
    allowed_networks: list[str]
    requests_per_minute: int | None
    expires_at: str | None
    last_used_at: str | None
    tokens_end_at: str | None
    version: int
    created_at: str
    updated_at: str


class ServiceClientUpdate(TypedDict):
    """ServiceClientUpdate."""

    name: NotRequired[str]
    contact: NotRequired[str]
    purpose: NotRequired[str]
    scopes: NotRequired[list[str]]
    allowed_networks: NotRequired[list[str]]
    requests_per_minute: NotRequired[int | None]
    expires_at: NotRequired[str | None]


class Session(TypedDict):
    """Session."""

    csrf_token: str
    expires_at: str


class SessionLink(TypedDict):
    """SessionLink."""

    id: str
    name: str
    starts_on: str
    ends_on: str


class SignIn(TypedDict):
    """SignIn."""

    email: str
    password: str


class SignedDollarsInput(TypedDict):
    """US dollars, less than zero to take away."""

    amount: str
    currency: NotRequired[Literal["USD"]]


class Site(TypedDict):
    """What a client needs to know before anybody has signed in."""

    name: str
    official: bool


class Speakers(TypedDict):
    """How many of the nominated officers speak a language that the request asks for."""

    language: str
    officers: int
    unknown: int


class TableProblem(TypedDict):
    """`column` as it is headed in the file and `value` as it was read; empty for the row as a whole."""

    column: str
    value: str
    code: str
    message: str
    fix: str


class Template(TypedDict):
    """Template."""

    id: str
    kind: ImportKind
    name: str
    shared: bool
    owner: Link | None
    options: dict[str, Any]
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class TemplateCreate(TypedDict):
    """How files of one kind are read, kept under a name."""

    mode: NotRequired[ImportMode]
    all_or_nothing: NotRequired[bool]
    source: NotRequired[str]
    encoding: NotRequired[str | None]
    delimiter: NotRequired[str | None]
    decimal: NotRequired[Literal[".", ","]]
    dates: NotRequired[Literal["yyyy-mm-dd", "dd.mm.yyyy", "mm/dd/yyyy", "dd/mm/yyyy"] | None]
    sheet: NotRequired[str | None]
    kind: ImportKind
    name: str
    shared: NotRequired[bool]
    mapping: NotRequired[dict[str, str | None]]
    defaults: NotRequired[dict[str, str]]


class TemplateRow(TypedDict):
    """TemplateRow."""

    id: str
    kind: ImportKind
    name: str
    shared: bool
    owner: Link | None
    options: dict[str, Any]
    version: int
    created_at: str
    updated_at: str


class TemplateUpdate(TypedDict):
    """TemplateUpdate."""

    name: NotRequired[str]
    shared: NotRequired[bool]
    mode: NotRequired[ImportMode]
    all_or_nothing: NotRequired[bool]
    source: NotRequired[str]
    encoding: NotRequired[str | None]
    delimiter: NotRequired[str | None]
    decimal: NotRequired[Literal[".", ","]]
    dates: NotRequired[Literal["yyyy-mm-dd", "dd.mm.yyyy", "mm/dd/yyyy", "dd/mm/yyyy"] | None]
    sheet: NotRequired[str | None]
    mapping: NotRequired[dict[str, str | None]]
    defaults: NotRequired[dict[str, str]]


class TimelineActor(TypedDict):
    """TimelineActor."""

    name: str
    role: str | None


class TimelineEvent(TypedDict):
    """Values before and after are left to the audit log; of the record itself, its state is told."""

    id: str
    recorded_at: str
    action: str
    subject: TimelineSubject
    actor: TimelineActor
    reason: str | None
    state_before: str | None
    state_after: str | None


class TimelineSubject(TypedDict):
    """The record itself, or one that belongs to it."""

    type: str
    id: str
    label: str | None


class Timesheet(TypedDict):
    """Timesheet."""

    starts_on: str
    ends_on: str
    rate: str
    overtime_rate: str | None
    fringe_percent: str | None
    fringe_base: FringeBase
    days: list[TimesheetDay]
    regular_hours: str
    overtime_hours: str
    leave_hours: str
    lines: list[LabourLine]
    problems: list[TimesheetProblem]


class TimesheetDay(TypedDict):
    """TimesheetDay."""

    worked_on: str
    regular: str
    overtime: str
    leave: str
    note: str | None


class TimesheetDayInput(TypedDict):
    """What one day was spent on, in hours."""

    worked_on: str
    regular: NotRequired[str]
    overtime: NotRequired[str]
    leave: NotRequired[str]
    note: NotRequired[str | None]


class TimesheetInput(TypedDict):
    """One pay period with the rates that held in it. A rate that changed within it makes two."""

    starts_on: str
    ends_on: str
    rate: str
    overtime_rate: NotRequired[str | None]
    fringe_percent: NotRequired[str | None]
    fringe_base: NotRequired[FringeBase]
    days: NotRequired[list[TimesheetDayInput]]


class TimesheetProblem(TypedDict):
    """TimesheetProblem."""

    field: str
    code: str
    message: str


class Timesheets(TypedDict):
    """One person's timesheets in a claim. `version` is the claim's: its lines are what the sheets make."""

    claim_id: str
    officer: Link
    periods: list[Timesheet]
    claimed: Money
    allowed: Money
    refusal: str | None
    version: int
    allowed_actions: list[str]


class TimesheetsInput(TypedDict):
    """All sheets of one person in a claim. One that is left out goes, with its lines."""

    periods: list[TimesheetInput]


class Token(TypedDict):
    """Token."""

    id: str
    name: str
    prefix: str
    scopes: list[str]
    expires_at: str
    revoked: bool
    last_used_at: str | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: NotRequired[list[str]]


class TokenCreate(TypedDict):
    """TokenCreate."""

    name: str
    scopes: list[str]
    expires_at: str


class Topic(TypedDict):
    """Topic."""

    id: str
    code: str
    name: str
    archived: bool


class TrainingSession(TypedDict):
    """TrainingSession."""

    id: str
    name: str
    location: str
    starts_on: str
    ends_on: str
    capacity: int
    enrolled: int
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class TrainingSessionCreate(TypedDict):
    """TrainingSessionCreate."""

    name: str
    location: str
    starts_on: str
    ends_on: str
    capacity: int


class TrainingSessionRow(TypedDict):
    """TrainingSessionRow."""

    id: str
    name: str
    location: str
    starts_on: str
    ends_on: str
    capacity: int
    enrolled: int
    version: int
    created_at: str
    updated_at: str


class TrainingSessionUpdate(TypedDict):
    """TrainingSessionUpdate."""

    name: NotRequired[str]
    location: NotRequired[str]
    starts_on: NotRequired[str]
    ends_on: NotRequired[str]
    capacity: NotRequired[int]


class Transcript(TypedDict):
    """Professional development: no travel documents, clearances or addresses."""

    as_of: str
    officer: TranscriptOfficer
    agency: TranscriptAgency
    totals: TranscriptTotals
    activities: list[TranscriptActivity]
    courses: list[TranscriptCourse]
    training: list[TranscriptTraining]
    certificates: list[TranscriptCertificate]
    expertise: list[TranscriptExpertise]


class TranscriptActivity(TypedDict):
    """Work that has begun. `days` are those of the officer, up to the day of the transcript."""

    id: str
    reference: str
    title: str
    modality: Modality
    status: ActivityStatus
    country: str | None
    role: str | None
    starts_on: str
    ends_on: str
    days: int
    hours: str | None
    expertise: list[str]


class TranscriptAgency(TypedDict):
    """TranscriptAgency."""

    id: str
    name: str
    state: str


class TranscriptCertificate(TypedDict):
    """TranscriptCertificate."""

    type: ReadinessType
    issued_on: str
    expires_on: str | None


class TranscriptCourse(TypedDict):
    """A course at an International Law Enforcement Academy in which the officer taught."""

    title: str
    academy: str
    program: OfferingProgram
    topic: str | None
    starts_on: str
    ends_on: str


class TranscriptExpertise(TypedDict):
    """TranscriptExpertise."""

    name: str
    activities: int


class TranscriptOfficer(TypedDict):
    """TranscriptOfficer."""

    id: str
    name: str
    rank: str | None
    languages: list[str]


class TranscriptTotals(TypedDict):
    """TranscriptTotals."""

    activities: int
    days: int
    hours: str
    countries: int


class TranscriptTraining(TypedDict):
    """TranscriptTraining."""

    name: str
    location: str
    starts_on: str
    ends_on: str


class Trip(TypedDict):
    """A traveller's trip in a claim. `version` is the claim's: its lines are what the trip is made of."""

    claim_id: str
    officer: Link
    saved: bool
    home_zone: str | None
    legs: list[TripLegShown]
    elapsed_minutes: int | None
    days: list[TripDay]
    totals: TripTotals
    version: int
    allowed_actions: list[str]


class TripDay(TypedDict):
    """TripDay."""

    service_on: str
    kind: TravelDay
    place: str
    place_given: bool
    night: bool
    in_claim: bool
    meals_furnished: list[Meal]
    note: str | None
    rate: RateRow | None
    lodging: Night | None
    mie: DayCost | None
    problems: list[DayProblem]


class TripDayInput(TypedDict):
    """What a traveller says of one day. The M&IE follows from it."""

    service_on: str
    place: NotRequired[str | None]
    meals_furnished: NotRequired[list[Meal]]
    lodging: NotRequired[NightInput | None]
    note: NotRequired[str | None]


class TripInput(TypedDict):
    """The whole trip. Days left out have nothing entered."""

    home_zone: str
    legs: list[TripLeg]
    days: NotRequired[list[TripDayInput]]


class TripLeg(TypedDict):
    """One departure and its arrival, by the clocks on the wall. The last leg leads home."""

    from_place: str
    departs_at: str
    departs_zone: str
    to_place: str
    arrives_at: str
    arrives_zone: str


class TripLegShown(TypedDict):
    """TripLegShown."""

    from_place: str
    departs_at: str
    departs_zone: str
    to_place: str
    arrives_at: str
    arrives_zone: str


class TripTotals(TypedDict):
    """TripTotals."""

    lodging_claimed: Money
    lodging_allowed: Money
    mie_claimed: Money
    mie_allowed: Money


class Unit(TypedDict):
    """Unit."""

    id: str
    country: Link
    name: str
    location: str | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class UnitCreate(TypedDict):
    """UnitCreate."""

    country: str
    name: str
    location: NotRequired[str | None]


class UnitRow(TypedDict):
    """UnitRow."""

    id: str
    country: Link
    name: str
    location: str | None
    version: int
    created_at: str
    updated_at: str


class UnitUpdate(TypedDict):
    """UnitUpdate."""

    name: NotRequired[str]
    location: NotRequired[str | None]


class UnreadCount(TypedDict):
    """UnreadCount."""

    unread: int


class UnreadyAssignment(TypedDict):
    """UnreadyAssignment."""

    assignment_id: str
    missing: list[str]


class UsageDay(TypedDict):
    """UsageDay."""

    day: str
    ok: int
    refused: int
    limited: int
    failed: int


class User(TypedDict):
    """User."""

    id: str
    email: str
    name: str
    kind: UserKind
    status: UserStatus
    roles: list[Role]
    agency: Link | None
    officer: Link | None
    post: Link | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: NotRequired[list[str]]


class UserCreate(TypedDict):
    """UserCreate."""

    email: str
    name: str
    roles: list[Role]
    password: NotRequired[str | None]
    agency_id: NotRequired[str | None]
    officer_id: NotRequired[str | None]
    post_id: NotRequired[str | None]


class UserUpdate(TypedDict):
    """UserUpdate."""

    name: NotRequired[str]
    status: NotRequired[UserStatus]
    roles: NotRequired[list[Role]]
    password: NotRequired[str]
    agency_id: NotRequired[str | None]
    officer_id: NotRequired[str | None]
    post_id: NotRequired[str | None]


class VettingCase(TypedDict):
    """VettingCase."""

    id: str
    reference: str
    subject: VettingSubject
    participant: Link | None
    unit: Link | None
    post: Link
    status: VettingStatus
    decided_on: str | None
    valid_to: str | None
    notice_due: bool
    version: int
    created_at: str
    updated_at: str
    invest_reference: str | None
    notice_given_on: str | None
    allowed_actions: list[str]


class VettingCaseCreate(TypedDict):
    """Of a person or of a unit: name one."""

    participant_id: NotRequired[str | None]
    unit_id: NotRequired[str | None]


class VettingCaseRow(TypedDict):
    """`notice_due`: approval was withheld, and the post still owes notice and help towards accountability."""

    id: str
    reference: str
    subject: VettingSubject
    participant: Link | None
    unit: Link | None
    post: Link
    status: VettingStatus
    decided_on: str | None
    valid_to: str | None
    notice_due: bool
    version: int
    created_at: str
    updated_at: str


class VettingDecide(TypedDict):
    """The result as INVEST gives it, and the day of the decision."""

    result: VettingResult
    decided_on: str


class VettingEnter(TypedDict):
    """VettingEnter."""

    invest_reference: str


class VettingNotice(TypedDict):
    """The day on which notice was given and help towards accountability offered (22 USC 2378d(c))."""

    given_on: str


class VettingQueueRow(TypedDict):
    """A person on the list of an activity, the newest case of the person and of the unit, and what comes next. `due_on`: by then the list should be with vetting. `next_step`: null once person and unit are approved through the activity's last day."""

    id: str
    activity: QueuedActivity
    participant: ParticipantPerson
    unit: Link | None
    person_case: NewestCase | None
    unit_case: NewestCase | None
    cleared: bool
    next_step: NextStep | None
    due_on: str | None
    version: int
    created_at: str
    updated_at: str


class Waiting(TypedDict):
    """Waiting."""

    items: list[WaitingItem]


class WaitingItem(TypedDict):
    """A piece of work that the actor may do next."""

    kind: str
    type: str
    id: str
    reference: str
    title: str
    agency: str | None
    due_on: str | None
    overdue: bool


class Waiver(TypedDict):
    """Waiver."""

    reason: str
    approved_by: Link
    expires_on: str


class Webhook(TypedDict):
    """Webhook."""

    id: str
    url: str
    description: str
    event_types: list[str]
    subject_types: list[FedSubject]
    include_record: bool
    status: WebhookStatus
    disabled_reason: DisabledReason | None
    failing_since: str | None
    former_secret_until: str | None
    version: int
    created_at: str
    updated_at: str
    allowed_actions: list[str]


class WebhookCreate(TypedDict):
    """WebhookCreate."""

    url: str
    description: NotRequired[str]
    event_types: NotRequired[list[str]]
    subject_types: NotRequired[list[FedSubject]]
    include_record: NotRequired[bool]


class WebhookReplay(TypedDict):
    """WebhookReplay."""

    since: str


class WebhookRow(TypedDict):
    """WebhookRow."""

    id: str
    url: str
    description: str
    event_types: list[str]
    subject_types: list[FedSubject]
    include_record: bool
    status: WebhookStatus
    disabled_reason: DisabledReason | None
    failing_since: str | None
    former_secret_until: str | None
    version: int
    created_at: str
    updated_at: str


class WebhookUpdate(TypedDict):
    """WebhookUpdate."""

    url: NotRequired[str]
    description: NotRequired[str]
    event_types: NotRequired[list[str]]
    subject_types: NotRequired[list[FedSubject]]
    include_record: NotRequired[bool]


class FieldError(TypedDict):
    """FieldError."""

    pointer: NotRequired[str | None]
    parameter: NotRequired[str | None]
    code: str
    message: str


class Problem(TypedDict):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    instance: NotRequired[str | None]
    errors: NotRequired[list[FieldError]]
    state: NotRequired[str | None]
    allowed_actions: NotRequired[list[str] | None]
    permission: NotRequired[str | None]
    candidates: NotRequired[list[dict[str, str]] | None]


class Selection(TypedDict):
    """A page whose rows hold only what `fields` and `expand` name."""

    items: list[dict[str, Any]]
    next: str | None
    previous: str | None
    total: NotRequired[int | None]
    missing: NotRequired[list[str] | None]
