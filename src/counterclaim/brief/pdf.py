"""A brief as PDF: A4, fonts of most alphabets in the file, the map drawn in lines. The only importer of fpdf."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from counterclaim.brief.atlas import VENDOR
from counterclaim.brief.blocks import (
    Block,
    Disc,
    Document,
    Facts,
    Heading,
    Label,
    Listing,
    Picture,
    Run,
    Runs,
    Shape,
    Table,
    Words,
)
from counterclaim.errors import SettingError

_FONT = "DejaVu"
_FILES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
_INK, _SOFT, _LINE, _LINK = (27, 31, 36), (86, 93, 102), (205, 209, 203), (0, 85, 138)
_FLAG, _HEAD, _PAPER = (253, 238, 228), (244, 245, 242), (255, 255, 255)
_BODY, _SMALL = 9.0, 8.0
_SIZES = {1: 18.0, 2: 13.0, 3: 10.0}
_LABELS, _INDENT = 30.0, 8.0
_LEFT_OF_HEADING = 40.0
"""Millimetres that must be left on a page for a heading to begin there."""
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MM_OF_POINT = 0.352778


def pdf(made: Document) -> bytes:
    """The file; raises SettingError where its library or its fonts are not installed."""
    page = _paper(made.title)
    page.set_font(_FONT, "B", _SIZES[1])
    page.multi_cell(0, 8, made.title, new_x="LMARGIN", new_y="NEXT", align="L")
    _soft(page, made.lead, _BODY)
    for block in made.blocks:
        _put(page, block)
    page.ln(4)
    _soft(page, made.made, _SMALL)
    return bytes(page.output())


def _paper(title: str) -> Any:
    try:
        from fpdf import FPDF  # noqa: PLC0415 (an extra, and heavy)
    except ImportError:
        raise SettingError("a brief as PDF needs fpdf2; install counterclaim[pdf], or take html or md") from None
    if not all((VENDOR / name).is_file() for name in _FILES.values()):
        raise SettingError("the fonts of PDFs are not in this package; install it built, or take html or md")

    class Paper(FPDF):
        """A4 with page numbers."""

        def footer(self) -> None:
            self.set_y(-12)
            self.set_font(_FONT, "", 7.5)
            self.set_text_color(*_SOFT)
            self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="C")
            self.set_text_color(*_INK)

    page = Paper(format="A4", unit="mm")
    page.set_margins(17, 16, 17)
    page.set_auto_page_break(True, 17)
    for style, name in _FILES.items():
        page.add_font(_FONT, style, VENDOR / name)
    page.set_title(title)
    page.set_creator("Counterclaim")
    page.set_lang("en")
    page.set_creation_date(_EPOCH)  # the same brief gives the same bytes
    page.set_text_color(*_INK)
    page.set_draw_color(*_LINE)
    page.add_page()
    return page


def _put(page: Any, block: Block) -> None:
    if isinstance(block, Heading):
        _heading(page, block)
    elif isinstance(block, Words):
        _runs(page, block.runs)
    elif isinstance(block, Facts):
        _facts(page, block)
    elif isinstance(block, Table):
        _table(page, block)
    elif isinstance(block, Listing):
        _listing(page, block)
    elif isinstance(block, Picture):
        _picture(page, block)


def _heading(page: Any, block: Heading) -> None:
    if page.will_page_break(_LEFT_OF_HEADING):
        page.add_page()
    page.ln(5 if block.level == 2 else 3)
    if block.level == 2:
        page.line(page.l_margin, page.get_y(), page.w - page.r_margin, page.get_y())
        page.ln(2)
    page.set_font(_FONT, "B", _SIZES[block.level])
    page.multi_cell(0, _SIZES[block.level] * 0.45, block.text, new_x="LMARGIN", new_y="NEXT", align="L")
    page.ln(1)


def _runs(page: Any, runs: Runs, left: float = 0.0, lead: str = "") -> None:
    """A paragraph of words in several styles, `left` in from the margin; `lead` stands before its first line."""
    margin = page.l_margin + left
    if lead:
        page.set_font(_FONT, "", _BODY)
        page.set_x(page.l_margin)
        page.cell(left, _BODY * 0.5, lead, align="L")
    with page.text_columns(l_margin=margin, line_height=1.25) as column, column.paragraph() as paragraph:
        for run in runs:
            _run(page, paragraph, run)
    page.set_text_color(*_INK)


def _run(page: Any, paragraph: Any, run: Run) -> None:
    page.set_font(_FONT, "B" if run.strong or run.mark else "", _BODY)
    link = run.link if run.link and run.link.startswith(("https://", "http://")) else None
    page.set_text_color(*(_LINK if link else _SOFT if run.soft else _INK))
    if run.text:
        paragraph.write(run.text, link=link)


def _soft(page: Any, text: str, size: float) -> None:
    page.set_font(_FONT, "", size)
    page.set_text_color(*_SOFT)
    page.multi_cell(0, size * 0.5, text, new_x="LMARGIN", new_y="NEXT", align="L")
    page.set_text_color(*_INK)
    page.ln(1)


def _facts(page: Any, block: Facts) -> None:
    page.ln(1)
    wide = page.epw - _LABELS
    for name, told in block.rows:
        if page.will_page_break(_SMALL):
            page.add_page()
        page.set_font(_FONT, "", _BODY)
        page.set_text_color(*_SOFT)
        page.cell(_LABELS, _BODY * 0.5, name)
        page.set_text_color(*_INK)
        page.multi_cell(wide, _BODY * 0.5, told, new_x="LMARGIN", new_y="NEXT", align="L")


def _table(page: Any, block: Table) -> None:
    from fpdf.fonts import FontFace  # noqa: PLC0415

    widths: list[float] = [2 if n == block.wide else 1 for n in range(len(block.head))]
    if not block.head[0]:
        widths = [0.35 if block.wide else 0.6, *widths[1:]]
    page.set_font(_FONT, "", _SMALL)
    with page.table(
        col_widths=tuple(widths),
        text_align="LEFT",
        line_height=_SMALL * 0.5,
        padding=1,
        borders_layout="HORIZONTAL_LINES",
        headings_style=FontFace(emphasis="BOLD", fill_color=_HEAD),
    ) as table:
        table.row(block.head)
        for row in block.rows:
            table.row(row.cells, style=FontFace(fill_color=_FLAG if row.flag else _PAPER))
    page.ln(1)


def _listing(page: Any, block: Listing) -> None:
    for item in block.items:
        if page.will_page_break(_BODY):
            page.add_page()
        numbered = item[0].text.startswith("[")
        _runs(page, item[1:] if numbered else item, _INDENT, item[0].text.strip() if numbered else "–")
        page.ln(0.9)


def _picture(page: Any, block: Picture) -> None:
    drawing = block.drawing
    unit = page.epw / drawing.wide
    if page.will_page_break(drawing.high * unit + 8):
        page.add_page()
    page.ln(2)
    left, top = page.l_margin, page.get_y()
    page.set_fill_color(drawing.ground)
    page.set_line_width(0.15)
    with page.local_context(), page.rect_clip(left, top, page.epw, drawing.high * unit):
        page.rect(left, top, page.epw, drawing.high * unit, style="F")
        for part in drawing.parts:
            _part(page, part, left, top, unit)
    page.set_draw_color(*_LINE)
    page.rect(left, top, page.epw, drawing.high * unit)
    page.set_text_color(*_INK)
    page.set_line_width(0.2)
    page.set_y(top + drawing.high * unit + 1)
    _soft(page, block.told, _SMALL)


def _part(page: Any, part: Shape | Disc | Label, left: float, top: float, unit: float) -> None:
    if isinstance(part, Label):
        _label(page, part, left, top, unit)
        return
    page.set_draw_color(part.line)
    if part.fill:
        page.set_fill_color(part.fill)
    if isinstance(part, Shape):
        page.polygon([(left + x * unit, top + y * unit) for x, y in part.points], style="DF")
        return
    if part.fill is None:
        page.set_dash_pattern(1, 0.8)
    page.circle(left + part.x * unit, top + part.y * unit, part.radius * unit, style="DF" if part.fill else "D")
    page.set_dash_pattern()


def _label(page: Any, label: Label, left: float, top: float, unit: float) -> None:
    page.set_font(_FONT, "B" if label.strong else "", label.size * unit / _MM_OF_POINT)
    page.set_text_color(label.colour)
    back = page.get_string_width(label.text) / 2 if label.middle else 0
    page.text(left + label.x * unit - back, top + label.y * unit, label.text)
