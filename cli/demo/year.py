"""A year of the programme, ending today: agencies, memoranda, requests in every state, claims in every queue."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from cli.demo.agreements import Agreements
from cli.demo.before import play_before
from cli.demo.cast import (
    Cast,
    coordinator_of,
    email_of,
    fund,
    make_agency,
    make_officers,
    negotiate_mou,
    post_name,
    post_of,
)
from cli.demo.integrations import Integrations
from cli.demo.outside import outside_scenes
from cli.demo.plots import HOMES, PLOTS, Home, Plot
from cli.demo.stage import LocalStage
from cli.demo.story import Partner, People, noon
from cli.demo.telling import story_scenes
from cli.demo.vetting import training_scenes

STAFF = "Program officer"
OTHERS = {
    "Finance reviewer": "finance_reviewer",
    "Certifying officer": "certifying_officer",
    "Auditor": "auditor",
}
YEAR = timedelta(days=365)
SATURDAY = 5


def sign_ins() -> dict[str, str]:
    """One user for each role of those who take part in the year: e-mail address by role."""
    people = [STAFF, *OTHERS, "Officer"]
    return {name: email_of(name) for name in people} | {
        "Agency coordinator": email_of(coordinator_of(HOMES[0].name)),
        "Post": email_of(post_name(PLOTS[0].country)),
    }


def play_year(
    stage: LocalStage, today: date, password: str, tell: Callable[[str], None], plots: Sequence[Plot] = PLOTS
) -> None:
    """Play the year that ends `today`, on a stage that is at its opening; everybody gets the same `password`.

    In the end nobody can act any more with what was used to play. Raises `Refused` when the programme does not
    allow what the year holds.
    """
    start = today - YEAR
    cast = Cast(stage, password)
    tell("Years before")
    staff = cast.person(STAFF, ["program_officer"])
    budget = cast.person("Budget officer", ["finance_reviewer"])
    play_before(cast, staff, budget, plots[0].country, start, today)
    stage.move_to(noon(start))
    cast.sign_in_again()
    finance, certifier, _ = (cast.person(name, [role]) for name, role in OTHERS.items())
    treasury = cast.service("Treasury interface", "claims:read", "claims:confirm_payment")
    people = People(staff, finance, budget, certifier, treasury)
    posts = {
        country: cast.people.get(post_name(country))
        or cast.person(post_name(country), ["post"], post_id=post_of(staff, country)["id"])
        for country in dict.fromkeys(plot.country for plot in plots)
    }
    tell("Agencies and their memoranda")
    partners = [_partner(cast, people, home, start) for home in HOMES]
    cast.person(
        "Officer",
        ["officer"],
        agency_id=partners[0].agency["id"],
        officer_id=partners[0].officers[0]["id"],
    )
    scenes = [
        *story_scenes(plots, people, posts, partners, start),
        *Agreements(cast, staff, budget, partners, start, today).scenes(),
        *outside_scenes(cast, staff, start),
        *Integrations(stage, cast, people, partners[0].coordinator, start, today).scenes(),
        *training_scenes(staff, [partner.officers[0] for partner in partners], start, today),
    ]
    played = [(_working_day(day, today), day, scene) for day, scene in scenes if day <= today]
    for day, _, scene in sorted(played, key=lambda each: each[:2]):
        if noon(day) > stage.now():
            stage.move_to(noon(day))
        scene()
        tell(f"{day:%B %Y}")
    stage.move_to(noon(today))
    cast.leave()


def _working_day(day: date, last: date) -> date:
    """The Monday after a weekend, if that is not beyond the `last` day."""
    later = day + timedelta(days=max(7 - day.weekday(), 0)) if day.weekday() >= SATURDAY else day
    return min(later, last)


def _partner(cast: Cast, people: People, home: Home, start: date) -> Partner:
    agency, coordinator = make_agency(cast, people.staff, home.name, home.state, home.kind, home.expertise)
    officers = make_officers(coordinator, agency, [["es"], ["es"], []])
    mou = negotiate_mou(people.staff, coordinator, agency, start, start + timedelta(days=home.lasting))
    instrument, obligation = fund(
        people.staff, people.budget, agency, mou, "120000.00", start, ceiling="250000.00"
    )
    return Partner(agency, coordinator, officers, mou, instrument, obligation)
