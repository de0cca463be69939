"""Mixed news to time gathering on: of twenty articles one tells of an armed incident, the others of everything else.

Invented throughout. A page is built as outlets build theirs: heads full of tags, menus, teasers, an article, comments.
"""

from __future__ import annotations

import html
import random
from dataclasses import dataclass
from datetime import date, timedelta

ONE_IN = 20
_TOWNS = ("Bredal", "Harlow Cross", "Ostenfeld", "Kilmory", "Santa Rita", "Novy Brod", "Wexmoor", "Tallgrove", "Ipanga")
_NAMES = (
    "Marta Holm",
    "Joel Achieng",
    "Petra Novak",
    "Samir Haddad",
    "Ines Duarte",
    "Tom Ridley",
    "Aiko Mori",
    "Lena Voss",
)
_BODIES = (
    "the council",
    "the ministry of transport",
    "the chamber of commerce",
    "the health board",
    "the school district",
)
_TOPICS = (
    (
        "{town} council to vote on bridge repairs",
        "{body} will vote on {day} on a plan to repair the bridge at {town}, which has carried "
        "lorries on one lane since spring.",
        "{name}, who chairs the committee, said the work would cost {million} million and take {months} months.",
        "Shopkeepers near the river asked for the works to stop before the market season begins.",
    ),
    (
        "{town} draw at home after late goal",
        "{town} came from behind to draw {goals} with their rivals on {day}, in front of a crowd of {thousand},000.",
        "Captain {name} scored with a header {months} minutes before the end, after the defence "
        "had failed to clear a corner.",
        "The coach said his side had attacked well and would fight for promotion until the last match.",
    ),
    (
        "Shares in {town} maker rise on strong orders",
        "Shares of the machine maker from {town} rose {months} per cent on {day} after it reported "
        "orders worth {million} million.",
        "Chief executive {name} said demand from abroad had recovered and that the firm would hire {thousand}0 people.",
        "Analysts had expected less, and warned that prices of steel may weigh on the second half.",
    ),
    (
        "Rain and wind expected around {town}",
        "Forecasters expect heavy rain around {town} from {day}, with gusts on the coast and snow "
        "above {thousand}00 metres.",
        "{body} advised drivers to avoid the valley road, where a lorry overturned last week and "
        "traffic stood for hours.",
        "The river is watched closely, said {name} of the water office, though no flood is forecast.",
    ),
    (
        "{town} festival brings back silent films",
        "The film festival of {town} opens on {day} with a silent film that was long thought lost, "
        "played with a live orchestra.",
        "Director {name} said {thousand} restored films would be shown, a third of them by women.",
        "Tickets are sold at the town hall and at the old cinema, which was saved from closure by its visitors.",
    ),
    (
        "Clinic in {town} to open on Saturdays",
        "The clinic in {town} will open on Saturdays from next month, {body} said on {day}, to shorten waiting lists.",
        "Doctors had warned that {thousand}0 patients were waiting for heart surgery; {name}, a "
        "nurse, called the step overdue.",
        "A strike of ambulance drivers was called off after both sides agreed on shifts.",
    ),
    (
        "Court in {town} hears dispute over harbour",
        "A court in {town} heard on {day} a dispute between {body} and a shipping firm over fees at the harbour.",
        "Lawyer {name} denied that her client had broken the contract and accused the harbour of charging twice.",
        "A ruling is expected in {months} weeks; the sum at stake is {million} million.",
    ),
)
_LATER = (
    "The plan has been discussed for years, and several drafts were withdrawn after protests by residents.",
    "People who spoke to this newspaper on {day} were divided: some welcomed the news, others "
    "doubted that the money is there.",
    "{name} said that more would be told at a meeting in {town}, to which everyone is invited.",
    "In the neighbouring district a similar scheme was finished {months} months late and cost "
    "{million} million more than planned.",
    "A spokesman for {body} did not wish to comment on figures before the report is published.",
    "The number of visitors has risen to {thousand},000 a year, according to figures that {body} gave on {day}.",
    "Schools and clubs took part with songs, stalls and a race through the old quarter, and "
    "the fire brigade gave out soup.",
    "Prices have gone up by {months} per cent since last year, while wages in {town} stayed where they were.",
    "Our reporter {name} will follow the story; letters from readers are printed on Saturdays.",
)
_PLACES = tuple(
    (town, country, people)
    for country, people, towns in (
        ("Mali", "Malian", "Gao Kidal Mopti Segou Menaka Ansongo Bandiagara Djenne Koro Douentza"),
        ("Nigeria", "Nigerian", "Maiduguri Damboa Gwoza Bama Monguno Jos Zamfara Kaduna Katsina Sokoto"),
        ("Somalia", "Somali", "Baidoa Kismayo Beledweyne Jowhar Galkayo Bosaso Afgooye Marka Hudur Bardhere"),
        ("Sudan", "Sudanese", "Nyala Geneina Zalingei Kadugli Kassala Kosti Sennar Atbara Dongola Rabak"),
        ("Yemen", "Yemeni", "Taiz Marib Ibb Dhamar Hajjah Mukalla Zabid Shabwah Lawdar Amran"),
        ("Colombia", "Colombian", "Tumaco Arauca Tame Saravena Buenaventura Quibdo Corinto Toribio Caloto Jamundi"),
        ("Ukraine", "Ukrainian", "Kharkiv Sumy Izium Kupiansk Pokrovsk Nikopol Kherson Orikhiv Huliaipole Toretsk"),
        ("Myanmar", "Myanmar", "Loikaw Myawaddy Lashio Hakha Falam Monywa Pakokku Myitkyina Bhamo Sittwe"),
    )
    for town in towns.split()
)
_INCIDENTS = (
    (
        "{number} killed as gunmen attack post near {town}",
        "At least {number} soldiers were killed on {date} when gunmen attacked a post near {town}, the {people} army "
        "said.",
        "A spokesman for the rebels denied that their fighters had taken part.",
    ),
    (
        "Shelling hits market in {town}",
        "Shelling killed {number} civilians at a market in {town} on {date}, officials in {country} said.",
        "The {people} army denied shelling the town and blamed the rebels, who called that a lie.",
    ),
    (
        "Roadside bomb near {town}",
        "A roadside bomb killed {number} police officers near {town} on {date}, police in {country} said.",
        "No group claimed responsibility for the blast.",
    ),
    (
        "Villagers abducted near {town}",
        "Armed men abducted {number} villagers near {town} on {date}, residents and a local official said.",
        "The {people} army said that it was looking for the hostages.",
    ),
)
_AFTER = (
    "Residents of {town} said they had heard shots for an hour before help came.",
    "The United Nations urged all sides in {country} to show restraint.",
    "What was told could not be verified by others.",
    "Schools in {town} stayed closed on the next day.",
    "The governor promised an inquiry and visited the hospital.",
)
_NUMBERS = ("two", "three", "five", "seven", "nine", "12", "15", "21")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_NOUNS = [
    "bakery",
    "library",
    "orchard",
    "pavement",
    "choir",
    "ledger",
    "timetable",
    "playground",
    "allotment",
    "archive",
    "workshop",
    "greenhouse",
    "ferry",
    "tram",
    "curriculum",
    "budget",
    "brochure",
    "lantern",
    "violin",
    "cellar",
    "rooftop",
    "harvest",
    "vineyard",
    "reservoir",
    "footpath",
    "turbine",
    "kitchen",
    "quilt",
    "museum",
    "atlas",
    "telescope",
    "cathedral",
    "carpet",
    "bicycle",
    "scholarship",
    "recipe",
    "dictionary",
    "aquarium",
    "portrait",
    "chimney",
    "meadow",
    "inn",
    "calendar",
    "committee",
    "landlord",
    "tenant",
    "gardener",
    "plumber",
    "teacher",
    "pensioner",
    "architect",
    "beekeeper",
    "accountant",
    "printer",
    "tailor",
]
_HOW = [
    "narrow",
    "cheerful",
    "wooden",
    "municipal",
    "quiet",
    "crowded",
    "foggy",
    "elegant",
    "seasonal",
    "rural",
    "modest",
    "colourful",
    "spacious",
    "costly",
    "fragile",
    "patient",
    "generous",
    "nervous",
    "curious",
    "honest",
    "reluctant",
    "punctual",
    "handmade",
    "second-hand",
    "newly-painted",
    "half-empty",
    "sunny",
    "damp",
]
_DOES = [
    "restored",
    "rented",
    "praised",
    "inspected",
    "measured",
    "painted",
    "borrowed",
    "reopened",
    "translated",
    "catalogued",
    "rebuilt",
    "photographed",
    "insured",
    "postponed",
    "welcomed",
    "rehearsed",
    "sketched",
    "repaired",
    "sponsored",
    "tested",
    "trimmed",
    "visited",
    "weighed",
    "wrapped",
    "admired",
]
_SHAPES = (
    "The {how} {noun} near {town} {does} a {how2} {noun2} before the {noun3} was {does2}.",
    "{name} {does} the {noun}, and a {how} {noun2} {does2} every {how2} {noun3} in {town}.",
    "A {noun} and a {how} {noun2}, which {name} {does} on {day}, made the {noun3} {how2}.",
    "On {day} the {noun} {does} its {how} {noun2} while a {how2} {noun3} {does2} another.",
)
"""Nobody's sentences, so that two articles share no more of their words than the day's news do."""
_WORDS = 450
START = date(2026, 3, 4)


