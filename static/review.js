// The queue by keyboard. Keys count only while one of its items has the focus, so that they are in nobody's way.
const items = () => [...document.querySelectorAll(".doubt")];
const undo = () => document.querySelector(".settled [data-key=u]");
const focusOn = (element) => element?.focus();
let settling = null; // the place in the queue that was settled, until the queue is shown anew

addEventListener("keydown", (event) => {
  const item = event.target.closest(".doubt, .settled");
  if (!item || event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return;
  const place = items().indexOf(item);
  if (event.key === "j") focusOn(items()[place + 1]);
  else if (event.key === "k") focusOn(items()[place - 1]);
  else if (event.key === "u") undo()?.click();
  else if (/^[1-9n]$/.test(event.key)) item.querySelector(`[data-key="${event.key}"]`)?.click();
  else return;
  event.preventDefault();
});

// A second press must not settle what is settled already.
addEventListener("submit", ({ target }) => {
  const item = target.closest(".doubt");
  settling = Math.max(0, items().indexOf(item)); // the first, where a decision is taken back
  if (item) item.inert = true;
});

addEventListener("htmx:afterSettle", () => {
  if (settling === null) return;
  focusOn(document.querySelector("[autofocus]") ?? items()[Math.min(settling, items().length - 1)] ?? undo());
  settling = null;
});

focusOn(document.querySelector("[autofocus]") ?? items()[0]);
