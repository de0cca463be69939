// The ledger page: one set of incidents, told by the address; map, strip, filters and cards all show it.
import { onKey, walker } from "./common.js";
import { createMap } from "./map.js";
import { createStrip } from "./strip.js";

const form = document.getElementById("filters");
const found = document.getElementById("found");
const panel = document.getElementById("filters-panel");
const cards = walker("#cards .card");

// What holds where nothing is chosen: it is no part of the address.
const PLAIN = { sort: "day", rule: "ucdp" };

function told() {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const plain = PLAIN[name] === value;
    if (typeof value === "string" && value.trim() && !plain) params.append(name, value.trim());
  }
  return params.toString();
}

const here = () => location.search.replace(/^\?/, "");
let loading = null;

async function go(query, how = "push") {
  loading?.abort();
  loading = new AbortController();
  found.classList.add("loading");
  try {
    const answer = await fetch(query ? `/?${query}` : "/", { signal: loading.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("found");
    if (!fresh) {
      found.querySelector("#cards").replaceChildren(fault(page.querySelector(".lead")?.textContent));
      return;
    }
    if (how === "push") history.pushState(null, "", query ? `/?${query}` : "/");
    document.title = page.title;
    found.replaceChildren(...fresh.childNodes);
    keepOpen(page.getElementById("facets"));
    form.elements.bbox.value = page.querySelector("#filters [name=bbox]").value;
    const search = document.querySelector("[data-search]");
    if (document.activeElement !== search) search.value = page.querySelector("[data-search]").value;
    document.querySelector(".exports").replaceWith(page.querySelector(".exports"));
    window.htmx?.process(found);
    found.scrollTop = 0;
    await draw();
  } catch (error) {
    if (error.name !== "AbortError") {
      found.querySelector("#cards").replaceChildren(fault("The ledger does not answer. Is it still served? Try again."));
    }
  } finally {
    found.classList.remove("loading");
  }
}

function fault(text) {
  const line = document.createElement("p");
  line.className = "fault";
  line.setAttribute("role", "alert");
  line.textContent = text || "This could not be shown.";
  return line;
}

// New counts in the filters, without closing what is open or losing the place of whoever is typing.
function keepOpen(fresh) {
  const old = document.getElementById("facets");
  const open = [...old.querySelectorAll("details")].filter((each) => each.open).map((each) => each.firstElementChild.textContent);
  const active = document.activeElement;
  const [name, value] = old.contains(active) ? [active.name, active.value] : [];
  for (const each of fresh.querySelectorAll("details")) each.open ||= open.includes(each.firstElementChild.textContent);
  old.replaceWith(fresh);
  window.htmx?.process(fresh);
  for (const each of fresh.querySelectorAll("details[data-facet][open]")) window.htmx?.trigger(each, "toggle");
  if (name) {
    const twin = [...fresh.querySelectorAll(`[name="${CSS.escape(name)}"]`)].find((each) => each.type !== "checkbox" || each.value === value);
    twin?.focus();
  }
}

async function json(path) {
  const answer = await fetch(path);
  return answer.ok ? answer.json() : null;
}

const map = createMap(document.getElementById("map"), {
  tiles: document.getElementById("main").dataset.tiles,
  load: (degrees) => json(`/map.json?degrees=${degrees}&${here()}`),
  titles: (ids) => json(`/headlines.json?${new URLSearchParams(ids.map((id) => ["id", id]))}`),
  note: document.getElementById("map-note"),
  pick: (id) => {
    const card = found.querySelector(`.card[data-id="${id}"]`);
    if (card) cards.choose(card);
    return Boolean(card);
  },
  moved: (box) => {
    const button = document.getElementById("here");
    button.hidden = false;
    button.onclick = () => {
      form.elements.bbox.value = box();
      go(told());
      button.hidden = true;
    };
  },
});

const strip = createStrip(document.getElementById("timeline"), (since, until) => {
  form.elements.since.value = since;
  form.elements.until.value = until;
  go(told());
});

async function draw() {
  const params = new URLSearchParams(here());
  const days = json(`/timeline.json?${here()}`).then((told) => told && strip.draw(told.days, params.get("since"), params.get("until")));
  await Promise.all([days, map.draw(params.get("bbox"))]);
}

let waiting = 0;
function later(pause) {
  clearTimeout(waiting);
  waiting = setTimeout(() => go(told()), pause);
}
document.addEventListener("change", (event) => (event.target.form === form && event.target.type !== "search") && later(60));
document.querySelector("[data-search]").addEventListener("input", () => later(350));
form.addEventListener("submit", (event) => { event.preventDefault(); go(told()); });
window.addEventListener("popstate", () => go(here(), "back"));
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-state]");
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    go(new URL(link.href).search.slice(1)).then(() => location.search || form.reset());
  }
  if (event.target.closest("[data-open-drawer]")) panel.classList.add("open");
  if (event.target.closest("[data-close-drawer]")) panel.classList.remove("open");
});
found.addEventListener("mouseover", (event) => map.point(event.target.closest(".card")?.dataset.id));
found.addEventListener("focusin", (event) => map.point(event.target.closest(".card")?.dataset.id));
onKey({
  j: () => cards.step(1),
  k: () => cards.step(-1),
  Enter: () => {
    const link = document.activeElement.closest("a[href], button, summary");
    if (link) link.click();
    else cards.now()?.querySelector("h3 a").click();
  },
  Escape: () => panel.classList.remove("open"),
});
draw();
