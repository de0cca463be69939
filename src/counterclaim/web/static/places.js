// What needs a place: a click on the map of a dialog says where, a second one sets it.
const dialog = document.getElementById("pick");
const told = document.getElementById("pick-told");
const form = dialog?.querySelector("form[method=post]");
let map = null;
let at = null;

async function open_(button) {
  const { incident, name, lat, lon, zoom } = button.dataset;
  form.action = `/incidents/${incident}/place`;
  form.elements.place.value = "";
  form.elements.called.value = name;
  form.querySelector("button").disabled = true;
  told.textContent = name ? `“${name}”: click where it is.` : "Click where it was.";
  dialog.showModal();
  const { createPicker } = await import("./map.js");
  map = createPicker(document.getElementById("pick-map"), {
    tiles: dialog.dataset.tiles,
    center: [Number(lon), Number(lat)],
    zoom: Number(zoom),
    chosen: (north, east) => {
      const [y, x] = [north, east].map((each) => Number(each.toFixed(4)));
      at = { lat: y, lon: x, radius_km: 5, precision: "place" };
      form.querySelector("button").disabled = false;
      told.textContent = `${name ? `“${name}”` : "It"} is at ${y}, ${x}?`;
    },
  });
}

for (const button of document.querySelectorAll("[data-pick]")) {
  button.hidden = false;
  button.addEventListener("click", () => open_(button));
}
form?.addEventListener("submit", () => {
  form.elements.place.value = JSON.stringify({ ...at, name: form.elements.called.value.trim() || null });
});
dialog?.addEventListener("close", () => {
  map?.close();
  map = null;
});
