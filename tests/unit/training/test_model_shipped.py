"""The shipped model and gate: marks lie where their words stand, and never hang on what is read beside them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("tokenizers")

from counterclaim.errors import ModelError
from counterclaim.read.model import WEIGHTS, Model, shipped
from counterclaim.read.model_gate import buckets
from counterclaim.read.model_gate import shipped as gate

if not (WEIGHTS / "model.onnx").exists():
    pytest.skip("no model is shipped", allow_module_level=True)

TEXT = """Two border guards were killed on Tuesday when gunmen opened fire on a patrol near Tarvela, officials said.

The interior minister, Ana Korsun, said the attackers had crossed the river at night. "We will find them," she told
reporters. A spokesman for the Lora Front denied that its men were involved."""
OTHER = "The central bank kept its rate at four per cent, said its governor. Markets had expected a cut."


def test_marks_are_spans_of_the_text_with_a_confidence() -> None:
    marks = shipped().tags(TEXT)
    for layer, found in marks.layers.items():
        for one in found:
            assert one.layer == layer
            assert TEXT[slice(*one.span)].strip() == TEXT[slice(*one.span)] != ""
            assert 0 <= one.confidence <= 1
    assert [one.span for one in marks.layers["cue"]] == sorted(one.span for one in marks.layers["cue"])


def test_who_says_what_is_tied_together() -> None:
    told = {
        (TEXT[slice(*one.source.span)] if one.source else None, TEXT[slice(*one.cue.span)])
        for one in shipped().tags(TEXT).attributions
    }
    assert ("officials", "said") in told
    assert any(who == "she" and (cue or "").startswith("told") for who, cue in told)


def test_names_are_found() -> None:
    found = {(one.label, TEXT[slice(*one.span)]) for one in shipped().tags(TEXT).layers["entity"]}
    assert ("person", "Ana Korsun") in found


def test_a_reading_never_hangs_on_what_is_read_beside_it() -> None:
    alone = Model().tags(TEXT)
    beside = Model()
    beside.tags(OTHER * 30)
    mixed = [beside.tags(text) for text in (OTHER, TEXT, "", TEXT)]
    assert mixed[1] == mixed[3] == alone


def test_the_same_marks_in_another_process() -> None:
    code = f"from counterclaim.read.model import shipped; print(shipped().tags({TEXT!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(shipped().tags(TEXT))


def test_faint_marks_are_kept_apart() -> None:
    model = shipped()
    marks = model.tags(TEXT + "\n\n" + OTHER)
    for name, layer in model.card.layers.items():
        assert all(one.confidence >= layer.least for one in marks.layers[name])
        assert all(one.confidence < layer.least for one in marks.faint[name])


def test_a_text_without_words_has_no_marks() -> None:
    marks = shipped().tags(" \n\n ")
    assert not any(marks.layers.values())
    assert marks.attributions == ()


def test_a_long_text_is_marked_to_its_end() -> None:
    marks = shipped().tags((OTHER + "\n\n") * 60 + TEXT)
    assert max(one.span[0] for one in marks.layers["cue"]) > len(OTHER) * 60


def test_a_network_that_is_not_the_cards_is_refused(tmp_path: Path) -> None:
    for name in ("model.json", "vocab.txt"):
        shutil.copyfile(WEIGHTS / name, tmp_path / name)
    (tmp_path / "model.onnx").write_bytes(b"something else")
    with pytest.raises(ModelError, match="not the file that its card describes"):
        Model(tmp_path).tags(TEXT)


def test_the_package_stays_small() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 30_000_000


def test_reading_the_card_loads_no_library() -> None:
    code = "import sys; from counterclaim.read.model import shipped; shipped(); print('onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_gate_tells_arms_from_other_news() -> None:
    assert gate().score(TEXT) >= gate().least
    assert gate().score(OTHER) < gate().score(TEXT)


def test_gate_takes_all_numbers_for_one_and_letter_case_for_nothing() -> None:
    assert buckets("12 Men Hurt", 1 << 17) == buckets("3 men HURT", 1 << 17)
    assert gate().score("") == gate().score("...")
