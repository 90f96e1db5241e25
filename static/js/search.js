(() => {
  "use strict";
  // "/" and Ctrl-K lead to the search box, on a narrow screen to its page.
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.shiftKey) return;
    const bare = !event.ctrlKey && !event.metaKey && (event.key === "/" || event.code === "Slash");
    if (bare && event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
    if (!bare && !((event.ctrlKey || event.metaKey) && event.code === "KeyK")) return;
    const box = document.getElementById("search");
    if (!box) return;
    event.preventDefault();
    if (box.offsetParent) box.focus();
    else document.querySelector(".top-search-link")?.click();
  });
})();
