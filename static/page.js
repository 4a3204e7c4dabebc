// Conveniences; every page works without them. Handlers sit on the document, so swapped parts need no set-up.
const root = document.documentElement;

const isDark = () =>
  root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

const changeTheme = () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
};

// navigator.clipboard is there on https and on this machine only; elsewhere the old way still works.
const copy = async (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
};

document.addEventListener("click", async ({ target }) => {
  if (target.closest(".theme")) changeTheme();
  const button = target.closest("[data-copy]");
  if (!button) return;
  await copy(new URL(button.dataset.copy, location).href);
  const label = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = label), 2000);
});

// The words of a claim do what its label does, unless they are being selected.
document.addEventListener("click", ({ target }) => {
  const mark = target.closest(".story mark:not(.off)");
  if (mark && !target.closest("a") && getSelection().isCollapsed) {
    document.getElementById(`t-${mark.dataset.claim}`)?.click();
  }
});

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") document.querySelector(".card .close")?.click();
});

// What is copied from a text is the text: a card between two paragraphs comes along only where the
// selection began in it.
document.addEventListener("selectstart", ({ target }) => {
  const element = target.closest ? target : target.parentElement;
  root.classList.toggle("selects-text", !element?.closest(".card"));
});

// A claim that was chosen in the text is under the reader's eyes: move the focus, and scroll only as far
// as needed, where htmx would bring the fragment of the address to the top.
let place = "";
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target?.id !== "story") return;
  place = detail.pathInfo.anchor;
  detail.pathInfo.anchor = "";
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id !== "story" || !place) return;
  const card = document.getElementById("card");
  const label = document.getElementById(place);
  (card ?? label)?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "nearest" });
  (document.querySelector("mark.is-chosen") ?? label)?.scrollIntoView({ block: "nearest" });
  place = "";
});
