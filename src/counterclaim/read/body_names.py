"""Names of organisations and facilities among capitalised words: head words, "X of Y", acronyms, names in brackets."""

from __future__ import annotations

from counterclaim.codebook.actors import actors
from counterclaim.read.document import Doc
from counterclaim.read.name_lexicon import fold, is_common, name_words
from counterclaim.read.name_runs import Run
from counterclaim.read.naming import Naming

_OF = frozenset({"of", "for", "on"})
_INSIDE = frozenset({"of", "for", "on", "and", "the", "&", "in"})
_LONGEST_ACRONYM = 7
Body = tuple[int, int, str]


class Bodies:
    """Finds bodies in the runs of one text; `known` are names that brackets or whole names have told."""

    def __init__(self, doc: Doc, naming: Naming) -> None:
        self.doc, self.naming = doc, naming
        self.words = name_words()
        self.low = [fold(word) for word in doc.words]
        self.known: set[str] = set()

    def in_run(self, run: Run, following: dict[int, Run], before: Run | None) -> list[Body]:
        """Bodies, facilities and sites of one run by their head words.

        `following` finds runs by their first token; `before` is the run before this one.
        """
        last = run.last
        heads = [k for k in range(run.first, last) if self._head(k) and not self._titles_after(k, run)]
        if not heads or run.shouted:
            return []
        head = heads[-1]
        kind = self._kind(head)
        first = self._start(run, head)
        if first == run.first and before is not None and self._joined(before, run):
            first = before.first
        of = self.words.facility_of if kind == "facility" else self.words.body_of
        if head + 1 == last and self.low[head] in of:
            end = self._of(last, following)
            if end > last:
                return [(first, end, kind)]
        if head - first < 1:
            return []
        if head + 1 < last and kind == "organization" and len(heads) == 1 and head == run.first:
            return []
        end = (
            last
            if head + 1 < last and all(self.low[k].isdigit() or len(self.low[k]) < 3 for k in range(head + 1, last))
            else head + 1
        )
        return [(first, end, kind)]

    def _kind(self, head: int) -> str:
        low = self.low[head]
        if low in self.words.sites:
            return "place"
        return "facility" if low in self.words.facilities else "organization"

    def _head(self, k: int) -> bool:
        low = self.low[k]
        headed = low in self.words.bodies or low in self.words.facilities or low in self.words.sites
        return headed and self.doc.words[k][0].isupper()

    def _titles_after(self, k: int, run: Run) -> bool:
        """ "Police Chief X", "Army General": the head word only describes a title."""
        return k + 1 < run.last and self.low[k + 1].rstrip(".") in self.words.titles and k == run.first

    def _joined(self, before: Run, run: Run) -> bool:
        """ "Communications and Information Technology Commission": "and" joins subjects before one head."""
        return (
            before.last + 1 == run.first
            and self.doc.lower[before.last] == "and"
            and self._same_kind(before)
            and not before.opens
        )

    def _start(self, run: Run, head: int) -> int:
        """Where the name begins: after a sentence's opening word and after titles."""
        first = run.first
        if run.opens and head - first > 1 and is_common(self.low[first]) and self.doc.tags[first] != "NAME":
            first += 1
        titles = [k for k in range(first, head) if self.low[k].rstrip(".") in self.words.titles]
        return (
            titles[-1] + 1
            if titles
            and titles[-1] + 1 < head
            and self.low[titles[-1]] not in {"general", "justice", "chief", "attorney", "teacher", "trade"}
            else first
        )

    def _of(self, last: int, following: dict[int, Run]) -> int:
        """Past "of Foreign Affairs", "of the Republic and X" that goes on a name whose head ends at `last`."""
        doc, end, k = self.doc, last, last
        sent = doc.sent_of[last - 1]
        if k >= len(doc.words) or doc.lower[k] not in _OF or doc.sent_of[k] != sent:
            return last
        while (
            k < len(doc.words)
            and doc.sent_of[k] == sent
            and (doc.lower[k] in _INSIDE or (doc.words[k] == "," and end > last))
        ):
            if doc.words[k] == "," and not self._listed(k, following):
                break
            at = k + 1
            while at < len(doc.words) and doc.lower[at] in {"the", "for", "of"} and doc.sent_of[at] == sent:
                at += 1
            run = following.get(at)
            if run is None or (doc.lower[k] == "and" and not self._same_kind(run)):
                break
            end = k = run.last
        return end

    def _listed(self, comma: int, following: dict[int, Run]) -> bool:
        """ "Ministry of Law, Justice and Parliamentary Affairs": a comma with one more item and "and" after it."""
        run = following.get(comma + 1)
        return (
            run is not None
            and run.last < len(self.doc.words)
            and self.doc.lower[run.last] == "and"
            and self._same_kind(run)
        )

    def _same_kind(self, run: Run) -> bool:
        """What "and" joins to a subject is a subject: common words, no person and no other body."""
        return all(is_common(self.low[k]) and not self._head(k) for k in range(run.first, run.last))

    def acronym(self, k: int) -> bool:
        """Whether a token is an acronym of a body that the codebook does not know as a country."""
        word = self.doc.words[k]
        letters = word.replace("-", "").replace("&", "")
        if not (
            2 <= len(letters) <= _LONGEST_ACRONYM
            and letters.isalpha()
            and sum(c.isupper() for c in letters) >= len(letters) - 1
            and word[0].isupper()
            and word[-1:].isupper()
        ):
            return False
        hit = self.naming.hits.get(k)
        if hit is not None:
            known = actors().get(hit.candidates[0].actor)
            return known is not None and known.kind != "state"
        return self.low[k] not in self.words.no_names and not (
            len(letters) == 2 and is_common(self.low[k]) and self.low[k] not in self.known
        )

    def in_brackets(self, last: int) -> str | None:
        """The short name in brackets right after a name: "... (AfDB)"."""
        words = self.doc.words
        if last + 2 < len(words) and words[last] == "(" and words[last + 2] == ")" and words[last + 1][0].isupper():
            return self.low[last + 1]
        return None

    def told(self, first: int, last: int) -> bool:
        """Whether the words around say that a name is a body's: "the newspaper X", "X chief executive", "X (XY)"."""
        doc = self.doc
        before = self.low[first - 1] if first and doc.sent_of[first - 1] == doc.sent_of[first] else ""
        after = self.low[last] if last < len(doc.words) and doc.sent_of[last] == doc.sent_of[first] else ""
        short = self.in_brackets(last)
        initials = "".join(self.low[k][0] for k in range(first, last) if doc.words[k][0].isupper())
        if short is not None and len(initials) > 1 and short == initials:
            return True
        return before in self.words.before_bodies or after in self.words.after_bodies
