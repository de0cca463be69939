// The strip of days under the map: bars of incidents, the disputed part marked; drag to choose days.
const SPACE = "http://www.w3.org/2000/svg";
const DAY = 86400000;
const MARGIN = { left: 12, right: 12, top: 12, bottom: 20 };

const node = (name, told = {}) => {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(told)) made.setAttribute(key, value);
  return made;
};
const time = (day) => Date.parse(`${day}T00:00:00Z`);
const day = (at) => new Date(at).toISOString().slice(0, 10);
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const plain = (at) => `${new Date(at).getUTCDate()} ${MONTHS[new Date(at).getUTCMonth()]} ${new Date(at).getUTCFullYear()}`;

export function createStrip(svg, choose) {
  let state = null;
  let scale = null;

  function binned(width) {
    const first = time(state.days[0][0]);
    const last = time(state.days.at(-1)[0]) + DAY;
    const span = Math.max(7, (last - first) / DAY);
    const size = Math.max(1, Math.ceil(span / Math.max(20, width / 6)));
    const bins = new Map();
    for (const [name, many, bad] of state.days) {
      const at = Math.floor((time(name) - first) / DAY / size);
      const bin = bins.get(at) ?? [0, 0];
      bins.set(at, [bin[0] + many, bin[1] + bad]);
    }
    return { first, last: first + Math.ceil(span / size) * size * DAY, size, bins };
  }

  function draw() {
    const { width, height } = svg.getBoundingClientRect();
    svg.replaceChildren();
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    if (!state) return;
    if (!state.days.length || width < 50) {
      scale = null;
      svg.append(Object.assign(node("text", { x: 12, y: height / 2 }), { textContent: "No incident here has a day" }));
      return;
    }
    const { first, last, size, bins } = binned(width);
    const inner = width - MARGIN.left - MARGIN.right;
    const x = (at) => MARGIN.left + ((at - first) / (last - first)) * inner;
    scale = { x, at: (px) => first + ((px - MARGIN.left) / inner) * (last - first), first, last };
    const most = Math.max(...[...bins.values()].map(([many]) => many));
    const high = height - MARGIN.top - MARGIN.bottom;
    const base = height - MARGIN.bottom;
    const low = state.since ? time(state.since) : -Infinity;
    const top = state.until ? time(state.until) + DAY : Infinity;
    for (const [n, [many, bad]] of bins) {
      const start = first + n * size * DAY;
      const out = start + size * DAY <= low || start >= top ? " out" : "";
      const wide = Math.max(2, x(start + size * DAY) - x(start) - 1);
      const tall = Math.max(2, (many / most) * high);
      const title = Object.assign(node("title"), { textContent: `${plain(start)}${size > 1 ? ` and ${size - 1} days on` : ""}: ${many}, ${bad} disputed` });
      const bar = node("rect", { class: `all${out}`, x: x(start), y: base - tall, width: wide, height: tall });
      bar.append(title);
      svg.append(bar);
      if (bad) svg.append(node("rect", { class: `bad${out}`, x: x(start), y: base - (bad / most) * high, width: wide, height: (bad / most) * high }));
    }
    svg.append(node("line", { class: "axis", x1: MARGIN.left, x2: width - MARGIN.right, y1: base, y2: base }));
    labels(x, first, last, width, height);
    if (state.since || state.until) window_(Math.max(low, first), Math.min(top, last));
  }

  function labels(x, first, last, width, height) {
    const many = Math.max(1, Math.min(Math.floor(width / 150), Math.round((last - first) / DAY) - 1));
    for (let n = 0; n <= many; n += 1) {
      const at = first + Math.round(((last - DAY - first) * n) / many / DAY) * DAY;
      const anchor = n === 0 ? "start" : n === many ? "end" : "middle";
      svg.append(Object.assign(node("text", { x: x(at), y: height - 6, "text-anchor": anchor }), { textContent: plain(at) }));
    }
  }

  function window_(low, top) {
    svg.querySelector(".window")?.remove();
    for (const grip of svg.querySelectorAll(".grip")) grip.remove();
    const { height } = svg.getBoundingClientRect();
    const [a, b] = [scale.x(low), scale.x(top)];
    svg.append(node("rect", { class: "window", x: a, y: 2, width: Math.max(2, b - a), height: height - MARGIN.bottom - 2 }));
    for (const [px, end] of [[a, "low"], [b, "top"]]) svg.append(node("rect", { class: "grip", "data-end": end, x: px - 3, y: 2, width: 6, height: height - MARGIN.bottom - 2, rx: 2 }));
  }

  svg.addEventListener("pointerdown", (event) => {
    if (!scale || event.button) return;
    const px = (each) => each.clientX - svg.getBoundingClientRect().left;
    const clamp = (at) => Math.max(scale.first, Math.min(scale.last, at));
    const end = event.target.dataset.end;
    const fixed = end === "low" ? time(state.until ?? day(scale.last - DAY)) + DAY : end === "top" ? time(state.since ?? day(scale.first)) : clamp(scale.at(px(event)));
    const begun = px(event);
    let moved = false;
    let now = fixed;
    svg.setPointerCapture(event.pointerId);
    const move = (each) => {
      moved ||= Math.abs(px(each) - begun) > 4;
      now = clamp(scale.at(px(each)));
      if (moved) window_(Math.min(fixed, now), Math.max(fixed, now));
    };
    const done = () => {
      svg.removeEventListener("pointermove", move);
      svg.removeEventListener("pointerup", done);
      if (moved) choose(day(Math.min(fixed, now)), day(Math.max(Math.min(fixed, now), Math.max(fixed, now) - 1)));
      else if (state.since || state.until) choose("", "");
    };
    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerup", done);
  });
  new ResizeObserver(draw).observe(svg);
  return {
    draw(days, since, until) {
      state = { days, since, until };
      draw();
    },
  };
}
