"""What one report tells as one incident: titles, hours of one day, arrests, look-alikes."""

from __future__ import annotations

import counterclaim


def _main(text: str, title: str | None = None) -> list[str]:
    report = counterclaim.Report(id="r", text=text, title=title, published="2026-03-05", outlet=None)
    return [a.event.trigger.text for a in counterclaim.read(report).accounts if a.status == "main"]


def test_an_account_hangs_on_the_text_below_the_title() -> None:
    title = "Ambush on the river road"
    text = f"{title}\n\nGunmen fired on an army truck near Gao on Wednesday, killing three soldiers, the army said."
    report = counterclaim.Report(id="r", text=text, title=title, published="2026-03-05", outlet=None)
    (account,) = (a for a in counterclaim.read(report).accounts if a.status == "main")
    assert account.event.trigger.span[0] > len(title)


def test_an_earlier_act_of_the_same_day_is_news() -> None:
    text = (
        "Rebels shelled a market in Goma on Wednesday evening, killing two people, the army said. "
        "On Wednesday morning gunmen had ambushed a convoy near Bunia and wounded four soldiers."
    )
    assert len(_main(text)) == 2


def test_an_arrest_by_police_is_no_incident() -> None:
    assert _main("Police arrested three men over a stolen car in Leeds on Wednesday, the force said.") == []


def test_an_exercise_that_opens_as_one_tells_no_incident() -> None:
    text = (
        "The exercise began at dawn on Wednesday when marines stormed a beach near Sines and shot six defenders. "
        "An umpire ruled them dead. The scenario was written in February, and all rounds were blanks."
    )
    assert _main(text) == []
