"""Which instruments the law knows (domain brief, section 1)."""

from models.enums import AgencyKind, InstrumentKind, PaymentRegime, TravelBasis
from services.errors import FieldProblem

_K, _R = InstrumentKind, PaymentRegime
REGIMES: dict[InstrumentKind, frozenset[PaymentRegime]] = {
    _K.CONTRACT: frozenset({_R.VENDOR_INVOICE, _R.TRAVEL_CLAIM}),
    _K.GRANT: frozenset({_R.ASSISTANCE, _R.TRAVEL_CLAIM}),
    _K.COOPERATIVE_AGREEMENT: frozenset({_R.ASSISTANCE, _R.TRAVEL_CLAIM}),
    _K.INTERAGENCY_AGREEMENT: frozenset({_R.VENDOR_INVOICE, _R.TRAVEL_CLAIM}),
    _K.INVITATIONAL_TRAVEL: frozenset({_R.TRAVEL_CLAIM}),
}
"""Contracts buy, so prompt payment applies (5 CFR 1315); grants and cooperative agreements assist (2 CFR 200), and
prompt payment does not; invitational travel is claimed by the traveller (5 USC 5703)."""


def problems_of_choice(
    kind: InstrumentKind, regime: PaymentRegime, travel_basis: TravelBasis, agency_kind: AgencyKind
) -> list[FieldProblem]:
    """What the law does not know about the choice, by field; empty when it can stand."""
    problems = []
    if kind is _K.INTERAGENCY_AGREEMENT and agency_kind is not AgencyKind.FEDERAL_LE:
        message = "An interagency agreement is with a federal agency only."
        problems.append(FieldProblem("kind", "not_federal", message))
    if regime not in REGIMES[kind]:
        known = ", ".join(sorted(REGIMES[kind]))
        message = f"A {kind.replace('_', ' ')} is paid as {known}, not as {regime}."
        problems.append(FieldProblem("regime", "not_of_this_kind", message))
    if kind is _K.INVITATIONAL_TRAVEL and travel_basis is not TravelBasis.FTR:
        message = "Invitational travel follows the Federal Travel Regulation."
        problems.append(FieldProblem("travel_basis", "not_of_this_kind", message))
    return problems
