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
text?.addEventListener("mouseover", (event) => {
  const refs = event.target.dataset.refs?.split(" ") ?? [];
  light(refs.filter((ref) => !ref.startsWith("a")), false);
});
text?.addEventListener("click", (event) => {
  const ref = event.target.dataset.refs?.split(" ").find((each) => !each.startsWith("a"));
  if (ref) document.querySelector(`[data-ref="${ref}"]`)?.scrollIntoView({ block: "center" });
});
const named = () => light(location.hash.length > 1 ? [location.hash.slice(1)] : [], true);
window.addEventListener("hashchange", named);
named();
