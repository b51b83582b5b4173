"""A year of the programme, ending today: agencies, memoranda, requests in every state, claims in every queue.

Agencies and people are invented and named so; countries, rates and expertise are the real reference data.
"""

from collections.abc import Callable
from datetime import date, timedelta

from cli.demo.cast import (
    Cast,
    coordinator_of,
    draft_mou,
    email_of,
    fund,
    make_agency,
    make_officers,
    negotiate_mou,
    post_of,
)
from cli.demo.client import Caller
from cli.demo.outside import outside_scenes
from cli.demo.program import Stage
from cli.demo.story import Partner, People, Scene, Story, Teller, noon
from cli.demo.vetting import training_scenes

AGENCIES: tuple[tuple[str, str, str, dict[str, int], int], ...] = (
    ("Demo City Police Department", "VA", "municipal_pd", {"TRF-COL": 3, "INV-GEN": 2, "POM-CRO": 2}, 1100),
    ("Demo County Sheriff's Office", "TX", "sheriff", {"INV-GEN": 3, "TRF-COL": 2, "GNG": 3}, 900),
    ("Demo State Police", "OH", "state_police", {"TRF-COL": 3, "POM-CRO": 3}, 900),
    ("Demo Forensic Laboratory", "NC", "forensic_lab", {"FOR": 3, "INV-HOM": 2}, 1200),
    ("Demo Harbor Police", "CA", "port_security", {"GNG": 2, "INV-GEN": 2}, 800),
    ("Demo Training Commission", "IL", "standards_training", {"TRN": 3, "POM-CRO": 2}, 430),
)
"""Name, state, kind, expertise, and days that the memorandum lasts."""

STORIES: tuple[tuple[str, str, str, str, str, int, int, str], ...] = (
    ("Crash scene reconstruction", "GTM", "Guatemala City", "overseas_train", "TRF-COL", 150, 10, "closed"),
    (
        "Crowd control for the capital's police",
        "HND",
        "Tegucigalpa",
        "overseas_train",
        "POM-CRO",
        170,
        5,
        "paid",
    ),
    (
        "Homicide investigation mentoring",
        "SLV",
        "San Salvador",
        "overseas_mentor",
        "INV-GEN",
        190,
        12,
        "paid",
    ),
    (
        "Traffic data: advising the ministry",
        "PAN",
        "Panama City",
        "overseas_advise",
        "TRF-COL",
        205,
        5,
        "paid",
    ),
    ("Study visit: traffic management", "COL", "Bogota", "study_visit", "TRF-COL", 220, 5, "certified"),
    ("Gang intelligence course", "HND", "San Pedro Sula", "overseas_train", "GNG", 250, 5, "decided"),
    ("Public order command course", "PER", "Lima", "overseas_train", "POM-CRO", 275, 5, "in_finance_review"),
    (
        "Investigations refresher",
        "GTM",
        "Guatemala City",
        "overseas_train",
        "INV-GEN",
        290,
        5,
        "in_program_review",
    ),
    ("Crash investigation, second course", "PRY", "Asuncion", "overseas_train", "TRF-COL", 310, 5, "claimed"),
    ("Crowd control trainers", "JAM", "Kingston", "overseas_train", "POM-CRO", 338, 5, "completed"),
    (
        "Interview techniques mentoring",
        "MEX",
        "Mexico City, D.F.",
        "overseas_mentor",
        "INV-GEN",
        362,
        12,
        "active",
    ),
    ("Checkpoint safety course", "DOM", "Santo Domingo", "overseas_train", "TRF-COL", 378, 5, "authorized"),
    ("Gang prevention advising", "SLV", "San Salvador", "overseas_advise", "GNG", 405, 10, "readying"),
    ("Highway patrol course", "COL", "Bogota", "overseas_train", "TRF-COL", 440, 10, "planning"),
    ("Stadium security planning", "PER", "Lima", "overseas_advise", "POM-CRO", 455, 5, "offered"),
    ("Criminal case files: mentoring", "PAN", "Panama City", "overseas_mentor", "INV-GEN", 460, 10, "asked"),
    ("Serious collision prosecutions", "GTM", "Guatemala City", "overseas_train", "TRF-COL", 466, 5, "open"),
    ("Public order equipment advice", "JAM", "Kingston", "overseas_advise", "POM-CRO", 470, 5, "submitted"),
    ("Vehicle stop course", "HND", "Tegucigalpa", "overseas_train", "TRF-COL", 474, 5, "drafted"),
)
"""Title, country, per diem location, modality, expertise, first day of the year (counted), days, last chapter."""

