// Single keys: they do what a link or a button does, and can be switched off.
const help = () => byId("keys");
const isOn = () => root.dataset.keys !== "off";

// What j and k walk through: the claims of an article, or a list.
const stops = () => [...document.querySelectorAll(".story .tag[data-sign]:not(.off), .entry h2 a, .said > a")];
const chosen = () => document.querySelector(".story .tag[data-sign][aria-current]");

const step = (by, isMeant = () => true) => {
  const all = by > 0 ? stops() : stops().reverse();
  const here = all.find((stop) => stop === document.activeElement) ?? chosen();
  const isAhead = (stop) => by * stop.getBoundingClientRect().top > 0;
  const ahead = here ? all.slice(all.indexOf(here) + 1) : all.filter(isAhead);
  const next = ahead.find((stop) => isMeant(stop, here ?? stop));
  if (!next) return announce("No further one");
  next.focus();
  if (!next.matches(".tag")) return;
  // The first choice is a step to go back to; the next ones are not.
  if (chosen()) next.setAttribute("hx-replace-url", "true");
  next.click();
};
const source = (stop) => stop.dataset.sign?.split(".")[0]; // its note's number
const isSame = (stop, here) => source(stop) === source(here);
const first = (selector) => [...document.querySelectorAll(selector)].find((each) => each.checkVisibility());

const showHelp = () => {
  help().querySelector("input").checked = isOn();
  help().showModal();
};

const keys = {
  j: () => step(1),
  k: () => step(-1),
  n: () => step(1, isSame),
  p: () => step(-1, isSame),
  f: () => first("[data-filters] a")?.focus(),
  "/": () => first("#q, #find")?.focus(),
  c: () => (first(".card [data-copy]") ?? first("[data-copy]"))?.click(),
  "?": showHelp,
};

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !help().open) document.querySelector(".card .close")?.click();
  const isTaken = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
  if (isTaken || !isOn() || event.target.closest("input, textarea, select, dialog, .doubt, .settled")) return;
  if (!Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});

addEventListener("click", ({ target }) => target.closest(".opens-keys") && showHelp());
addEventListener("change", ({ target }) => {
  if (target.closest("#keys")) localStorage.keys = root.dataset.keys = target.checked ? "on" : "off";
});
