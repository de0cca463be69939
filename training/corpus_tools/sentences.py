"""Where a sentence begins and ends in a written report: plain enough for anchors, and an anchor can be marked."""

from __future__ import annotations

import re

from counterclaim.records.report import Span

_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9])|\n+")
_DATELINE = re.compile(r"[A-Z]{3}[^\n]{0,70}? [-–—] (?=\S)")
_SHORT = re.compile(
    r"(?:^|[\s(\"“])(?:Lt|Gen|Col|Maj|Capt|Sgt|Cpl|St|Mr|Mrs|Ms|Dr|No|Gov|Brig|Adm|Insp|Supt|[A-Z]|[A-Za-z]\.[A-Za-z])\.$"
)


def around(text: str, span: Span) -> Span:
    """The sentence (or line) that a span begins in, without a dateline and its final stop."""
    start, end = 0, len(text)
    for found in _END.finditer(text):
        if _SHORT.search(text[: found.end()][-12:]):
            continue
        if found.end() <= span[0]:
            start = found.end()
        elif found.start() >= span[0]:
            end = max(found.start(), span[1])
            break
    quoted = text[start:end]
    start += len(quoted) - len(quoted.lstrip())
    dateline = _DATELINE.match(text, start)
    if dateline and dateline.end() <= span[0]:
        start = dateline.end()
    return start, start + len(text[start:end].strip().rstrip("."))
