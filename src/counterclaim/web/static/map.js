// The map: pins where a place is known, discs where only an area is, clusters, towns by name.
import * as maplibre from "./vendor/maplibre-gl.mjs";
import { countries } from "./atlas.js";

const GRADES = ["contested", "denied", "refuted", "admitted", "corroborated", "single_source"];
const AREA_KM = 60;
const WIDEST_KM = 400;
const SHOWN = 6;
const PRECISE = new Set(["point", "place", "near", "admin2"]);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const collection = (features) => ({ type: "FeatureCollection", features });
const graded = () => ["match", ["get", "grade"], ...GRADES.flatMap((each) => [each, colour(each)]), colour("soft")];
// A radius in km as pixels: doubles with every zoom level. `unit` is its size at zoom 0.
const ground = ["interpolate", ["exponential", 2], ["zoom"], 0, ["get", "unit"], 22, ["*", ["get", "unit"], 4194304]];
const unit = (km, lat) => (km * 1000) / (78271.517 * Math.max(0.05, Math.cos((lat * Math.PI) / 180)));

const geojson = (data, rest = {}) => ({ type: "geojson", data, ...rest });

// What lies under everything: sea, land, borders, tiles where a site has some.
function beneath(atlas, tiles) {
  return {
    sources: { land: geojson(atlas), ...(tiles ? { tiles: { type: "raster", tiles: [tiles], tileSize: 256 } } : {}) },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land"), "fill-antialias": false } },
      { id: "borders", type: "line", source: "land", paint: { "line-color": colour("border"), "line-width": ["interpolate", ["linear"], ["zoom"], 0, 0.5, 6, 1.4] } },
      ...(tiles ? [{ id: "tiles", type: "raster", source: "tiles" }] : []),
    ],
  };
}

function style(atlas, tiles) {
  const under = beneath(atlas, tiles);
  const ring = ["case", ["get", "disputed"], colour("contested"), graded()];
  const single = ["match", ["get", "grade"], "single_source"];
  const alone = ["!", ["has", "point_count"]];
  const size = ["interpolate", ["linear"], ["coalesce", ["get", "killed"], 0], 0, 5.5, 50, 10, 500, 16];
  const circles = (id, source, paint, rest = {}) => ({ id, type: "circle", source, paint, ...rest });
  const sources = {
    ...under.sources,
    areas: geojson(collection([])),
    pins: geojson(collection([]), { cluster: true, clusterRadius: 42, clusterMaxZoom: 9, clusterProperties: { bad: ["+", ["case", ["get", "disputed"], 1, 0]] } }),
    chosen: geojson(collection([])),
  };
  const layers = [
    ...under.layers,
    circles("areas", "areas", { "circle-radius": ground, "circle-color": graded(), "circle-opacity": 0.09, "circle-stroke-color": ring, "circle-stroke-width": 1, "circle-stroke-opacity": 0.55 }),
    circles("spots", "pins", { "circle-radius": ground, "circle-color": graded(), "circle-opacity": 0.12 }, { filter: alone }),
    circles("pins", "pins", { "circle-radius": size, "circle-color": [...single, colour("paper"), graded()], "circle-stroke-color": [...single, colour("single_source"), colour("paper")], "circle-stroke-width": [...single, 2.5, 1.5] }, { filter: alone }),
    circles("chosen-area", "chosen", { "circle-radius": ground, "circle-color": colour("link"), "circle-opacity": 0.15, "circle-stroke-color": colour("link"), "circle-stroke-width": 1.5 }),
    circles("chosen", "chosen", { "circle-radius": 11, "circle-opacity": 0, "circle-stroke-color": colour("link"), "circle-stroke-width": 3 }, { filter: ["get", "precise"] }),
  ];
  return { version: 8, sources, layers };
}

function feature([id, lat, lon, radius, precision, day, killed, grade, disputed]) {
  const precise = PRECISE.has(precision);
  const km = radius ?? (precise ? 3 : AREA_KM);
  return {
    type: "Feature",
    geometry: { type: "Point", coordinates: [lon, lat] },
    properties: { id, precise, km, unit: unit(km, lat), day, killed: killed < 0 ? null : killed, grade, disputed },
  };
}

function opened(element, view) {
  const map = new maplibre.Map({ container: element, style: { version: 8, sources: {}, layers: [] }, minZoom: -1, maxZoom: 13, attributionControl: false, dragRotate: false, pitchWithRotate: false, ...view });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-left");
  map.addControl(new maplibre.AttributionControl({ compact: true, customAttribution: "Natural Earth, GeoNames" }));
  element.querySelector(".maplibregl-ctrl-attrib")?.removeAttribute("open");
  element.querySelector(".maplibregl-ctrl-attrib")?.classList.remove("maplibregl-compact-show");
  return map;
}

