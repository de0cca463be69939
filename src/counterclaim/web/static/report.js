// The report page: a claim lights up its words, words light up their claims; the address may name a claim.
const text = document.getElementById("text");

function light(refs, scroll) {
  for (const each of document.querySelectorAll(".lit")) each.classList.remove("lit");
  if (!refs.length) return;
  let first = null;
  for (const mark of text?.querySelectorAll("[data-refs]") ?? []) {
    if (mark.dataset.refs.split(" ").some((ref) => refs.includes(ref))) {
      mark.classList.add("lit");
      first ??= mark;
    }
  }
  for (const item of document.querySelectorAll("[data-ref]")) item.classList.toggle("lit", refs.includes(item.dataset.ref));
  if (scroll) first?.scrollIntoView({ block: "center" });
}

for (const item of document.querySelectorAll("[data-ref]")) {
  item.addEventListener("mouseenter", () => light([item.dataset.ref], false));
  item.addEventListener("focus", () => light([item.dataset.ref], true));
}
const lead = (event) => {
  const refs = event.target.dataset.refs?.split(" ") ?? [];
  light(refs.filter((ref) => !ref.startsWith("a")), false);
};
text?.addEventListener("mouseover", lead);
text?.addEventListener("focusin", lead);
// A mark leads to its claim: that comes into view, and the words stay where they are.
text?.addEventListener("click", (event) => {
  const mark = event.target.closest("a[href^='#']");
  const claim = mark && document.querySelector(`[data-ref="${mark.hash.slice(1)}"]`);
  if (!claim) return;
  event.preventDefault();
  history.replaceState(null, "", mark.hash);
  light([claim.dataset.ref], false);
  claim.scrollIntoView({ block: "center" });
  claim.focus({ preventScroll: true });
});
const named = () => light(location.hash.length > 1 ? [location.hash.slice(1)] : [], true);
window.addEventListener("hashchange", named);
named();
