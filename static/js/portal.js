// Small comforts for pages that already work without a script.
(() => {
  "use strict";
  const all = (selector, root = document) => root.querySelectorAll(selector);
  const shutMenus = (except) => all("details.drop[open]").forEach((menu) => menu !== except && (menu.open = false));

  // Queue keys by physical position, so that they survive Cyrillic layouts and stay out of input methods.
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      const menu = document.querySelector("details.drop[open]");
      if (menu) menu.querySelector("summary").focus();
      return shutMenus();
    }
    if (document.body.dataset.shortcuts !== "on" || event.repeat || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const target = event.key === "?" ? document.getElementById("shortcuts")
      : event.shiftKey ? null : document.querySelector(`[data-key="${CSS.escape(event.code)}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.showModal) target.showModal();
    else if (target.matches("input")) target.focus();
    else target.click();
  });

  document.addEventListener("click", async (event) => {
    shutMenus(event.target.closest("details.drop"));
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    const copier = event.target.closest("[data-copy]");
    if (copier) {
      const source = document.getElementById(copier.dataset.copy);
      await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
      const word = copier.querySelector("[data-copy-word]");
      if (word) word.textContent = copier.dataset.copied;
    }
  });

  document.addEventListener("change", (event) => event.target.form?.matches("[data-autosubmit]") && event.target.form.requestSubmit());

  // A form is sent once: the second press waits instead of writing twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.matches("[hx-post], [data-hx-post]")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(() => release(form), 8000);
  });
  const release = (form) => {
    delete form.dataset.sent;
    all("[aria-disabled]", form).forEach((button) => button.removeAttribute("aria-disabled"));
  };
  addEventListener("pageshow", (event) => event.persisted && all("form[data-sent]").forEach(release));

  // After an act, the keyboard and the ear begin at what the page says.
  if (!document.querySelector("[autofocus]")) document.querySelector(".messages > [tabindex]")?.focus();

  // The undo strip counts down, and waits while it is pointed at or focused.
  const countDown = (strip) => {
    let left = Number(strip.dataset.undo);
    strip.removeAttribute("data-undo");
    const timer = setInterval(() => {
      if (strip.matches(":hover, :focus-within")) return;
      left -= 1;
      all("[data-undo-left]", strip).forEach((place) => (place.textContent = left));
      if (left > 0) return;
      clearInterval(timer);
      strip.remove();
    }, 1000);
  };
  const setUp = () => all("[data-undo]").forEach(countDown);
  document.addEventListener("htmx:after:swap", setUp);
  setUp();

  // The clocks of the bar go on from the time the server said.
  const start = Date.now();
  const clocks = Array.from(all("[data-clock]"), (place) => [place, place.textContent.trim().split(":").map(Number)]);
  setInterval(() => {
    const passed = Math.floor((Date.now() - start) / 60000);
    for (const [place, [hours, minutes]] of clocks) {
      const now = hours * 60 + minutes + passed;
      place.textContent = [Math.floor(now / 60) % 24, now % 60].map((part) => String(part).padStart(2, "0")).join(":");
    }
  }, 10000);
})();