@dataclass(frozen=True, slots=True)
class Story:
    """One article: `incident` where it tells of an armed one."""

    n: int
    title: str
    paragraphs: tuple[str, ...]
    incident: bool

    @property
    def text(self) -> str:
        """It as plain text."""
        return "\n\n".join((self.title, *self.paragraphs)) + "\n"


def stories(count: int, seed: int = 5) -> list[Story]:
    """That many different stories, the same ones for the same seed."""
    chance = random.Random(seed)
    return [_told(n, chance) if n % ONE_IN == 0 else _plain(n, chance) for n in range(count)]


def page(story: Story, published: str = "2026-03-04T08:30:00Z") -> bytes:
    """A story as an outlet's page of some 40 kB."""
    title = html.escape(story.title)
    menu = "".join(
        f'<li class="nav-item"><a href="/section/{n}" data-track="nav-{n}">Section {n}</a></li>' for n in range(40)
    )
    teasers = "".join(
        f'<div class="teaser"><a href="/t/{n}"><img src="/i/{n}.jpg" srcset="/i/{n}-2.jpg 2x" alt="A picture">'
        f"<h3>Another story, number {n}, from the same day</h3></a><p>What else was told in short.</p></div>"
        for n in range(30)
    )
    body = "".join(f"<p>{html.escape(each)}</p>" for each in story.paragraphs)
    script = "<script>" + "window.dataLayer=window.dataLayer||[];dataLayer.push({event:'view'});" * 120 + "</script>"
    style = "<style>" + ".teaser{display:grid;grid-template-columns:1fr 2fr;margin:0 0 1rem}" * 80 + "</style>"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Herald</title>'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Herald">'
        f'<meta property="article:published_time" content="{published}">{style}{script}</head>'
        f'<body><header><nav><ul>{menu}</ul></nav></header><main><article class="story"><h1>{title}</h1>'
        f'<p class="byline">By a reporter</p><time datetime="{published}">{published[:10]}</time>{body}</article>'
        f'<aside class="related">{teasers}</aside></main>'
        f"<footer><p>All rights reserved. Contact, imprint, privacy.</p><ul>{menu}</ul></footer></body></html>"
    ).encode()


