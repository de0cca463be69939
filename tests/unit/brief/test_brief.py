"""Briefs: every claim with its words, figures, sources and a map; three forms that stand alone; names withheld."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "export"))

from export_ledger import Book, filled, shooting_in

from counterclaim.brief import Options, brief, written
from counterclaim.brief.atlas import VENDOR, rings
from counterclaim.brief.blocks import Document, Listing, Picture, Run, Table, Words
from counterclaim.brief.frame import clipped, framed
from counterclaim.brief.markdown import markdown
from counterclaim.errors import SettingError, UnknownError
from counterclaim.records.account import Coding
from counterclaim.records.query import Query

EVERY = Query(status=())
SCRIPT = "<script>alert(1)</script> | **bold** [x](y)"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with filled(str(tmp_path_factory.mktemp("brief") / "small.db")) as ledger:
        yield ledger


def clash(book: Book) -> str:
    return next(each.id for each in book.find() if any(member.report == "lima-1" for member in each.members))


def text_of(made: Document, form: str = "md") -> str:
    return written(made, form).decode()


class Page(HTMLParser):
    """What a page holds and asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [
            str(value) for name, value in attrs if name in {"src", "srcset", "data"} or name.startswith("on")
        ]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_a_set_is_counted_added_up_and_told_incident_by_incident(book: Book) -> None:
    told = text_of(brief(book, EVERY, Options(made="2026-09-02")))
    assert told.startswith("# Brief on 5 incidents\n")
    assert (
        "Killed in 4 incidents with a figure, added up by the rule book UCDP GED: 39 (at least 39, at most 122)" in told
    )
    assert len(re.findall(r"^## \d\. ", told, re.M)) == 5
    assert told.rstrip().splitlines()[-1].startswith("Made 2 Sep 2026 by Counterclaim")


def test_every_claim_of_the_side_by_side_leads_to_its_sentence_and_report(book: Book) -> None:
    made = brief(book, clash(book))
    tables = [block for block in made.blocks if isinstance(block, Table)]
    cells = " ".join(cell for row in tables[0].rows for cell in row.cells)
    numbers = {int(each) for each in re.findall(r"\[(\d+)\]", cells)}
    words = next(block for block in made.blocks if isinstance(block, Listing) and block.items[0][0].text == "[1] ")
    assert numbers == set(range(1, len(words.items) + 1))
    assert "denies: Armed forces of Ecuador" in cells
    assert {row.cells[0] for row in tables[0].rows if row.flag} == {"initiator", "killed"}
    told = text_of(made)
    assert "<https://lima.example/lima-1>" in told
    assert "Title of quito-1" in told


def test_figures_tell_what_the_rule_book_did_and_which_one(book: Book) -> None:
    told = text_of(brief(book, clash(book), Options(rule="highest")))
    assert "4 killed" in told
    assert re.search(r"Killed\*\*: 2 to 4 \(best 4\), by the rule book", told)


def test_what_was_not_known_by_a_day_is_not_told(book: Book) -> None:
    told = text_of(brief(book, EVERY, Options(as_of="2026-03-04")))
    assert "As known on 4 Mar 2026" in told
    assert "quito" not in told
    with pytest.raises(UnknownError):
        brief(book, clash(book), Options(as_of="2026-01-01"))


def test_only_so_many_are_told_in_full_and_it_says_so(book: Book) -> None:
    told = text_of(brief(book, EVERY, Options(most=2)))
    assert "The first 2 of 5 are told here" in told
    assert "## 3." not in told
    with pytest.raises(SettingError, match="nothing to brief on"):
        brief(book, Query(country=("NZ",)))
    with pytest.raises(SettingError, match="one of md, html, pdf"):
        written(brief(book, EVERY), "doc")


@pytest.mark.parametrize("form", ["md", "html"])
def test_names_of_private_victims_are_withheld_where_asked(book: Book, form: str) -> None:
    assert "Sesay" in text_of(brief(book, EVERY), form)
    masked = text_of(brief(book, EVERY, Options(withhold_names=True)), form)
    assert "sesay" not in masked.casefold()
    assert "Names of private people who were harmed are withheld" in masked
    assert "sesay" not in str(brief(book, EVERY, Options(withhold_names=True))).casefold()


