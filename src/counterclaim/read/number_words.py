"""The value of a number told in words or figures, from its letters."""

from __future__ import annotations

from counterclaim.read.letters import Letters, Range, letter_of

_MOST = 1e12


def number_of(letters: Letters, span: Range) -> float | None:
    """ "Twenty-one", "two hundred and fifty", "1.2 million", "2 1/2", "half a million"; None where no number stands.

    Of two joined by "or", "to" or a dash between figures only the first is read.
    """
    total = current = 0.0
    seen = False
    position, end = span
    while position < end:
        code, value = letters.codes[position], letters.values[position]
        if code in letter_of("SCALE"):
            current = (current if seen else 1.0) * value
            if value >= 1000:
                total, current = total + current, 0.0
            seen = True
        elif code in letter_of("DOZENW"):
            current, seen = (current if seen else 1.0) * value, True
        elif code in letter_of("HALFW"):
            current, seen = (current + 0.5 if seen else 0.5), True
        elif code in letter_of("INT") and position + 2 < end and letters.codes[position + 1] in letter_of("SLASH"):
            current, seen = current + value / max(letters.values[position + 2], 1), True
            position += 2
        elif code in letter_of("INT") or code in letter_of("NUMW"):
            if seen and _is_apart(letters, position):
                break
            current, seen = current + value, True
        elif code in letter_of("DECIMAL"):
            current, seen = float(value.replace(",", "")), True
        elif seen and code in letter_of("OR") + letter_of("TO"):
            break
        position += 1
    number = total + current
    return number if seen and number <= _MOST else None


def _is_apart(letters: Letters, position: int) -> bool:
    """Whether a number begins anew: "10-15", "two-three", and no "twenty-one" or "hundred and one"."""
    before = letters.codes[position - 1]
    if before in letter_of("TENNER"):
        return letters.codes[position] not in letter_of("UNITW")
    if before in letter_of("DASH"):
        joins = letters.codes[position - 2] in letter_of("TENNER") + letter_of("TWENTYW")
        return not (joins and letters.codes[position] in letter_of("UNITW"))
    return False
