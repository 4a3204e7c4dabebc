// Sources to choose from under a search field: an ARIA combobox. Without this it is a plain field.
const listOf = (field) => document.getElementById(field.dataset?.suggests);

const pick = (field, option, isOpen = true) => {
  for (const each of listOf(field).children) each.ariaSelected = each === option;
  field.ariaExpanded = isOpen;
  field.setAttribute("aria-activedescendant", option?.id ?? "");
};

const close = (field) => {
  listOf(field).replaceChildren();
  pick(field, null, false);
};

addEventListener("focusin", ({ target: field }) => {
  const list = listOf(field);
  if (!list || list.role) return;
  Object.assign(list, { role: "listbox", ariaLabel: "Sources" });
  Object.assign(field, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: false });
  field.setAttribute("aria-controls", list.id);
});

addEventListener("focusout", ({ target: field }) => listOf(field) && close(field));

addEventListener("keydown", (event) => {
  const field = event.target;
  // Before the first and after the last it is the turn of what was typed.
  const turns = [null, ...(listOf(field)?.children ?? [])];
  const at = turns.findIndex((each) => each?.ariaSelected === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (turns.length === 1) return;
  if (step) pick(field, turns.at((Math.max(at, 0) + step) % turns.length));
  else if (event.key === "Escape") close(field);
  else if (event.key === "Enter" && at > 0) turns[at].click();
  else return;
  event.preventDefault();
});

// The field keeps the focus, and the list stays, while somebody clicks on an option.
addEventListener("mousedown", (event) => event.target.closest(".suggestions") && event.preventDefault());

addEventListener("htmx:afterSwap", ({ detail: { target: list } }) => {
  const field = document.querySelector(`[data-suggests="${list?.id}"]`);
  if (field) document.activeElement === field ? pick(field, null, list.children.length > 0) : close(field);
});

// What a reader has unfolded stays so in the list that takes its place.
let open = [];
addEventListener("htmx:beforeSwap", () => (open = document.querySelectorAll("details[id][open]")));
addEventListener("htmx:afterSwap", () => open.forEach(({ id }) => document.getElementById(id)?.setAttribute("open", "")));