ROLES = {
    "Program officer": "program_officer",
    "Finance reviewer": "finance_reviewer",
    "Certifying officer": "certifying_officer",
    "Auditor": "auditor",
}


def sign_ins() -> dict[str, str]:
    """One user for each role of those who take part in the year: e-mail address by role."""
    people = [*ROLES, "Officer"]
    return {name: email_of(name) for name in people} | {
        "Agency coordinator": email_of(coordinator_of(AGENCIES[0][0])),
        "Post": email_of(f"Post {STORIES[0][1]}"),
    }


def play_year(stage: Stage, today: date, password: str, tell: Callable[[str], None]) -> None:
    """Play the year that ends `today`; everybody gets the same `password`.

    Raises `Refused` when the programme does not allow what the year holds.
    """
    start = today - timedelta(days=365)
    stage.clock.set(noon(start))
    cast = Cast(stage, password)
    staff, finance, certifier, _ = (cast.person(name, [role]) for name, role in ROLES.items())
    budget = cast.person("Budget officer", ["finance_reviewer"])
    treasury = cast.service("Treasury interface", "claims:read", "claims:confirm_payment")
    people = People(staff, finance, certifier, treasury)
    tell("Agencies and their memoranda")
    partners = [_partner(cast, staff, budget, number, start) for number in range(len(AGENCIES))]
    draft_mou(staff, partners[0].agency, today, today + timedelta(days=1095))
    posts = {
        country: cast.person(f"Post {country}", ["post"], post_id=post_of(staff, country)["id"])
        for country in dict.fromkeys(story[1] for story in STORIES)
    }
    cast.person(
        "Officer",
        ["officer"],
        agency_id=partners[0].agency["id"],
        officer_id=partners[0].officers[0]["id"],
    )
    scenes = [
        *_scenes(people, posts, partners, start),
        *outside_scenes(cast, staff, start),
        *training_scenes(staff, [partner.officers[0] for partner in partners], start, today),
    ]
    for day, scene in sorted(scenes, key=lambda pair: pair[0]):
        if day > today:
            break
        stage.clock.set(noon(day))
        scene()
        tell(f"{day:%B %Y}")
    stage.clock.set(noon(today))


def _partner(cast: Cast, staff: Caller, budget: Caller, number: int, start: date) -> Partner:
    name, state, kind, expertise, lasting = AGENCIES[number]
    agency, coordinator = make_agency(cast, staff, name, state, kind, expertise)
    officers = make_officers(coordinator, agency, [["es"], ["es"], []])
    mou = negotiate_mou(staff, coordinator, agency, start, start + timedelta(days=lasting))
    instrument, obligation = fund(staff, budget, agency, mou, "120000.00", start)
    return Partner(agency, coordinator, officers, instrument, obligation)


def _scenes(people: People, posts: dict[str, Caller], partners: list[Partner], start: date) -> list[Scene]:
    scenes: list[Scene] = []
    busy: dict[str, list[int]] = {}
    for title, country, location, modality, expertise, day, days, until in STORIES:
        story = Story(
            title=title,
            need=f"{title}: {days} days for the national police.",
            country=country,
            location=location,
            modality=modality,
            expertise=expertise,
            starts_on=start + timedelta(days=day),
            days=days,
            until=until,
        )
        able = [n for n, row in enumerate(AGENCIES) if expertise in row[3] and row[4] > day + days]
        able.sort(key=lambda n: len(busy.setdefault(AGENCIES[n][0], [])))
        chosen = able[0]
        busy[AGENCIES[chosen][0]].append(day)
        asked = [partners[n] for n in able[:2]]
        scenes += Teller(story, people, posts[country], partners[chosen], asked).scenes()
    return scenes
