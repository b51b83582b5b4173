"""Turns the plots into dated scenes, so that many stories can be told side by side in the order of time."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from cli.demo import claiming, work
from cli.demo.client import Caller
from cli.demo.plots import HOMES, Plot
from cli.demo.story import FIRST, LAST, Act, Partner, People, Scene, Story
from cli.demo.turns import TURNS

_CHAPTERS: dict[str, Act] = {
    "drafted": (-110, FIRST, work.draft),
    "submitted": (-109, FIRST, work.submit),
    "open": (-106, FIRST, work.validate),
    "asked": (-104, FIRST, work.ask),
    "offered": (-96, FIRST, work.make_offer),
    "planning": (-90, FIRST, work.accept),
    "readying": (-50, FIRST, work.ready),
    "authorized": (-14, FIRST, work.authorize),
    "completed": (1, LAST, work.finish),
    "claimed": (4, LAST, claiming.submit_claim),
    "in_program_review": (6, LAST, claiming.take),
    "in_finance_review": (9, LAST, claiming.endorse),
    "decided": (14, LAST, claiming.decide),
    "certified": (17, LAST, claiming.certify),
    "paid": (20, LAST, claiming.pay),
    "closed": (30, LAST, work.close),
}
"""What brings each chapter about. An authorized activity becomes active by itself."""


def story_scenes(
    plots: Iterable[Plot], people: People, posts: dict[str, Caller], partners: list[Partner], start: date
) -> list[Scene]:
    """Each need goes to the partner that has had the fewest, of those that can; two are asked."""
    scenes: list[Scene] = []
    busy = [0] * len(partners)
    for plot in plots:
        able = [
            number
            for number, home in enumerate(HOMES[: len(partners)])
            if plot.expertise in home.expertise and home.lasting > plot.day + plot.days
        ]
        able.sort(key=lambda number: busy[number])
        chosen = partners[able[0]]
        story = Story(
            plot=plot,
            starts_on=start + timedelta(days=plot.day),
            people=people,
            post=posts[plot.country],
            partner=chosen,
            asked=[partners[number] for number in able[:2]],
            officer=chosen.officers[busy[able[0]] % len(chosen.officers)],
        )
        busy[able[0]] += 1
        scenes += _scenes(story)
    return scenes


def _scenes(story: Story) -> list[Scene]:
    acts = [act for chapter, act in _CHAPTERS.items() if story.reaches(chapter)]
    acts += TURNS[story.plot.turn] if story.plot.turn else ()
    days = {FIRST: story.starts_on, LAST: story.ends_on}
    return [(days[which] + timedelta(days=offset), partial(do, story)) for offset, which, do in acts]
