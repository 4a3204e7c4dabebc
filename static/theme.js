// Stands in the head and is waited for, so that a page never shows in the wrong theme first.
document.documentElement.classList.add("has-script");
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // A browser that keeps nothing for sites follows the system's theme.
}
