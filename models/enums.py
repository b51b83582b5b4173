"""Enumerations of the domain, as they stand in the database and on the wire (lower_snake strings)."""

from enum import StrEnum


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    PROGRAM_OFFICER = "program_officer"
    FINANCE_REVIEWER = "finance_reviewer"
    CERTIFYING_OFFICER = "certifying_officer"
    AGENCY_COORDINATOR = "agency_coordinator"
    OFFICER = "officer"
    POST = "post"
    AUDITOR = "auditor"
    SERVICE_CLIENT = "service_client"


class UserKind(StrEnum):
    PERSON = "person"
    SERVICE = "service"


class UserStatus(StrEnum):
    ACTIVE = "active"
    DISABLED = "disabled"


class AgencyKind(StrEnum):
    MUNICIPAL_PD = "municipal_pd"
    SHERIFF = "sheriff"
    STATE_POLICE = "state_police"
    FORENSIC_LAB = "forensic_lab"
    STANDARDS_TRAINING = "standards_training"
    CORRECTIONS = "corrections"
    JUSTICE_SECTOR = "justice_sector"
    PORT_SECURITY = "port_security"
    FEDERAL_LE = "federal_le"
    OTHER = "other"


class AgencyStatus(StrEnum):
    PROSPECT = "prospect"
    PARTNER = "partner"
    FORMER = "former"


class Modality(StrEnum):
    OVERSEAS_TRAIN = "overseas_train"
    OVERSEAS_MENTOR = "overseas_mentor"
    OVERSEAS_ADVISE = "overseas_advise"
    STUDY_VISIT = "study_visit"
    ILEA_INSTRUCTION = "ilea_instruction"


class Urgency(StrEnum):
    ROUTINE = "routine"
    URGENT = "urgent"


class AcademyStatus(StrEnum):
    OPERATING = "operating"
    UNLISTED = "unlisted"


class OfferingProgram(StrEnum):
    CORE_LELD = "core_leld"
    SPECIALIZED = "specialized"
    SEMINAR = "seminar"


class MouStatus(StrEnum):
    DRAFT = "draft"
    NEGOTIATION = "negotiation"
    CLEARANCE = "clearance"
    SIGNING = "signing"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    TERMINATING = "terminating"
    TERMINATED = "terminated"
    EXPIRED = "expired"


class CapPeriod(StrEnum):
    """What a cap of a memorandum counts over."""

    ACTIVITY = "activity"
    FISCAL_YEAR = "fiscal_year"


class MouDocumentKind(StrEnum):
    SIGNED_TEXT = "signed_text"
    COUNCIL_APPROVAL = "council_approval"
    DELEGATION = "delegation"
    LEGAL_CLEARANCE = "legal_clearance"
    NOTICE = "notice"


class InstrumentKind(StrEnum):
    CONTRACT = "contract"
    GRANT = "grant"
    COOPERATIVE_AGREEMENT = "cooperative_agreement"
    INTERAGENCY_AGREEMENT = "interagency_agreement"
    INVITATIONAL_TRAVEL = "invitational_travel"


class PaymentRegime(StrEnum):
    VENDOR_INVOICE = "vendor_invoice"
    TRAVEL_CLAIM = "travel_claim"
    ASSISTANCE = "assistance"


class TravelBasis(StrEnum):
    FTR = "ftr"
    AGENCY_POLICY_CAPPED = "agency_policy_capped"


class ObligationStatus(StrEnum):
    OPEN = "open"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class LedgerAccount(StrEnum):
    APPROPRIATION = "appropriation"
    UNLIQUIDATED = "unliquidated"
    DISBURSED = "disbursed"
    DEOBLIGATED = "deobligated"


class LedgerEntryKind(StrEnum):
    OBLIGATE = "obligate"
    ADJUST = "adjust"
    PAY = "pay"
    DEOBLIGATE = "deobligate"


class RequestStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    OPEN = "open"
    FILLED = "filled"
    UNFILLED = "unfilled"
    CANCELLED = "cancelled"


class OutreachStatus(StrEnum):
    SENT = "sent"
    INTERESTED = "interested"
    DECLINED = "declined"
    NO_RESPONSE = "no_response"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    NOT_SELECTED = "not_selected"
    WITHDRAWN = "withdrawn"


class PassOverCode(StrEnum):
    """Why an offer was not taken, in neutral words: nothing here speaks of the agency."""

    NEED_MET = "need_met"
    NEED_CHANGED = "need_changed"
    NEED_LAPSED = "need_lapsed"
    BEYOND_FUNDS = "beyond_funds"
    OTHER_DATES = "other_dates"


class UnmetReason(StrEnum):
    """Why a need was not met, or not wholly: of the need and the programme, never of an agency."""

    NO_AGENCY_FITS = "no_agency_fits"
    NOBODY_FREE = "nobody_free"
    BEYOND_FUNDS = "beyond_funds"
    OTHER_DATES = "other_dates"
    LANGUAGE = "language"
    NEED_CHANGED = "need_changed"
    OTHER = "other"


