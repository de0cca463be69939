"""Floors are raised, never lowered, and a figure that is gone breaks its floor too."""

from evaluation import floors, results


def test_a_figure_below_its_floor_or_gone_is_told():
    known = {"toy": {"F1": 0.5, "P": 0.4}}
    assert floors.broken(known, {"toy": {"F1": 0.5, "P": 0.9}}) == []
    told = floors.broken(known, {"toy": {"F1": 0.4999}})
    assert len(told) == 2
    assert "below its floor" in told[0]
    assert "not measured" in told[1]


def test_a_set_that_was_not_run_breaks_nothing():
    assert floors.broken({"toy": {"F1": 0.5}}, {}) == []


def test_raising_never_lowers_and_leaves_counts_alone():
    known = {"toy": {"F1": 0.5, "day": 0.4}, "other": {"day": 0.3}}
    higher = floors.raised(known, {"toy": {"F1": 0.2, "day": 0.45678, "n reports": 7.0}})
    assert higher == {"toy": {"F1": 0.5, "day": 0.456}, "other": {"day": 0.3}}
    assert floors.broken(higher, {"toy": {"F1": 0.5, "day": 0.45678}}) == []


def test_precision_and_recall_may_be_traded():
    assert floors.raised({}, {"toy": {"cue F1": 0.5, "cue P": 0.9, "cue R": 0.3, "lgl.recall": 0.2}}) == {
        "toy": {"cue F1": 0.5}
    }


def test_floors_survive_the_file(tmp_path):
    path = tmp_path / "floors.json"
    assert floors.load(path) == {}
    floors.save({"b": {"x": 0.1}, "a": {}}, path)
    assert floors.load(path) == {"a": {}, "b": {"x": 0.1}}


def test_the_page_differs_by_its_date_line_alone():
    measured = {"plover": {"n sentences": 3.0, "ASSAULT F1": 0.51249}}
    one, other = (results.page(measured, date, {}) for date in ("1 May 2026", "2 May 2026"))
    assert [a for a, b in zip(one.splitlines(), other.splitlines(), strict=True) if a != b] == [
        "Measured on 1 May 2026."
    ]
    assert "| ASSAULT F1 | 0.512 |" in one
    assert "sentences: 3" in one
