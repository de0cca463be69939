"""Which triggers tell one incident and which another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.account import code as account_code
from counterclaim.account import ties
from counterclaim.coder import code, tools
from counterclaim.records.reading import ActMention
from counterclaim.records.report import Report


def told(text: str) -> list[str]:
    coding = code(Report(text=text, published="2026-03-04"), tools()).coding
    return [account.event.trigger.text for account in coding.accounts]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen ambushed an army convoy near Gao on Monday, killing five soldiers. The attack was the worst in weeks.",
        "The engineer was abducted near Gao on Monday by armed men who attacked his car.",
        "Rebels shelled the camp near Gao on Monday. Two soldiers were killed in the shelling, the army said.",
    ],
)
def test_what_goes_on_with_an_act_is_the_same_incident(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed two soldiers near Gao on Monday. Two days later they ambushed a patrol.",
        "Gunmen killed two soldiers in Gao on Monday. On Tuesday a bomb killed three policemen in Timbuktu.",
        "Gunmen killed two soldiers in Gao on Monday. In a separate attack, a bomb wounded a judge in Timbuktu.",
    ],
)
def test_another_day_or_place_is_another_incident(text: str) -> None:
    assert len(told(text)) == 2


def test_a_dateline_behind_a_release_s_header_is_no_place_of_the_act() -> None:
    text = (
        "Suspects Detained in Helmand\nJoint Command\u20282010-05-CA-044\u2028For Release\u2028Download PDF\u2028\u2028"
        "KABUL, Afghanistan (May 12) - Several suspected militants were detained by soldiers in Helmand Province."
    )
    accounts = code(Report(text=text, published="2010-05-12"), tools()).coding.accounts
    assert [account.where.admin1 for account in accounts] == ["Helmand"]


def test_every_weight_is_of_a_reason_and_the_bias_is_among_them() -> None:
    assert "bias" in ties.weights()
    assert all(isinstance(value, float) for value in ties.weights().values())


@pytest.mark.parametrize(("background", "statuses"), [(0.9, ["main", "background"]), (0.1, ["main", "main"])])
def test_what_the_model_holds_for_history_is_no_news(background: float, statuses: list[str]) -> None:
    text = "Gunmen killed two soldiers in Gao. In a separate attack, a bomb wounded a judge in Timbuktu."
    report = Report(text=text, published="2026-03-04")
    reading = code(report, tools()).reading
    shares = {event.span: 0.0 if event.span[0] < text.index("In a") else background for event in reading.events}
    acts = tuple(ActMention(span, 1 - share, share, 0.0) for span, share in shares.items())
    accounts = account_code.code(report, replace(reading, acts=acts), weights={}).accounts
    assert [account.status for account in accounts] == statuses
