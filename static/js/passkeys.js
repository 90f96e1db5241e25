// allauth reports a failed passkey only to the console: say it on the page.
document.addEventListener("allauth.error", () => {
  document.querySelectorAll("[data-passkey-error]").forEach((note) => (note.hidden = false));
});
