// The incident page: a sentence stays open while its cell or itself is used; Escape closes it, as popovers do.
import { decider } from "./common.js";

decider((name) => document.querySelector(`.decide [data-act="${name}"]`));
for (const panel of document.querySelectorAll(".words[popover]")) {
  panel.addEventListener("toggle", (event) => {
    const button = document.querySelector(`.say[popovertarget="${panel.id}"]`);
    button.setAttribute("aria-expanded", String(event.newState === "open"));
  });
}
