"""The article in an HTML page: its text without the page around it, its title, outlet, language and date.

html | captions, asides cut | article text by trafilatura | title on top | date as declared, else as found
"""

from __future__ import annotations

import logging
import re
from typing import Any

import trafilatura
from htmldate import find_date
from lxml import etree
from lxml import html as lxml_html

from counterclaim.errors import SourceError
from counterclaim.gather.article import Article
from counterclaim.gather.decode import whole_letters
from counterclaim.gather.options import local_time

_AROUND = [
    *(f"//{tag}" for tag in ("figcaption", "aside", "nav", "footer", "form", "button")),
    "//*[self::p or self::li][a and not(a[2]) and normalize-space(.) = normalize-space(a)]",
]
"""What is on the page and not of the article: among it every line that is nothing but a link."""
_EARLIEST = "1990-01-01"
_DECLARED = (
    '//meta[@property="article:published_time"]/@content',
    '//meta[@itemprop="datePublished"]/@content',
    '//meta[@name="pubdate" or @name="publish-date" or @name="parsely-pub-date"]/@content',
    '//*[@itemprop="datePublished"]/@datetime',
)
_BREAK = "\n"
_BLOCKS = {"p", "head", "item", "list", "lb", "row", "body"}
_EITHER = {"quote", "code"}
"""Parts of a line where they stand in one, else blocks of their own."""
_FIRST_OF_A_YEAR = "-01-01"
"""What the year in a copyright line is taken for."""
_LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.I)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")

for _library in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def page_article(text: str, name: str, url: str | None = None, notes: tuple[str, ...] = ()) -> Article:
    """The article of a page; raises SourceError where the page holds none."""
    text = _UNFIT.sub(" ", whole_letters(text))
    tree = _tree(text)
    found: Any = (
        None
        if tree is None
        else trafilatura.bare_extraction(
            text, url=url, with_metadata=True, include_comments=False, include_tables=False, prune_xpath=_AROUND
        )
    )
    if tree is None or found is None or not (found.text or "").strip():
        raise SourceError(name, "no article text found in this page")
    title = found.title or None
    published, guessed = _published(tree, text)
    return Article(
        text=_with_title(title, found.body),
        title=title,
        outlet=found.sitename or None,
        url=url or found.url or None,
        published=published,
        language=_language(tree),
        notes=notes + guessed,
    )


def _tree(text: str) -> Any:
    try:
        return lxml_html.document_fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None


def _with_title(title: str | None, body: Any) -> str:
    """Paragraphs divided by blank lines whatever the page's own line ends, the title above them as on the page."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        words = element.text if event == "start" else element.tail
        pieces += [_BREAK] if _divides(element) else []
        pieces.append((words or "").replace(_BREAK, " "))
    paragraphs = [" ".join(line.split()) for line in "".join(pieces).split(_BREAK) if line.strip()]
    if title and paragraphs and paragraphs[0] != title:
        paragraphs.insert(0, title)
    return "\n\n".join(paragraphs) + "\n"


def _divides(element: Any) -> bool:
    """Whether a paragraph ends where an element of the article begins or ends."""
    inside = element.getparent()
    return element.tag in _BLOCKS or (element.tag in _EITHER and (inside is None or inside.tag not in _BLOCKS))


def _language(tree: Any) -> str | None:
    found = _LANGUAGE.match(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    return found[0].lower() if found else None


def _published(tree: Any, text: str) -> tuple[str | None, tuple[str, ...]]:
    """When the page says it was published; a date that is only shown somewhere on it comes with a note."""
    for declared in (*(value for path in _DECLARED for value in tree.xpath(path)), *_LINKED_DATA.findall(text)):
        told = local_time(str(declared))
        if told:
            return told, ()
    for thorough in (False, True):
        found = find_date(text, original_date=True, extensive_search=thorough, min_date=_EARLIEST)
        if found and not (thorough and found.endswith(_FIRST_OF_A_YEAR)):
            return found, (f"published {found} was guessed from the page",) if thorough else ()
    return None, ()