def test_the_setting_withholds_names_too(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_WITHHOLD_NAMES", "1")
    assert "Sesay" not in text_of(brief(book, EVERY))


def test_a_page_stands_alone_and_runs_nothing(book: Book) -> None:
    page = Page()
    page.feed(text_of(brief(book, EVERY), "html"))
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert page.loads == []
    assert page.tags.count("svg") == 1


def test_words_of_reports_are_words_in_every_form(tmp_path: Path) -> None:
    given, coding = shooting_in(f"Gunmen shot {SCRIPT} near the well.")
    with Book(str(tmp_path / "evil.db")) as evil:
        evil.put([(replace(given, title=SCRIPT, outlet=SCRIPT, url="javascript:alert(1)"), coding)])
        (found,) = evil.find()
        made = brief(evil, found.id)
    page = text_of(made, "html")
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    told = text_of(made)
    assert "](<javascript" not in told
    assert re.search(r"(?<!\\)\*\*bold", told) is None


def test_public_briefs_quote_only_what_claims_rest_on(book: Book) -> None:
    assert "Reactions" in text_of(brief(book, clash(book)))
    assert "Reactions" not in text_of(brief(book, clash(book), Options(public=True)))


def test_a_pdf_holds_the_words_and_is_the_same_again(book: Book) -> None:
    pytest.importorskip("fpdf")
    if not (VENDOR / "DejaVuSans.ttf").is_file():
        pytest.skip("no fonts: install the package from this checkout, its build brings them")
    from pypdf import PdfReader

    made = brief(book, EVERY, Options(heading="Fünf Vorfälle · пять · Ե"))
    whole = written(made, "pdf")
    assert whole == written(made, "pdf")
    place = PdfReader(io.BytesIO(whole))
    told = " ".join(" ".join(page.extract_text() for page in place.pages).split())
    assert place.metadata is not None
    assert place.metadata.title == "Fünf Vorfälle · пять · Ե"
    for words in ("Fünf Vorfälle · пять · Ե", "Who says what", "Title of menaka-1", "Soldado Monge"):
        assert words in told
    links = [
        note.get_object()["/A"]["/URI"]
        for page in place.pages
        for note in page.get("/Annots", ())
        if "/A" in note.get_object()
    ]
    assert "https://lima.example/lima-1" in links


def test_a_map_has_a_dot_for_each_that_has_a_place_and_a_scale(book: Book) -> None:
    made = brief(book, EVERY)
    (picture,) = [block for block in made.blocks if isinstance(block, Picture)]
    page = text_of(made, "html")
    drawn = Xml.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])  # noqa: S314 (our own)
    space = "{http://www.w3.org/2000/svg}"
    labels = {each.text for each in drawn.iter(f"{space}text")}
    numbers = {int(n) for label in labels if label for n in re.findall(r"\b\d\b", label) if "km" not in label}
    assert numbers == {1, 2, 3, 4, 5}
    assert any("km" in (label or "") for label in labels)
    assert "stroke-dasharray" in page  # Chad is known as a country only
    if rings():
        assert sum(1 for _ in drawn.iter(f"{space}path")) > 10
    assert "Natural Earth" in picture.told


def test_a_frame_goes_over_the_date_line_where_that_is_narrower() -> None:
    frame = framed([(179.5, -17.0), (-179.0, -18.0)], 600, 300)
    assert frame.east - frame.west < 20
    xs = [frame.place(lon, -17.5)[0] for lon in (179.5, -179.0)]
    assert 0 < xs[0] < xs[1] < 600


def test_what_of_a_ring_is_outside_is_cut_off() -> None:
    frame = framed([(0.0, 0.0)], 600, 300)
    square = [(-100.0, -100.0), (50.0, -100.0), (50.0, 100.0), (-100.0, 100.0)]
    found = clipped(square, frame)
    assert found
    assert all(-2.01 <= x <= 602.01 and -2.01 <= y <= 302.01 for x, y in found)
    assert clipped([(900.0, 900.0), (950.0, 900.0), (950.0, 950.0)], frame) == []


def test_marks_of_markdown_in_words_are_escaped() -> None:
    made = Document("a *b*", "l", "m", (Words((Run("1_2", strong=True), Run(" |x|"))),))
    told = markdown(made)
    assert "# a \\*b\\*" in told
    assert "**1\\_2** \\|x\\|" in told


def test_an_incident_without_a_place_has_no_map(tmp_path: Path) -> None:
    given, coding = shooting_in("Gunmen shot a man.")
    (account,) = coding.accounts
    bare = replace(account, where=replace(account.where, lat=None, lon=None))
    with Book(str(tmp_path / "bare.db")) as ledger:
        ledger.put([(given, Coding(True, (bare,)))])
        made = brief(ledger, next(ledger.find()).id)
    assert not any(isinstance(block, Picture) for block in made.blocks)