class ActivityStatus(StrEnum):
    PLANNING = "planning"
    READYING = "readying"
    AUTHORIZED = "authorized"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class DatePrecision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class AssignmentStatus(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"


class DayKind(StrEnum):
    """How a lead time is counted."""

    CALENDAR = "calendar"
    WORKING = "working"


class ReadinessType(StrEnum):
    PREDEPLOYMENT_TRAINING = "predeployment_training"
    FACT = "fact"
    CTAT = "ctat"
    MEDICAL_CLEARANCE = "medical_clearance"
    COUNTRY_CLEARANCE = "country_clearance"
    PASSPORT = "passport"
    VISA = "visa"
    SPOT = "spot"
    TRAINER_CERTIFICATION = "trainer_certification"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNDISCLOSED = "undisclosed"


class VettingSubject(StrEnum):
    PERSON = "person"
    UNIT = "unit"


class VettingStatus(StrEnum):
    NOMINATED = "nominated"
    POST_CHECK = "post_check"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUSPENDED = "suspended"
    EXPIRED = "expired"


class ClaimKind(StrEnum):
    TRAVEL_VOUCHER = "travel_voucher"
    INVOICE = "invoice"
    REIMBURSEMENT_REQUEST = "reimbursement_request"


class ClaimStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    PROGRAM_REVIEW = "program_review"
    FINANCE_REVIEW = "finance_review"
    RETURNED = "returned"
    APPROVED = "approved"
    PARTIAL = "partial"
    DISALLOWED = "disallowed"
    CERTIFIED = "certified"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


class ExpenseCategory(StrEnum):
    LODGING = "lodging"
    MIE = "mie"
    AIRFARE = "airfare"
    MILEAGE = "mileage"
    VISA_FEE = "visa_fee"
    MATERIALS = "materials"
    EQUIPMENT = "equipment"
    SALARY = "salary"
    OVERTIME = "overtime"
    FRINGE = "fringe"
    INDIRECT = "indirect"
    OTHER = "other"


class DisallowCode(StrEnum):
    OVER_MAX = "over_max"
    OVER_RATE = "over_rate"
    MEAL_FURNISHED = "meal_furnished"
    NOT_PAYABLE = "not_payable"
    NO_RECEIPT = "no_receipt"
    NOT_ALLOWABLE = "not_allowable"
    NOT_IN_INSTRUMENT = "not_in_instrument"
    DUPLICATE = "duplicate"
    OUTSIDE_PERIOD = "outside_period"
    OVER_CEILING = "over_ceiling"


class FxSource(StrEnum):
    CARD = "card"
    EXCHANGE_RECEIPT = "exchange_receipt"
    RATE_TABLE = "rate_table"


class NoticeKind(StrEnum):
    RETURNED = "returned"
    DISALLOWED = "disallowed"


class Meal(StrEnum):
    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"


class TravelDay(StrEnum):
    """The place of a day within its trip."""

    FIRST = "first"
    FULL = "full"
    LAST = "last"
    SHORT = "short"
    """A day of a trip of more than twelve and fewer than twenty-four hours."""
    NONE = "none"
    """A trip of twelve hours or fewer: no M&IE."""


class LateCharge(StrEnum):
    """What a late payment carries."""

    INTEREST = "interest"
    LATE_FEE = "late_fee"
    NOTHING = "nothing"


class PerDiemScope(StrEnum):
    FOREIGN = "foreign"
    OCONUS = "oconus"
    CONUS = "conus"


class VehicleMode(StrEnum):
    AUTOMOBILE = "automobile"
    AUTOMOBILE_GOVERNMENT_AVAILABLE = "automobile_government_available"
    MOTORCYCLE = "motorcycle"
    AIRPLANE = "airplane"


class NotificationTopic(StrEnum):
    """Groups of what people are told, for which they choose how."""

    REQUESTS = "requests"
    OUTREACH = "outreach"
    AGREEMENTS = "agreements"
    ACTIVITIES = "activities"
    VETTING = "vetting"
    CREDENTIALS = "credentials"
    CLAIMS = "claims"
    ENQUIRIES = "enquiries"
    INTEGRATIONS = "integrations"


class NotificationDelivery(StrEnum):
    IMMEDIATE = "immediate"
    DAILY_DIGEST = "daily_digest"
    IN_APP = "in_app"


class MailKind(StrEnum):
    NOTIFICATION = "notification"
    DIGEST = "digest"
    QUESTION = "question"
    """What an agency is asked, to a contact without an account, with a link to answer."""
    STAND_DOWN = "stand_down"
    """That no answer is needed any more."""
    ENQUIRY_ANSWER = "enquiry_answer"


class MailStatus(StrEnum):
    QUEUED = "queued"
    TAKEN = "taken"
    HANDED_OVER = "handed_over"
    """The text is on its way to the mail server, which may or may not have taken it."""
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """The connection broke between text and answer: not sent again by itself, since it may have arrived."""
    DROPPED = "dropped"


class EnquiryStatus(StrEnum):
    NEW = "new"
    IN_TRIAGE = "in_triage"
    ANSWERED = "answered"
    CONVERTED = "converted"
    DISMISSED = "dismissed"
