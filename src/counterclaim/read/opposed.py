"""Who is hit is not who hits: bare forces taken for their own attackers get the side that the words oppose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.records.reading import Attribution, EventMention, HarmMention, Mention
from counterclaim.records.report import Span


def opposed(
    mentions: Sequence[Mention],
    events: Sequence[EventMention],
    harms: Sequence[HarmMention],
    attributions: Sequence[Attribution],
) -> list[Mention]:
    """Mentions with the country of inferred victims mended: the speaker's where it differs, else the other party's."""
    made = list(mentions)
    pairs = [(e.agent, e.patient) for e in events] + [(h.agent, h.victims) for h in harms]
    parties = list(
        dict.fromkeys(m.country for m in mentions if m.country and m.type == "armed_force" and m.basis == "stated")
    )
    for agent_span, patient_span in pairs:
        if agent_span is None or patient_span is None:
            continue
        agent, at = _find(made, agent_span), _index(made, patient_span)
        if agent is None or at is None or agent.basis != "stated" or agent.country is None:
            continue
        hit = made[at]
        if hit.basis != "inferred" or hit.country != agent.country or hit.actor is None or "-" not in hit.actor:
            continue
        speaker = _speaker(made, attributions, patient_span)
        other = (
            speaker if speaker and speaker != agent.country else next((c for c in parties if c != agent.country), None)
        )
        organ = hit.actor.split("-", 1)[1]
        made[at] = replace(hit, actor=f"{other}-{organ}" if other else None, country=other, chain=at)
    return made


def _index(mentions: Sequence[Mention], span: Span) -> int | None:
    inside = [n for n, m in enumerate(mentions) if span[0] <= m.span[0] and m.span[1] <= span[1]]
    return max(inside, key=lambda n: mentions[n].span[1] - mentions[n].span[0], default=None)


def _find(mentions: Sequence[Mention], span: Span) -> Mention | None:
    at = _index(mentions, span)
    return None if at is None else mentions[at]


def _speaker(mentions: Sequence[Mention], attributions: Sequence[Attribution], span: Span) -> str | None:
    for attribution in attributions:
        if attribution.source and any(a <= span[0] < b for a, b in attribution.content):
            source = _find(mentions, attribution.source)
            return source.country if source else None
    return None