def _told(n: int, chance: random.Random) -> Story:
    """One incident at one of many places and days, told in a few sentences among what surrounds it."""
    town, country, people = chance.choice(_PLACES)
    day = START - timedelta(days=chance.randint(0, 400))
    number, kind = chance.choice(_NUMBERS), chance.randrange(len(_INCIDENTS))
    title, *told = _INCIDENTS[kind]
    slots = {"town": town, "country": country, "people": people, "number": number, "date": f"{day.day} {day:%B %Y}"}
    paragraphs = [each.format(**slots) for each in (*told, *chance.sample(_AFTER, 3))]
    while sum(len(each.split()) for each in paragraphs) < _WORDS:
        paragraphs.append(" ".join(_free(chance) for _ in range(4)))
    return Story(n, f"{title.format(**slots)} ({n})", tuple(paragraphs), True)


def _plain(n: int, chance: random.Random) -> Story:
    title, *told = chance.choice(_TOPICS)
    paragraphs: list[str] = []
    while sum(len(each.split()) for each in paragraphs) < _WORDS:
        later = [told.pop(0)] if told else [chance.choice(_LATER)]
        free = [_free(chance) for _ in range(chance.randint(2, 4))]
        paragraphs.append(" ".join((*(_filled(chance, each) for each in later), *free)))
    return Story(n, f"{_filled(chance, title)} ({n})", tuple(paragraphs), False)


def _free(chance: random.Random) -> str:
    words = {"how": _HOW, "how2": _HOW, "noun": _NOUNS, "noun2": _NOUNS, "noun3": _NOUNS, "does": _DOES, "does2": _DOES}
    slots = {name: chance.choice(choices) for name, choices in words.items()}
    shape = chance.choice(_SHAPES)
    return shape.format(town=chance.choice(_TOWNS), name=chance.choice(_NAMES), day=chance.choice(_DAYS), **slots)


def _filled(chance: random.Random, text: str) -> str:
    body = chance.choice(_BODIES)
    told = text.format(
        town=chance.choice(_TOWNS),
        name=chance.choice(_NAMES),
        body=body,
        day=chance.choice(_DAYS),
        million=chance.randint(2, 90),
        months=chance.randint(3, 18),
        thousand=chance.randint(2, 40),
        goals=chance.choice(("1-1", "2-2", "3-3")),
    )
    return told[:1].upper() + told[1:]
