// Waited for in the head, so that no page shows in the wrong theme first.
document.documentElement.classList.add("has-script");
try {
  const { theme, keys } = localStorage;
  if (/^(light|dark)$/.test(theme)) document.documentElement.dataset.theme = theme;
  if (keys === "off") document.documentElement.dataset.keys = keys;
} catch {
  // A browser that keeps nothing for sites follows the system's theme, and has single keys.
}
