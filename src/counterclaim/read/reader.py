"""Report to Reading, by rules and the model: the one place that calls every marker in order.

doc | marks | names | numbers | places | mentions | sides | times | events | harms | attributions | gate | names
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.gazetteer import Gazetteer
from counterclaim.read.attribution import find_attributions
from counterclaim.read.document import Doc
from counterclaim.read.events import find_events, with_unlisted
from counterclaim.read.gate import View, is_certain, is_relevant, obviously_nothing
from counterclaim.read.harm import find_harms
from counterclaim.read.letter_case import cased
from counterclaim.read.mentions import find_mentions
from counterclaim.read.model import Model
from counterclaim.read.model_acts import acts
from counterclaim.read.model_gate import words_of_arms
from counterclaim.read.model_names import agreed, sites, unlike
from counterclaim.read.model_roles import stands
from counterclaim.read.names import find_names, with_names
from counterclaim.read.naming import Naming
from counterclaim.read.numbers import find_numbers
from counterclaim.read.opposed import opposed
from counterclaim.read.places import find_places
from counterclaim.read.sides import settle
from counterclaim.read.times import dateline_date, find_times
from counterclaim.records.reading import ActMention, Reading, Sentence
from counterclaim.records.report import Report

_BARE = frozenset({"declines", "cannot_verify", "claims_responsibility"})
"""Stances of sayings of which no words need be told: "declined to comment", "claimed responsibility"."""
_SURE = 0.95
"""How likely the model has to hold that an incident is told for acts that it alone sees to bring a report in."""


def read(report: Report, gazetteer: Gazetteer, model: Model | None = None) -> Reading:
    """Mark a report by rules, and by the model where one is given; the same report and tools give the same reading."""
    scored = model.score(report.text) if model else None
    marks = model.decode(scored, report.text) if model and scored else None
    doc = Doc(cased(report, marks.layers["entity"]) if marks else report)
    numbers = find_numbers(doc)
    places = unlike(find_places(doc, gazetteer, seen=sites(marks)), marks)
    naming = Naming(doc, places)
    dateline = next((p for p in places if _in_dateline(doc, p.span[0])), None)
    attributions = [a for a in find_attributions(doc, marks) if a.content or a.stance in _BARE]
    names = find_names(doc, naming, places)
    mentions = settle(doc, find_mentions(doc, naming, numbers, places, names), places, attributions)
    published = report.published or dateline_date(doc) or _told_day(doc)
    times = find_times(doc, published)
    told = marks.relevant if marks else None
    seen = acts(scored, model.card) if model and scored else None
    view = _view(report, told, seen)
    nothing = obviously_nothing(doc) and not (view and is_certain(doc, view))
    events = [] if nothing else find_events(doc, mentions)
    harms = [] if nothing else find_harms(doc, numbers)
    relevant = not nothing and is_relevant(doc, events, harms, view)
    if marks and not nothing and (relevant or marks.relevant >= _SURE):
        events = with_unlisted(doc, mentions, events, marks.layers["trigger"])
        relevant = relevant or is_relevant(doc, events, harms, view)
    mentions = opposed(mentions, events, harms, attributions)
    return Reading(
        report_id=report.id,
        relevant=relevant,
        sentences=tuple(Sentence((s.start, s.end), s.paragraph, s.kind) for s in doc.sents),
        mentions=tuple(mentions),
        places=tuple(places),
        times=tuple(times),
        numbers=tuple(numbers),
        events=tuple(events),
        harms=tuple(harms),
        attributions=tuple(attributions),
        furniture=tuple((s.start, s.end) for s in doc.sents if s.kind == "furniture"),
        dateline=dateline,
        published=published,
        named=tuple(with_names(doc, agreed(doc, names, marks), mentions, places, times, marks)),
        told=told,
        roles=model.roles(marks, report.text) if model and marks else None,
        stands=stands(marks),
        acts=seen,
    )


def _view(report: Report, told: float | None, seen: Sequence[ActMention] | None) -> View | None:
    """What the trained parts hold of a report; nothing where it is read by rules alone."""
    if told is None or seen is None:
        return None
    return View(words_of_arms(report), told, max((act.main + act.background for act in seen), default=0.0))


def _told_day(doc: Doc) -> str | None:
    """The full date that a dateline, else a header line, tells: the day of a report that came without one."""
    kinds = ("dateline", "heading", "title")
    days = [t for t in find_times(doc, None) if t.precision == "day" and t.start and t.extent == "within"]
    told = [(kinds.index(kind), t.start) for t in days if (kind := _kind_at(doc, t.span[0])) in kinds]
    return min(told)[1] if told else None


def _kind_at(doc: Doc, offset: int) -> str:
    return doc.sents[doc.sent_of[doc.at(offset)]].kind


def _in_dateline(doc: Doc, offset: int) -> bool:
    return _kind_at(doc, offset) == "dateline"
