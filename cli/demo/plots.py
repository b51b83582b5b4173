"""What happens in the year of a demonstration: who takes part, and each need with how far it comes.

Agencies are invented and named so; countries, rates and expertise are the real reference data.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Home:
    """An agency with a memorandum in force, an instrument and money; `lasting`: days of its memorandum."""

    name: str
    state: str
    kind: str
    expertise: dict[str, int]
    lasting: int


@dataclass(frozen=True, slots=True)
class Plot:
    """A need: the first day of its activity counted from the first of the year, and the last chapter it reaches.

    `turn` names what goes otherwise than usual (`turns.TURNS`).
    """

    title: str
    country: str
    location: str
    modality: str
    expertise: str
    day: int
    days: int
    until: str
    turn: str = ""


HOMES = (
    Home(
        "Demo City Police Department",
        "VA",
        "municipal_pd",
        {"TRF-COL": 3, "INV-GEN": 2, "POM-CRO": 2},
        1100,
    ),
    Home(
        "Demo County Sheriff's Office",
        "TX",
        "sheriff",
        {"INV-GEN": 3, "TRF-COL": 2, "GNG": 3},
        900,
    ),
    Home("Demo State Police", "OH", "state_police", {"TRF-COL": 3, "POM-CRO": 3}, 900),
    Home("Demo Forensic Laboratory", "NC", "forensic_lab", {"FOR": 3, "INV-HOM": 2}, 1200),
    Home("Demo Harbor Police", "CA", "port_security", {"GNG": 2, "INV-GEN": 2}, 800),
    Home("Demo Training Commission", "IL", "standards_training", {"TRN": 3, "POM-CRO": 2}, 430),
)

_GUATEMALA = ("GTM", "Guatemala City")
_TEGUCIGALPA = ("HND", "Tegucigalpa")
_SAN_PEDRO = ("HND", "San Pedro Sula")
_SALVADOR = ("SLV", "San Salvador")
_PANAMA = ("PAN", "Panama City")
_BOGOTA = ("COL", "Bogota")
_LIMA = ("PER", "Lima")
_ASUNCION = ("PRY", "Asuncion")
_KINGSTON = ("JAM", "Kingston")
_MEXICO = ("MEX", "Mexico City, D.F.")
_DOMINGO = ("DOM", "Santo Domingo")
_TRAIN, _MENTOR, _ADVISE, _HOST = "overseas_train", "overseas_mentor", "overseas_advise", "study_visit"

PLOTS = (
    Plot("Crash scene reconstruction", *_GUATEMALA, _TRAIN, "TRF-COL", 150, 10, "closed"),
    Plot("Crowd control for the capital's police", *_TEGUCIGALPA, _TRAIN, "POM-CRO", 170, 5, "paid"),
    Plot("Homicide investigation mentoring", *_SALVADOR, _MENTOR, "INV-GEN", 190, 12, "paid", "deducted"),
    Plot("Traffic data: advising the ministry", *_PANAMA, _ADVISE, "TRF-COL", 205, 5, "paid"),
    Plot(
        "Study visit: traffic management", *_BOGOTA, _HOST, "TRF-COL", 220, 5, "certified", "payment_returned"
    ),
    Plot("Evidence from crash scenes", *_ASUNCION, _TRAIN, "TRF-COL", 232, 5, "decided", "disallowed"),
    Plot("Gang intelligence course", *_SAN_PEDRO, _TRAIN, "GNG", 250, 5, "certified", "run_cancelled"),
    Plot("Riot response planning", *_KINGSTON, _ADVISE, "POM-CRO", 262, 5, "asked", "unfilled"),
    Plot("Public order command course", *_LIMA, _TRAIN, "POM-CRO", 275, 5, "in_finance_review"),
    Plot("Case management mentoring", *_SALVADOR, _MENTOR, "INV-GEN", 283, 5, "decided", "reclaimed"),
    Plot("Investigations refresher", *_GUATEMALA, _TRAIN, "INV-GEN", 290, 5, "in_program_review"),
    Plot("Speed enforcement course", *_BOGOTA, _TRAIN, "TRF-COL", 298, 5, "decided", "thrifty"),
    Plot("Street gangs: prevention course", *_SAN_PEDRO, _TRAIN, "GNG", 304, 5, "claimed", "returned"),
    Plot("Crash investigation, second course", *_ASUNCION, _TRAIN, "TRF-COL", 310, 5, "claimed"),
    Plot("Stadium evacuation course", *_LIMA, _TRAIN, "POM-CRO", 317, 5, "claimed", "resubmitted"),
    Plot(
        "Witness interviews: refresher", *_PANAMA, _TRAIN, "INV-GEN", 324, 5, "completed", "claim_withdrawn"
    ),
    Plot("Signals for traffic police", *_DOMINGO, _TRAIN, "TRF-COL", 331, 5, "completed", "claim_drafted"),
    Plot("Crowd control trainers", *_KINGSTON, _TRAIN, "POM-CRO", 338, 5, "completed"),
    Plot("Prison gang mentoring", *_TEGUCIGALPA, _MENTOR, "GNG", 346, 10, "readying", "called_off"),
    Plot("Election day policing", *_GUATEMALA, _ADVISE, "POM-CRO", 352, 14, "active", "suspended"),
    Plot("Interview techniques mentoring", *_MEXICO, _MENTOR, "INV-GEN", 362, 12, "active"),
    Plot("Checkpoint safety course", *_DOMINGO, _TRAIN, "TRF-COL", 378, 5, "authorized"),
    Plot("Gang prevention advising", *_SALVADOR, _ADVISE, "GNG", 405, 10, "readying", "vetted_in_part"),
    Plot("School zone safety course", *_PANAMA, _TRAIN, "TRF-COL", 425, 5, "submitted", "cancelled"),
    Plot("Highway patrol course", *_BOGOTA, _TRAIN, "TRF-COL", 440, 10, "planning", "rivals"),
    Plot("Public order debriefing", *_LIMA, _ADVISE, "POM-CRO", 448, 5, "asked", "late_answer"),
    Plot("Gang crime statistics", *_TEGUCIGALPA, _ADVISE, "GNG", 450, 5, "offered", "offer_withdrawn"),
    Plot("Stadium security planning", *_LIMA, _ADVISE, "POM-CRO", 455, 5, "offered"),
    Plot("Night investigations course", *_GUATEMALA, _TRAIN, "INV-GEN", 457, 5, "asked", "interested"),
    Plot("Criminal case files: mentoring", *_PANAMA, _MENTOR, "INV-GEN", 460, 10, "asked"),
    Plot("Serious collision prosecutions", *_GUATEMALA, _TRAIN, "TRF-COL", 466, 5, "open"),
    Plot("Public order equipment advice", *_KINGSTON, _ADVISE, "POM-CRO", 470, 5, "submitted"),
    Plot("Vehicle stop course", *_TEGUCIGALPA, _TRAIN, "TRF-COL", 474, 5, "drafted"),
)
