"""XML into a tree that was mended where it was broken; nothing outside of it is ever loaded."""

from __future__ import annotations

from typing import Any

from counterclaim.errors import SourceError


def tree(data: bytes, name: str) -> Any:
    """The root of an XML document; raises SourceError where there is none."""
    from lxml import etree  # noqa: PLC0415 (a heavy library)

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise SourceError(name, "no XML that could be mended", "broken")
    return root


def local(element: Any) -> str:
    """An element's name without its namespace, in small letters; empty for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def children(element: Any) -> dict[str, str]:
    """The texts of an element's children, and of theirs, by name; the first of each name counts."""
    found: dict[str, str] = {}
    for each in element.iterdescendants():
        if (each.text or "").strip():
            found.setdefault(local(each), each.text.strip())
    return found
