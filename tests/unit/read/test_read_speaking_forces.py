"""A force named by an adjective ("the military") speaks like any other, whoever its sentence goes on to tell of."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim import read


@pytest.mark.parametrize(
    ("told", "speaker", "others"),
    [
        ("Pakistan's military said Indian forces had opened fire on a post.", "PK-MIL", {"IN-MIL"}),
        ("The Israeli military denied Hamas fighters had entered the camp.", "IL-MIL", {"PS-HAMAS"}),
        ("Iran's military claimed Israeli jets hit a base near Isfahan.", "IR-MIL", {"IL-MIL"}),
        ("The Sudanese military accused Chadian troops of shelling a village.", "SD-MIL", {"TD-MIL"}),
    ],
)
def test_an_accusation_stays_its_speakers(tmp_path: Path, told: str, speaker: str, others: set[str]) -> None:
    path = tmp_path / "wire.txt"
    path.write_text(f"{told}\n", "utf-8")
    found = read(path, published="2026-03-04")
    text = found.report.text
    forces = {mention.actor: text[slice(*mention.span)] for mention in found.reading.mentions if mention.actor}
    assert others < set(forces)
    (attribution,) = found.reading.attributions
    assert attribution.source is not None
    assert text[slice(*attribution.source)] == forces[speaker]
