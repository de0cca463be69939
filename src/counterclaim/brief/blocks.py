"""What a brief is made of: headings, words, facts, tables, lists and one drawn map, whatever it is written as."""

from __future__ import annotations

from typing import NamedTuple


class Run(NamedTuple):
    """Words in one style; flags and not names of styles, so that masking a name cannot touch them."""

    text: str
    strong: bool = False
    mark: bool = False
    soft: bool = False
    link: str | None = None


Runs = tuple[Run, ...]


class Heading(NamedTuple):
    """A heading of level 1 to 3."""

    text: str
    level: int


class Words(NamedTuple):
    """A paragraph."""

    runs: Runs


class Facts(NamedTuple):
    """Labels with what is told under each."""

    rows: tuple[tuple[str, str], ...]


class Row(NamedTuple):
    """Cells of a table; `flag` where they contradict one another."""

    cells: tuple[str, ...]
    flag: bool = False


class Table(NamedTuple):
    """A table; `wide` is the index of the column that takes the most room, None where all are alike."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    wide: int | None = None


class Listing(NamedTuple):
    """A list; items that begin with a mark of their own are not given another."""

    items: tuple[Runs, ...]


class Shape(NamedTuple):
    """A closed line, in units of the drawing."""

    points: tuple[tuple[float, float], ...]
    fill: str
    line: str


class Disc(NamedTuple):
    """A circle; one without fill is only its line, dashed."""

    x: float
    y: float
    radius: float
    fill: str | None
    line: str


class Label(NamedTuple):
    """Words on a drawing, with their middle or start at a point on the base line."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    middle: bool = False
    strong: bool = False


class Drawing(NamedTuple):
    """A picture in its own units, what is drawn first lying undermost."""

    wide: float
    high: float
    ground: str
    parts: tuple[Shape | Disc | Label, ...]


class Picture(NamedTuple):
    """A drawing with what it shows, in words."""

    drawing: Drawing
    told: str


Block = Heading | Words | Facts | Table | Listing | Picture


class Document(NamedTuple):
    """A whole brief."""

    title: str
    lead: str
    made: str
    blocks: tuple[Block, ...]
