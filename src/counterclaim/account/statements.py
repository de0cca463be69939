"""Attributions to statements: whose word, to whom, by what channel, and which statements it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.account.answers import answered
from counterclaim.account.choice import chosen
from counterclaim.account.holders import holder
from counterclaim.account.home import home_country
from counterclaim.account.likely import Weights
from counterclaim.account.manner import weighed
from counterclaim.account.sayings import sayings
from counterclaim.account.scene import Scene, kept
from counterclaim.account.speakers import before_and, continued, holds_office, office_named, organ_named
from counterclaim.account.stances import echoed, stance
from counterclaim.account.together import Speaker, parties, together
from counterclaim.account.voices import private_voice
from counterclaim.account.whose import Candidates
from counterclaim.codebook.roles import side_words
from counterclaim.records.account import Source, Statement
from counterclaim.records.reading import Attribution, Mention
from counterclaim.records.report import Span

ANSWERING = frozenset({"denies", "doubts", "retracts", "confirms"})
ADDRESSING = frozenset({"accuses", "denies", "condemns", "urges", "demands", "threatens"})


def statements(scene: Scene, weights: Weights | None = None) -> list[Statement]:
    """Statements in text order, numbered; `about` is set once the accounts are known. `weights` choose holders."""
    made: list[Statement] = []
    found = Candidates(scene)
    said = sayings(scene)
    for n, attribution in enumerate(said):
        if speakers := together(scene, attribution.source):
            source = _one_of(scene, speakers[n - said.index(attribution)])
        else:
            first, ruled = spoken(scene, attribution, made)
            source = chosen(found, ruled, first, attribution, made, weights)
        made.append(_statement(scene, n, attribution, source, made))
    return made


def _one_of(scene: Scene, speaker: Speaker) -> Source:
    """The source of one of those who say something together."""
    return Source(scene.words(speaker.span).text, speaker.span, speaker.actor, speaker.holder, speaker.basis)


def _statement(
    scene: Scene, n: int, attribution: Attribution, source: Source, before: Sequence[Statement]
) -> Statement:
    ruled = stance(scene, attribution, source.holder, before)
    attribution = replace(attribution, stance=weighed(scene, attribution, ruled, source, before))
    if attribution.stance == "cannot_verify" and source.holder in {None, "unnamed"}:
        source = replace(source, holder="report", basis="inferred")
    statement = Statement(
        n=n,
        source=source,
        cue=scene.words(attribution.cue),
        content=tuple(scene.words(span) for span in attribution.content),
        stance=attribution.stance,
        factuality=attribution.factuality,
        quote=attribution.quote,
        via=tuple(_source(scene, span) for span in attribution.via),
        channel=scene.words(attribution.channel).text if attribution.channel else None,
        addressee=_addressees(scene, attribution, source),
    )
    if attribution.stance not in ANSWERING:
        return statement
    if attribution.stance == "confirms":
        return replace(statement, answers=echoed(scene, attribution, source.holder, before))
    return replace(statement, answers=answered(scene, statement, before))


def spoken(scene: Scene, attribution: Attribution, before: Sequence[Statement]) -> tuple[Source, Source]:
    """Whose word a statement is by its source's words alone, and by the rules."""
    source = _source(scene, attribution.source)
    return source, continued(scene, source, before) or _resolved(scene, source, attribution.content)


def _resolved(scene: Scene, source: Source, content: Sequence[Span]) -> Source:
    """An office speaks for its country; one that is nobody's organ speaks as a witness, for a place, or unnamed."""
    mention = source_mention(scene, source.span)
    if source.span is not None and holds_office(scene, source, mention):
        told = office_named(before_and(scene.text, source.span))
        country = told or home_country(scene, organ_named(scene.report.outlet or ""))
        return replace(source, actor=f"{country}-GOV", holder=country, basis="inferred") if country else source
    if source.holder is not None or source.span is None or source.actor is not None:
        return source
    voice = private_voice(scene, source.span, mention, content)
    return replace(source, holder=voice, basis="inferred") if voice else source


@kept
def _source(scene: Scene, span: Span | None) -> Source:
    mention = source_mention(scene, span)
    if span is None:
        return Source(None, None, None, None)
    actor = mention.actor if mention else None
    if actor and mention and mention.entry == "metonym" and len(actor) == 2:
        actor = f"{actor}-GOV"  # a capital speaks as the government
    return Source(scene.words(span).text, span, actor, holder(mention), mention.basis if mention else "stated")


@kept
def source_mention(scene: Scene, span: Span | None) -> Mention | None:
    """Who a source phrase names: its first mention with an actor or an office, else its first."""
    if span is None:
        return None
    mentions = [m for m in scene.reading.mentions if m.span[0] < span[1] and span[0] < m.span[1]]
    mentions.sort(key=lambda m: (m.span[0], -m.span[1]))  # "Ukraine's air force" before the "Ukraine" in it
    known = [m for m in mentions if holder(m) is not None]
    return known[0] if known else (mentions[0] if mentions else None)


def _addressees(scene: Scene, attribution: Attribution, source: Source) -> tuple[str, ...]:
    """Whom an accusation, an appeal, a threat or a denial is aimed at, by holder."""
    if attribution.stance not in ADDRESSING:
        return ()
    found: list[str] = []
    for span in attribution.content:
        for mention in scene.mentions_in(span):
            side = holder(mention)
            if (
                mention.actor
                and side
                and len(side) > 1
                and side not in {source.holder, "witness", "local", "medical", "unnamed"}
                and side not in found
            ):
                found.append(side)
        said = scene.words(span).text.lower()
        if any(words in said for words in side_words("both")):
            found += [p for p in parties(scene) if p not in found and p != source.holder]
    limit = 1 if attribution.stance in {"accuses", "denies"} else 4
    return tuple(found[:limit])
