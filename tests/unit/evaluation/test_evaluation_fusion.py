"""Reports to incidents: B-cubed by hand, copies to one origin, who stands for a report."""

import itertools

import pytest
from evaluation import fusion
from evaluation.fusion_learn import learn, page
from evaluation.fusion_levels import ABOUT, CHAINS
from evaluation.run import Run, nothing
from evaluation.sets import fusion_topics

from counterclaim.records.account import Account, Coding, EventCode, When, Where, Words
from counterclaim.records.report import Report

EVENT = EventCode(
    "shoot", "ASSAULT", None, "Violence against civilians", "Attack", 3, "18", 4, Words("shot", (0, 4)), 0.9
)
TEXT = "Gunmen shot two herders at Tamba ford on Monday, the village head Issa Korro said. They took forty goats away."


def account(n, status="main"):
    return Account(
        n,
        status,
        "conflict",
        "",
        Words("shot", (7, 11)),
        EVENT,
        When("2026-03-02", "2026-03-02", precision="day"),
        Where("Tamba", country="AA", lat=1.0, lon=2.0, radius_km=2.0, precision="place"),
    )


def telling(name, gold, *accounts, text=TEXT):
    return fusion.Telling(Report(text, id=name, published="2026-03-03"), Coding(True, accounts), gold)


def test_b3_is_that_of_a_case_worked_by_hand():
    gold = {"a": 1, "b": 1, "c": 2}
    assert fusion.b3(gold, {"a": 1, "b": 1, "c": 1}) == pytest.approx((5 / 9, 1.0, 5 / 7))
    assert fusion.b3(gold, {"a": 1, "b": 2, "c": 3}) == pytest.approx((1.0, 2 / 3, 0.8))
    assert fusion.b3(gold, gold) == (1.0, 1.0, 1.0)


def test_a_report_stands_where_its_news_is_put_and_one_without_accounts_alone():
    told = fusion.prepare(
        [
            telling("one", "x", account(0, "background"), account(1)),
            telling("two", "x", account(0)),
            telling("three", "x"),
        ]
    )
    home = fusion.fused(told)
    assert home["one"] == home["two"] != home["three"]
    assert told[0].main == told[0].sketches[1]
    assert told[1].entries[0].origin == "one"


def test_figures_of_a_perfect_grouping():
    told = fusion.prepare([telling("one", "x", account(0)), telling("two", "x", account(0))])
    scores = fusion.figures(told)
    assert (scores["B3 F1"], scores["pair P"], scores["pair R"]) == (1.0, 1.0, 1.0)
    assert scores["n B3 F1 all apart"] == pytest.approx(2 / 3)


def test_learnt_weights_keep_the_order_of_levels_and_are_written_with_what_they_mean():
    one, other = (each.sketches[0] for each in fusion.prepare([telling(name, "x", account(0)) for name in "ab"]))
    bias, weights = learn([([(one, other, True)], 1.0), ([(one, other, False)], 0.1)])
    assert all(
        weights[name][low] <= weights[name][high] + 1e-9
        for name, chains in CHAINS.items()
        for chain in chains
        for low, high in itertools.pairwise(chain)
    )
    written = page(bias, weights)
    assert all(about in written for about in ABOUT.values())


def test_topics_are_read_sentence_by_sentence_and_keep_their_seminal_event(tmp_path):
    folder = tmp_path / "ECB+_LREC2014" / "ECB+" / "8"
    folder.mkdir(parents=True)
    tokens = '<token sentence="0">Two</token><token sentence="0">fell</token><token sentence="1">Ash</token>'
    for name in ("8_1ecb", "8_1ecbplus"):
        (folder / f"{name}.xml").write_text(f"<Document>{tokens}</Document>", "utf-8")
    found = fusion_topics.stories(tmp_path, Run(reader=nothing, part="tune"))
    assert {(story.text, gold) for story, gold in found} == {("Two fell\nAsh", "8 ecb"), ("Two fell\nAsh", "8 ecbplus")}
    assert fusion_topics.stories(tmp_path, Run(reader=nothing)) == []