const outlines = () => countries(new URL("./vendor/countries.json", import.meta.url));

// Towns of the part of the map that is seen, as HTML: their letters need no glyph files.
async function townsOn(map, element) {
  const box = map.getBounds();
  const asked = new URLSearchParams({ west: Math.max(-540, box.getWest()), south: Math.max(-90, box.getSouth()), east: Math.min(540, box.getEast()), north: Math.min(90, box.getNorth()), pixels: Math.max(100, Math.round(element.clientWidth)) });
  const answer = await fetch(`/towns.json?${asked}`).catch(() => null);
  if (!answer?.ok) return null;
  return (await answer.json()).map(([name, lat, lon]) => {
    const text = Object.assign(document.createElement("span"), { className: "town", textContent: name });
    text.setAttribute("aria-hidden", "true");
    return new maplibre.Marker({ element: text, anchor: "left", offset: [-3, 0] }).setLngLat([lon, lat]);
  });
}

// A map to point at: `chosen` is told where, and that the map was clicked.
export function createPicker(element, { tiles, center, zoom, chosen }) {
  let towns = [];
  const map = opened(element, { center, zoom });
  const pin = new maplibre.Marker();
  outlines().then((atlas) => map.setStyle({ version: 8, ...beneath(atlas, tiles) }, { diff: false }));
  const label = async () => {
    const found = await townsOn(map, element);
    if (!found) return;
    for (const each of towns) each.remove();
    towns = found.map((each) => each.addTo(map));
  };
  map.on("moveend", label);
  map.once("idle", label);
  map.on("click", ({ lngLat }) => {
    const at = lngLat.wrap();
    pin.setLngLat(at).addTo(map);
    chosen(at.lat, at.lng);
  });
  return { close: () => map.remove() };
}

