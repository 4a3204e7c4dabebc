// Conveniences; every page works without them, and swapped parts need no set-up.
const root = document.documentElement;
const on = addEventListener;
const byId = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];
const first = (selector) => all(selector).find((each) => each.checkVisibility());
const announce = (words) => (byId("announce").textContent = words);
const elementOf = (node) => (node.closest ? node : node.parentElement);

const changeTheme = () => {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const now = root.dataset.theme ?? system;
  localStorage.theme = root.dataset.theme = now === "dark" ? "light" : "dark";
};

// Only https and this machine have a clipboard; elsewhere the link is shown.
const copy = async (text) => navigator.clipboard?.writeText(text) ?? prompt("Link", text);

on("click", async ({ target }) => {
  if (target.closest(".theme")) changeTheme();
  // The words of a claim do what its label does; of the chosen one, the label of the claim around it.
  const mark = target.closest(".story mark")?.closest("mark[data-claim]:not(.off, .is-chosen)");
  if (mark && !target.closest("a") && getSelection().isCollapsed) byId(`t-${mark.dataset.claim}`)?.click();
  // A button names the page whose link it copies; one that names none means the view as it is.
  const button = target.closest("[data-copy]");
  if (!button) return;
  await copy(new URL(button.dataset.copy || location, location).href);
  const label = button.textContent;
  button.textContent = "Copied";
  announce("Link copied");
  setTimeout(() => (button.textContent = label), 2000);
});

// What is copied from a text is the text: a card comes along only where the selection began in it.
on("selectstart", ({ target }) => root.classList.toggle("selects-text", !elementOf(target)?.closest(".card")));

// Words that are selected in a text go into the open form, and the link that adds a claim.
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const range = selection.rangeCount && selection.getRangeAt(0);
  const text = range && elementOf(range.startContainer)?.closest(".para > p, .context p, .preview");
  const words = text ? `${selection}`.trim() : "";
  const link = byId("picked");
  if (link) link.hidden = !words || words.length > 5000;
  if (!words) return;
  const lead = new Range();
  lead.setStart(text, 0);
  lead.setEnd(range.startContainer, range.startOffset);
  const before = `${lead}`.split(/\s+/).slice(-9).join(" ");
  const fields = byId("edit")?.elements;
  if (fields) [fields.words.value, fields.before.value] = [words, before];
  if (!link) return;
  const { bottom, left } = range.getBoundingClientRect();
  link.search = new URLSearchParams({ words, before });
  link.style = `top: ${bottom + scrollY}px; left: ${Math.min(left, innerWidth - 150)}px`;
});

// A chosen claim is under the reader's eyes: scroll as little as needed, where htmx would bring
// the fragment of the address to the top.
let place = "";
on("htmx:beforeSwap", ({ detail }) => {
  if (detail.target?.id !== "story") return;
  place = detail.pathInfo.anchor;
  detail.pathInfo.anchor = "";
});
on("htmx:afterSettle", ({ target }) => {
  if (place) {
    const card = byId("card");
    const label = byId(place);
    (card ?? label)?.focus({ preventScroll: true });
    first(".card .terms")?.scrollIntoView({ block: "nearest" });
    (first("mark.is-chosen") ?? label)?.scrollIntoView({ block: "nearest" });
    place = "";
  }
  // Where what had the focus is gone, the chosen claim or the line that says what is shown takes it.
  const shown = byId("card") ?? target.querySelector?.("[data-refuge]");
  if (document.activeElement === document.body) shown?.focus({ preventScroll: true });
});
