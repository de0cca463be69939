// The review queue by keys: j and k move, c confirms, e corrects, x dismisses.
import { onKey, walker } from "./common.js";

const items = walker(".queue .card");
const act = (name) => items.now()?.closest(".item").querySelector(`[data-act="${name}"]`);
items.step(1);
onKey({
  j: () => items.step(1),
  k: () => items.step(-1),
  c: () => act("confirm")?.requestSubmit(),
  x: () => act("dismiss")?.requestSubmit(),
  e: () => {
    const box = act("correct");
    if (!box) return;
    box.open = true;
    box.querySelector("[name=value]").focus();
  },
  Enter: () => (document.activeElement.closest("a, button, summary") ?? items.now()?.querySelector("h3 a"))?.click(),
});