export function createMap(element, { tiles, load, titles, note, pick, moved }) {
  let byId = new Map();
  let markers = [];
  let towns = [];
  let fitted = false;
  let byHand = false;
  let cells = false;

  let map;
  try {
    map = opened(element, { center: [30, 20], zoom: 1.2 });
  } catch {
    element.textContent = "This browser draws no maps (WebGL is off). The list holds the same incidents.";
    element.classList.add("nothing");
    return { draw: async () => {}, point: () => {} };
  }
  const ready = outlines().then((atlas) => {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      map.setStyle(style(atlas, tiles), { diff: false });
      map.once("idle", show);
    });
    map.setStyle(style(atlas, tiles), { diff: false });
    return new Promise((done) => { map.once("idle", () => done()); });
  });

  async function popup(coordinates, found) {
    const shown = found.slice(0, SHOWN);
    const called = await titles(shown.map((each) => each.id));
    const box = document.createElement("div");
    const rule = new URLSearchParams(location.search).get("rule");
    for (const each of shown) {
      const line = document.createElement("p");
      const rest = document.createElement("small");
      rest.textContent = ` ${each.grade.replace("_", " ")}${each.precise ? "" : `, somewhere within ${Math.round(each.km)} km`}`;
      line.append(Object.assign(document.createElement("a"), { href: `/incidents/${each.id}${rule ? `?${new URLSearchParams({ rule })}` : ""}`, textContent: called?.[each.id] ?? each.day }), rest);
      box.append(line);
    }
    if (found.length > SHOWN) box.append(`and ${found.length - SHOWN} more here`);
    new maplibre.Popup({ maxWidth: "300px", offset: 10 }).setLngLat(coordinates).setDOMContent(box).addTo(map);
  }

  function show() {
    const all = [...byId.values()];
    map.getSource("pins")?.setData(collection(all.filter((each) => each.properties.precise)));
    map.getSource("areas")?.setData(collection(all.filter((each) => !each.properties.precise && each.properties.km <= WIDEST_KM)));
  }

  // Clusters are HTML: their numbers need no glyph files, and they can be reached by keyboard.
  async function clusters() {
    const seen = new Map();
    if (cells) return;
    for (const each of map.querySourceFeatures("pins", { filter: ["has", "point_count"] })) seen.set(each.properties.cluster_id, each);
    for (const marker of markers) marker.remove();
    markers = [...seen.values()].map((each) => circle(each.geometry.coordinates, each.properties.point_count, each.properties.bad, async () => {
      const zoom = await map.getSource("pins").getClusterExpansionZoom(each.properties.cluster_id);
      map.easeTo({ center: each.geometry.coordinates, zoom: Math.min(zoom + 0.3, 12) });
    }));
    spare();
  }

  function circle(at, many, bad, act) {
    const button = document.createElement("button");
    const size = 26 + Math.min(30, Math.log2(many) * 5);
    button.type = "button";
    button.className = bad ? "cluster some" : "cluster";
    button.style.width = button.style.height = `${size}px`;
    button.textContent = many;
    button.setAttribute("aria-label", `${many} incidents here, ${bad} disputed; zoom in`);
    button.addEventListener("click", act);
    return new maplibre.Marker({ element: button }).setLngLat(at).addTo(map);
  }

  // A town's name gives way to a cluster that would cover it.
  function spare() {
    const circles = markers.map((each) => each.getElement().getBoundingClientRect());
    for (const town of towns) {
      const box = town.getElement().getBoundingClientRect();
      const covered = circles.some((each) => each.left < box.right && each.right > box.left && each.top < box.bottom && each.bottom > box.top);
      town.getElement().classList.toggle("covered", covered);
    }
  }

  async function label() {
    const found = await townsOn(map, element);
    if (!found) return;
    for (const marker of towns) marker.remove();
    towns = found.map((each) => each.addTo(map));
    spare();
  }

  const degrees = () => Math.max(0.05, Math.round((50 / (512 * 2 ** map.getZoom())) * 360 * 100) / 100);
  async function draw(bbox, stay = false) {
    await ready;
    const found = await load(Math.min(90, degrees()));
    if (!found) return;
    cells = found.cells.length > 0;
    byId = new Map(found.dots.map((each) => [each[0], feature(each)]));
    show();
    if (cells) {
      for (const marker of markers) marker.remove();
      markers = found.cells.map(([lat, lon, many, bad]) => circle([lon, lat], many, bad, () => map.easeTo({ center: [lon, lat], zoom: map.getZoom() + 2 })));
    }
    note.textContent = found.unplaced ? `${found.unplaced} of ${found.count} ${found.unplaced === 1 ? "has" : "have"} no place on the map: see the list` : "";
    if (!stay) fit(bbox);
    map.once("idle", clusters);
  }

  function fit(bbox) {
    byHand = false;
    const all = [...byId.values()];
    if (bbox && !fitted) {
      const [west, south, east, north] = bbox.split(",").map(Number);
      map.fitBounds([[west, south], [east < west ? east + 360 : east, north]], { padding: 0, animate: false });
    } else if (!bbox && all.length) {
      const box = new maplibre.LngLatBounds();
      for (const { geometry: { coordinates: [lon, lat] }, properties: { km } } of all) {
        const reach = Math.min(km, WIDEST_KM) / 111;
        box.extend([lon - reach, Math.max(-85, lat - reach)]);
        box.extend([lon + reach, Math.min(85, lat + reach)]);
      }
      map.fitBounds(box, { padding: { top: 60, left: 60, right: 60, bottom: 80 }, maxZoom: 7, animate: fitted });
    }
    fitted = true;
  }

  for (const touch of ["wheel", "mousedown", "touchstart", "keydown"]) {
    element.addEventListener(touch, () => { byHand = true; }, { capture: true, passive: true });
  }
  map.on("moveend", () => {
    label();
    clusters();
    if (byHand) moved(() => {
      const box = map.getBounds();
      const wrap = (lon) => (((lon + 540) % 360) + 360) % 360 - 180;
      const whole = box.getEast() - box.getWest() >= 360;
      return [whole ? -180 : wrap(box.getWest()), Math.max(-90, box.getSouth()), whole ? 180 : wrap(box.getEast()), Math.min(90, box.getNorth())].map((each) => each.toFixed(3)).join(",");
    });
    if (byHand && cells) draw(null, true);
  });
  map.on("sourcedata", (event) => event.sourceId === "pins" && event.isSourceLoaded && clusters());
  for (const layer of ["pins", "areas"]) {
    map.on("click", layer, (event) => {
      const found = [...new Set(event.features.map((each) => each.properties.id))].map((id) => byId.get(id)?.properties).filter(Boolean);
      if (found.length) {
        pick(found[0].id);
        popup(event.features[0].geometry.coordinates, found);
      }
    });
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
  return {
    draw,
    point(id) {
      const each = id && byId.get(id);
      map.getSource("chosen")?.setData(collection(each && each.properties.km <= WIDEST_KM ? [each] : []));
    },
  };
}
