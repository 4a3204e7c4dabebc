// Sources to choose from under a search field: an ARIA combobox. Without this it is a plain field.
const listOf = (field) => byId(field.dataset?.suggests);

const pick = (field, option, isOpen = true) => {
  for (const each of listOf(field).children) each.ariaSelected = each === option;
  field.ariaExpanded = isOpen;
  field.setAttribute("aria-activedescendant", option?.id ?? "");
};

const close = (field) => {
  listOf(field).replaceChildren();
  pick(field, null, false);
};

on("focusin", ({ target: field }) => {
  const list = listOf(field);
  if (!list || list.role) return;
  Object.assign(list, { role: "listbox", ariaLabel: "Sources" });
  Object.assign(field, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: false });
  field.setAttribute("aria-controls", list.id);
});

on("focusout", ({ target: field }) => listOf(field) && close(field));

on("keydown", (event) => {
  const field = event.target;
  // Before the first and after the last it is the turn of what was typed.
  const turns = [null, ...(listOf(field)?.children ?? [])];
  const at = turns.findIndex((each) => each?.ariaSelected === "true");
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (turns.length === 1) return;
  if (by) pick(field, turns.at((Math.max(at, 0) + by) % turns.length));
  else if (event.key === "Escape") close(field);
  else if (event.key === "Enter" && at > 0) turns[at].click();
  else return;
  event.preventDefault();
});

// The field keeps the focus, and the list stays, while somebody clicks on an option.
on("mousedown", (event) => event.target.closest(".suggestions") && event.preventDefault());

on("htmx:afterSwap", ({ detail: { target: list } }) => {
  const field = first(`[data-suggests="${list?.id}"]`);
  if (field) document.activeElement === field ? pick(field, null, list.children.length > 0) : close(field);
});

// What a reader has unfolded stays so in the list that takes its place.
let open = [];
on("htmx:beforeSwap", () => (open = all("details[id][open]")));
on("htmx:afterSwap", () => open.forEach(({ id }) => byId(id)?.setAttribute("open", "")));
