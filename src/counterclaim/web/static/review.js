// The review queue by keys: j and k move, and what is chosen is decided.
import { decider, onKey, walker } from "./common.js";

const items = walker(".queue .card");
items.step(1);
decider((name) => items.now()?.closest(".item").querySelector(`[data-act="${name}"]`));
onKey({
  j: () => items.step(1),
  k: () => items.step(-1),
  Enter: () => (document.activeElement.closest("a, button, summary") ?? items.now()?.querySelector("h3 a"))?.click(),
});
