"""Who is told as the suspect of a deed in so many words: by a charge or a verdict after a name, or named as the doer.

"Rios, 22, was charged with murder" | "police identified the gunman as Rios" | "the suspect, Ana Rios"
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from counterclaim.account.arrests import serves
from counterclaim.account.joint import listed
from counterclaim.account.scene import Scene
from counterclaim.codebook.roles import roles
from counterclaim.records.reading import Mention
from counterclaim.records.report import Span
from counterclaim.values.lettering import any_of

if TYPE_CHECKING:
    from counterclaim.account.split import Draft

_REACH = 70
"""Characters after a name in which its charge stands."""
_APPOSED = re.compile(
    r"^(?:,? [js]r\b\.?)?(?: of [a-z .]{2,30}?(?=,| (?:was|is|has|were) ))?"
    r"(?:(?:,[^,;.]{1,40}){1,2},|\s*\([^)]{1,12}\))?\s*(?:who\s+)?(?:both\s+)?"
)
"""What may stand between a name and its charge: "Jr., 22, of Yopal," "(19)"."""


def accused(scene: Scene, draft: Draft, alone: bool) -> list[tuple[Mention, str]]:
    """Persons told as suspects with how surely, in a draft's own sentences, or anywhere where it is the only news."""
    numbers = {scene.sentence(span[0]) for span in (*(e.span for e in draft.events), *(h.trigger for h in draft.harms))}
    found: dict[Span, tuple[Mention, str]] = {}
    for mention in scene.people:
        near = alone or bool({scene.sentence(mention.span[0]) + n for n in (-1, 0, 1)} & numbers)
        if near and _named(mention) and (certainty := _charged(scene, mention)) is not None:
            found |= {one.span: (one, certainty) for one in listed(scene, mention) if _named(one)}
    return list(found.values())


def _named(mention: Mention) -> bool:
    """Whether somebody is told by a name, and serves no state."""
    return mention.type == "person" and mention.name[:1].isupper() and " " in mention.name and not serves(mention)


def _charged(scene: Scene, mention: Mention) -> str | None:
    """How surely a name is told as the doer's: `stated` once convicted, `suspected` before; None where it is not."""
    start, end = scene.reading.sentences[scene.sentence(mention.span[0])].span
    after = scene.text[mention.span[1] : min(end, mention.span[1] + _REACH)].lower()
    words = after[len(apposed[0]) :] if (apposed := _APPOSED.match(after)) else after
    before = scene.text[max(start, mention.span[0] - _REACH) : mention.span[0]].lower()
    if _leads("convicted", words) or _ends("convicting", before):
        return "stated"
    return "suspected" if _leads("charged", words) or _ends("charging", before) else None


def _leads(role: str, words: str) -> bool:
    return _any(role).match(words) is not None


def _ends(role: str, words: str) -> bool:
    return any(not words[found.end() :].strip(" ,") for found in _any(role).finditer(words))


@cache
def _any(role: str) -> re.Pattern[str]:
    return any_of(roles()[role])
