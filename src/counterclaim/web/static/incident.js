// The incident page: a sentence stays open while its cell or itself is used; deciding by keys; what may be the same.
import { decider } from "./common.js";

const act = decider((name) => document.querySelector(`form[data-act="${name}"]`));
for (const panel of document.querySelectorAll(".words[popover]")) {
  panel.addEventListener("toggle", (event) => {
    const button = document.querySelector(`.say[popovertarget="${panel.id}"]`);
    button.setAttribute("aria-expanded", String(event.newState === "open"));
  });
}

// A table wider than its frame says so.
const beside = document.querySelector("#beside .scroll");
if (beside) {
  const sideways = document.querySelector(".sideways");
  const told = () => { sideways.hidden = beside.scrollWidth <= beside.clientWidth; };
  new ResizeObserver(told).observe(beside);
  document.getElementById("only-disputed")?.addEventListener("change", told);
}

// Incidents that may be the same are looked for when somebody is about to decide.
const alike = document.getElementById("alike");
document.getElementById("decide")?.addEventListener("toggle", async () => {
  const from = alike.dataset.from;
  if (!from) return;
  delete alike.dataset.from;
  const answer = await fetch(from).catch(() => null);
  if (answer?.ok) alike.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.children);
});
alike?.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-choose]");
  if (!chosen) return;
  const form = document.querySelector("form[data-act=merge]");
  form.elements.other.value = chosen.dataset.choose;
  form.elements.reason.focus();
});
if (["#merge", "#split", "#correct"].includes(location.hash)) act(location.hash.slice(1));
