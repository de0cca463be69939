"""Reports of about 500 words to time reading on, made from the examples: other places, forces, numbers and order."""

from __future__ import annotations

import random
from pathlib import Path

from counterclaim.gather.options import Options
from counterclaim.gather.sources import reports
from counterclaim.records.report import Report

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"
WORDS = 500
_COUNTRIES = (
    ("Mali", "Malian", "Bamako"),
    ("Sudan", "Sudanese", "Khartoum"),
    ("Colombia", "Colombian", "Bogota"),
    ("Nigeria", "Nigerian", "Abuja"),
    ("Armenia", "Armenian", "Yerevan"),
    ("Pakistan", "Pakistani", "Islamabad"),
    ("Ecuador", "Ecuadorian", "Quito"),
    ("Ethiopia", "Ethiopian", "Addis Ababa"),
)
_NUMBERS = ("two", "three", "seven", "at least nine", "12", "dozens of", "more than 40", "about 200")
_SENTENCES = (
    "The {adjective} army said {number} soldiers were killed when gunmen attacked a post near {capital} on {day}.",
    "A spokesman in {capital} denied that {adjective} troops had opened fire first and called the claim false.",
    "Residents told reporters that {number} people were wounded by shelling overnight in the north of {country}.",
    "The United Nations urged {country} and its neighbour to show restraint and offered to send observers.",
    "{country}'s interior ministry said police had detained {number} suspects after the blast on {day}.",
    "The report could not be independently verified.",
)
_DAYS = ("Monday", "Tuesday", "Friday", "Sunday")


def made(count: int, seed: int = 7) -> list[Report]:
    """That many different reports, the same ones for the same seed."""
    chance = random.Random(seed)
    stock = [each for each in reports(sorted(EXAMPLES.iterdir()), Options()) if isinstance(each, Report)]
    bodies = [paragraph for each in stock for paragraph in each.text.split("\n\n")[1:-1]]
    return [_report(n, chance, bodies) for n in range(count)]


def _report(n: int, chance: random.Random, bodies: list[str]) -> Report:
    paragraphs: list[str] = []
    while sum(len(paragraph.split()) for paragraph in paragraphs) < WORDS:
        country, adjective, capital = chance.choice(_COUNTRIES)
        told = chance.choice(_SENTENCES).format(
            country=country,
            adjective=adjective,
            capital=capital,
            number=chance.choice(_NUMBERS),
            day=chance.choice(_DAYS),
        )
        paragraphs.append(chance.choice([told, f"{chance.choice(bodies)} {told}"]))
    return Report("\n\n".join(paragraphs) + "\n", id=f"bench-{n}", published="2026-03-04")
