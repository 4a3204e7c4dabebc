// Single keys: they do what a link or a button does, and can be switched off.
const help = () => byId("keys");
const isOn = () => root.dataset.keys !== "off";
// What j and k walk through: the claims of an article, a list, or a queue.
const stops = () => all(".story .tag[data-sign]:not(.off), .entry h2 a, .tie-item .said > a, .doubt");

const source = (stop) => stop.dataset.sign?.split(".")[0]; // its note's number
const step = (by, isSame) => {
  const turns = by > 0 ? stops() : stops().reverse();
  const chosen = first(".tag[data-sign][aria-current]");
  const here = turns.find((stop) => stop.contains(document.activeElement)) ?? chosen;
  const isAhead = (stop) => by * stop.getBoundingClientRect().top > 0;
  const ahead = here ? turns.slice(turns.indexOf(here) + 1) : turns.filter(isAhead);
  const next = ahead.find((stop) => !isSame || source(stop) === source(here ?? stop));
  if (!next) return announce("No further one");
  next.focus();
  if (!next.matches(".tag")) return;
  // The first choice is a step to go back to; the next ones are not.
  if (chosen) next.setAttribute("hx-replace-url", "true");
  next.click();
};

const showHelp = () => {
  help().querySelector("input").checked = isOn();
  help().showModal();
};

const keys = {
  j: () => step(1),
  k: () => step(-1),
  n: () => step(1, true),
  p: () => step(-1, true),
  f: () => first("[data-filters] a")?.focus(),
  "/": () => first("#q, #find")?.focus(),
  c: () => (first(".card [data-copy]") ?? first("[data-copy]"))?.click(),
  "?": showHelp,
};

// What names its key is pressed by it; in an item of a queue, or a group, while the focus is there.
on("keydown", (event) => {
  const { key, target } = event;
  const item = target.closest(".doubt, [data-keys]");
  const isField = target.closest("input, textarea, select, dialog");
  if (key === "Escape" && !help().open) isField ? (item ? item.focus() : target.role || target.blur()) : first(".card :is(.close, .acts a)")?.click();
  const isTaken = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
  if (isTaken || isField || (key.length === 1 && !isOn())) return;
  const named = `[data-key="${CSS.escape(key)}"]`;
  const button = item?.querySelector(named) ?? first(`${named}:not(.doubt *, [data-keys] *)`);
  if (!button && !Object.hasOwn(keys, key)) return;
  event.preventDefault();
  button ? button.click() : keys[key]();
});

on("click", ({ target }) => target.closest(".opens-keys") && showHelp());
on("change", ({ target }) => {
  if (target.closest("#keys")) localStorage.keys = root.dataset.keys = target.checked ? "on" : "off";
});

// What is settled in a queue cannot be settled twice; then the item in its place has the focus.
let turn = 1;
on("submit", ({ target }) => {
  const item = target.closest(".doubt, .settled");
  if (!item) return;
  turn = all(".doubt").indexOf(item) + 1 || 1; // the first, where a decision is taken back
  item.inert = true;
});
const settle = () => {
  if (turn) (first("[autofocus]") ?? all(".doubt").slice(0, turn).pop() ?? first(".settled [data-key]"))?.focus();
  turn = 0;
};
on("htmx:afterSettle", settle);
settle();
