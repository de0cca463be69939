// Keys that every page knows, and the dialog that tells them.
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

export function onKey(keys) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act = keys[event.key];
    if (!act || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act();
  });
}

// Moves through a list of things by keys: `step(1)` to the next.
export function walker(selector) {
  let current = null;
  const step = (by) => {
    const all = [...document.querySelectorAll(selector)];
    if (!all.length) return;
    const at = all.indexOf(current);
    choose(all[Math.max(0, Math.min(all.length - 1, at + by))]);
  };
  const choose = (element) => {
    current?.classList.remove("on");
    current = element;
    current.classList.add("on");
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: "nearest" });
  };
  return { step, choose, now: () => (current?.isConnected ? current : null) };
}

// Decides by keys: a form that needs nothing typed is sent, any other is opened at its first empty field.
export function decider(find) {
  const act = (name) => {
    const found = find(name);
    if (found?.matches("a")) {
      found.click();
      return;
    }
    const form = found?.matches("form") ? found : found?.querySelector("form");
    if (!form) return;
    for (let box = form.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    const empty = [...form.querySelectorAll("input:not([type=hidden])")].find((each) => !each.value);
    const first = form.querySelector("input[type=checkbox]") ?? empty;
    if (first) first.focus();
    else form.requestSubmit();
  };
  onKey(Object.fromEntries(Object.entries({ c: "confirm", e: "correct", u: "unsure", x: "dismiss", m: "merge", s: "split" }).map(([key, name]) => [key, () => act(name)])));
  return act;
}

onKey({
  "/": () => document.querySelector("[data-search]")?.focus(),
  "?": () => document.getElementById("keys").showModal(),
});

// What is to be typed beside a field that is chosen, and the names to choose from.
for (const each of document.querySelectorAll("[data-hints]")) {
  each.addEventListener("change", () => {
    const box = document.getElementById(each.dataset.hints);
    const { hint, names } = each.selectedOptions[0].dataset;
    box.placeholder = hint;
    if (names) box.setAttribute("list", `names-${names}`);
    else box.removeAttribute("list");
  });
}
for (const each of document.querySelectorAll("[data-submit]")) each.addEventListener("change", () => each.form.submit());
// The way back keeps what was typed, which the same address asked for anew does not.
for (const each of document.querySelectorAll("[data-back]")) {
  each.addEventListener("click", (event) => {
    if (history.length < 2) return;
    event.preventDefault();
    history.back();
  });
}
for (const each of document.querySelectorAll("[data-search]")) {
  each.addEventListener("keydown", (event) => event.key === "Escape" && each.blur());
}
// On paper nothing can be opened: what explains a dispute is printed with it.
window.addEventListener("beforeprint", () => {
  for (const each of document.querySelectorAll("details.why")) each.open = true;
});
