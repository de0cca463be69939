// Outlines of countries from a TopoJSON file as GeoJSON; rings that cross the date line are unrolled.
function line(arc, { scale, translate }) {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

function unrolled(ring) {
  let shift = 0;
  const found = ring.map(([x, y], n) => {
    if (n) {
      const jump = x - ring[n - 1][0];
      if (jump > 180) shift -= 360;
      if (jump < -180) shift += 360;
    }
    return [x + shift, y];
  });
  if (Math.abs(found.at(-1)[0] - found[0][0]) > 180) {
    // round a pole: close it along the edge of the map
    const edge = found[0][1] < 0 ? -90 : 90;
    found.push([found.at(-1)[0], edge], [found[0][0], edge], found[0]);
  }
  return found;
}

export async function countries(path) {
  const file = await (await fetch(path)).json();
  const arcs = file.arcs.map((arc) => line(arc, file.transform));
  const ring = (parts) => unrolled(parts.flatMap((n, at) => {
    const arc = n < 0 ? arcs[~n].toReversed() : arcs[n];
    return at ? arc.slice(1) : arc;
  }));
  const features = file.objects.countries.geometries.filter((each) => each.arcs).map((each) => ({
    type: "Feature",
    properties: {},
    geometry: {
      type: "MultiPolygon",
      coordinates: (each.type === "Polygon" ? [each.arcs] : each.arcs).map((polygon) => polygon.map(ring)),
    },
  }));
  return { type: "FeatureCollection", features };
}
