// Conveniences; every page works without them, and swapped parts need no set-up.
const root = document.documentElement;

const byId = (id) => document.getElementById(id);
const announce = (words) => (byId("announce").textContent = words);

const changeTheme = () => {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const now = root.dataset.theme ?? system;
  localStorage.theme = root.dataset.theme = now === "dark" ? "light" : "dark";
};

// Only https and this machine have a clipboard; elsewhere the link is shown, to be copied by hand.
const copy = async (text) => navigator.clipboard?.writeText(text) ?? prompt("Link", text);

// A button names the page whose link it copies; one that names none means the view as it is.
addEventListener("click", async ({ target }) => {
  if (target.closest(".theme")) changeTheme();
  const button = target.closest("[data-copy]");
  if (!button) return;
  await copy(new URL(button.dataset.copy || location, location).href);
  const label = button.textContent;
  button.textContent = "Copied";
  announce("Link copied");
  setTimeout(() => (button.textContent = label), 2000);
});

// The words of a claim do what its label does, unless they are being selected; of a claim that is chosen,
// what the label of the claim around it does.
addEventListener("click", ({ target }) => {
  const mark = target.closest(".story mark")?.closest("mark:not(.off, .is-chosen)");
  if (mark && !target.closest("a") && getSelection().isCollapsed) {
    byId(`t-${mark.dataset.claim}`)?.click();
  }
});

// What is copied from a text is the text: a card between two paragraphs comes along only where the
// selection began in it.
addEventListener("selectstart", ({ target }) => {
  const element = target.closest ? target : target.parentElement;
  root.classList.toggle("selects-text", !element?.closest(".card"));
});

// A claim that was chosen in the text is under the reader's eyes: scroll only as far as needed, where
// htmx would bring the fragment of the address to the top.
let place = "";
addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target?.id !== "story") return;
  place = detail.pathInfo.anchor;
  detail.pathInfo.anchor = "";
});
addEventListener("htmx:afterSettle", ({ detail, target }) => {
  if (detail.target?.id === "story" && place) {
    const card = byId("card");
    const label = byId(place);
    (card ?? label)?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: "nearest" });
    (document.querySelector("mark.is-chosen") ?? label)?.scrollIntoView({ block: "nearest" });
    place = "";
  }
  // Where what had the focus is gone, the line that says what is shown now takes it.
  const shown = target.querySelector?.("[data-refuge]");
  if (document.activeElement === document.body) shown?.focus({ preventScroll: true });
});
