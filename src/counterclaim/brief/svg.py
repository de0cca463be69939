"""A drawing as SVG, without script or style sheet."""

from __future__ import annotations

from html import escape

from counterclaim.brief.blocks import Disc, Label, Picture, Shape

_FONT = "system-ui, 'DejaVu Sans', sans-serif"


def svg(picture: Picture) -> str:
    """The picture as one element, that can stand in a page or in a file of its own."""
    drawing = picture.drawing
    parts = "".join(_part(part) for part in drawing.parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.wide:g} {drawing.high:g}" role="img" '
        f'aria-label="{escape(picture.told)}" font-family="{_FONT}">'
        f'<rect width="{drawing.wide:g}" height="{drawing.high:g}" fill="{drawing.ground}"/>{parts}</svg>'
    )


def _part(part: Shape | Disc | Label) -> str:
    if isinstance(part, Shape):
        return f'<path d="M{_path(part)}Z" fill="{part.fill}" stroke="{part.line}" stroke-width=".6"/>'
    if isinstance(part, Disc):
        fill = f'fill="{part.fill}"' if part.fill else 'fill="none" stroke-dasharray="4 3"'
        return f'<circle cx="{part.x:g}" cy="{part.y:g}" r="{part.radius:g}" {fill} stroke="{part.line}"/>'
    anchor = ' text-anchor="middle"' if part.middle else ""
    weight = ' font-weight="700"' if part.strong else ""
    place = f'x="{part.x:g}" y="{part.y:g}" font-size="{part.size:g}" fill="{part.colour}"'
    return f"<text {place}{anchor}{weight}>{escape(part.text)}</text>"


def _path(shape: Shape) -> str:
    return "L".join(f"{x:g} {y:g}" for x, y in shape.points)
