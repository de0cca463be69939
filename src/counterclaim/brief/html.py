"""A brief as one HTML page that stands alone: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape

from counterclaim.brief.blocks import Block, Document, Facts, Heading, Listing, Picture, Row, Run, Runs, Table, Words
from counterclaim.brief.svg import svg

STYLE = """
:root{color-scheme:light}
body{font:15px/1.5 system-ui,"DejaVu Sans",sans-serif;color:#1b1f24;background:#fff;
margin:0 auto;max-width:52rem;padding:2rem 1.2rem;overflow-wrap:break-word}
h1{font-size:1.6rem;line-height:1.25;margin:0}
h2{font-size:1.2rem;line-height:1.3;margin:2.2rem 0 .3rem;border-top:2px solid #d6d9d4;padding-top:1rem}
h3{font-size:1rem;margin:1.1rem 0 .3rem}p{margin:.4rem 0}a{color:#00558a}.lead,.made,.soft,figcaption{color:#565d66}
.made{border-top:1px solid #d6d9d4;margin-top:2rem;padding-top:.6rem;font-size:.85rem}
mark{background:#ffe9a8;padding:0 .1em}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2rem 1rem;margin:.5rem 0}dt{color:#565d66}
dd{margin:0}.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.88rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid #d6d9d4}
thead th{border-bottom:2px solid #1b1f24}tr.flag>*{background:#fdeee4}tr.flag>th::after{content:" ≠";color:#a83a00}
td{white-space:pre-line}ul{padding-left:1.1rem;margin:.3rem 0}li{margin:.2rem 0}figure{margin:1rem 0}
svg{width:100%;height:auto;border:1px solid #d6d9d4}figcaption{font-size:.85rem}
@media(max-width:36rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.4rem}}
@media print{body{font-size:11px;padding:0}.scroll{overflow:visible}tr,li,figure{break-inside:avoid}
h2,h3{break-after:avoid}}
"""
POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What a server lets the page do: use its own style, and nothing else."""


def html(made: Document) -> str:
    """The whole page."""
    body = "\n".join(part for block in made.blocks for part in _block(block))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(made.title)}</title>'
        f"<style>{STYLE}</style></head><body><main>\n<h1>{escape(made.title)}</h1>"
        f'<p class="lead">{escape(made.lead)}</p>\n{body}\n<p class="made">{escape(made.made)}</p>'
        "</main></body></html>\n"
    )


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    elif isinstance(block, Words):
        yield f"<p>{_runs(block.runs)}</p>"
    elif isinstance(block, Facts):
        yield f"<dl>{''.join(f'<dt>{escape(name)}</dt><dd>{escape(told)}</dd>' for name, told in block.rows)}</dl>"
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Listing):
        yield f"<ul>{''.join(f'<li>{_runs(item)}</li>' for item in block.items)}</ul>"
    elif isinstance(block, Picture):
        yield f"<figure>{svg(block)}<figcaption>{escape(block.told)}</figcaption></figure>"


def _table(table: Table) -> Iterator[str]:
    yield '<div class="scroll"><table><thead><tr>'
    yield "".join(f'<th scope="col">{escape(cell)}</th>' if cell else "<td></td>" for cell in table.head)
    yield f"</tr></thead><tbody>{''.join(_row(row) for row in table.rows)}</tbody></table></div>"


def _row(row: Row) -> str:
    first, *rest = row.cells
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
    kind = ' class="flag"' if row.flag else ""
    return f'<tr{kind}><th scope="row">{escape(first)}</th>{cells}</tr>'


def _runs(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    told = escape(run.text)
    for name, wanted in (("b", run.strong), ("mark", run.mark)):
        told = f"<{name}>{told}</{name}>" if wanted else told
    if run.link and run.link.startswith(("https://", "http://")):
        told = f'<a href="{escape(run.link)}" rel="noreferrer">{told}</a>'
    return f'<span class="soft">{told}</span>' if run.soft else told
