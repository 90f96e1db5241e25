"""Somebody on a small phone whose clicks, fields and minutes are counted, by the model of docs/first-hour.md."""
import re

from tests.journeys.people import Person

SMALL_PHONE = {"width": 360, "height": 740}
READY = "domcontentloaded"  # the words are there; pictures may still be on their way
# Seconds: docs/first-hour.md says where they come from.
LOOK, WORD, CLICK, REACH, SIGN, CHOICE, MAIL, THINK = 3.0, 0.12, 2.0, 2.0, 0.45, 3.0, 30.0, 20.0
THOUGHT_OVER = {"title", "lines-0-text", "summary", "wants", "note"}  # what one words oneself
FROM_PAPER = {"legal_id": 15.0, "password1": 10.0}  # looked up, made up
# Every text that somebody sees, its language, and whether it is theirs: of an element marked with another language.
VISIBLE = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, box = node.parentElement;
    if (!node.textContent.trim() || /^(SCRIPT|STYLE|OPTION)$/.test(box.tagName)) continue;
    if (!box.checkVisibility({visibilityProperty: true})) continue;
    found.push([node.textContent.trim(), box.closest("[lang]").lang]);
  }
  return found;
}"""
# How often one taps to choose: a list opens first; what is typed is not tapped.
TAPS = "one => one.tagName === 'SELECT' ? 2 : Number(one.matches(':is([type=radio], [type=checkbox])'))"
# Names of what a form asks for, not of what may stay empty or is folded away.
ASKED = """() => {
  const asked = [];
  for (const one of document.querySelectorAll("main form[method=post] :is(input, select, textarea)[name]")) {
    const free = one.closest(".field")?.querySelector(".field__optional");
    const seen = one.type !== "hidden" && (one.labels?.[0] ?? one).checkVisibility();
    if (seen && !free && !one.closest("[aria-hidden=true]")) asked.push(one.name);
  }
  return asked;
}"""
# Names, and what is written in Latin letters in every language.
LATIN_EVERYWHERE = {
    "Minamin", "Co", "Ltd", "Chiyoda", "Tokyo", "Japan", "ISO", "HACCP", "Halal", "HS", "CLDR", "support", "portal",
    "minamin", "example", "FCA", "MChJ", "Partner", "GmbH", "PDF", "PNG", "JPEG", "Word", "docx", "Excel", "xlsx",
}


class Counted(Person):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.context.set_default_timeout(25_000)  # the clock is the model's, not the machine's
        self.page.set_viewport_size(SMALL_PHONE)
        self.mine: set[str] = set()  # words in Latin letters that are names
        self.begin_again()

    def begin_again(self) -> None:
        """Another errand, another day."""
        self.clicks, self.seconds = 0, 0.0
        self.fields: list[str] = []
        self.asked: dict[str, None] = {}
        self.foreign: dict[str, list[str]] = {}

    def __str__(self) -> str:
        return (
            f"{self.clicks} clicks, {len(self.asked)} fields asked, {len(self.fields)} filled in, "
            f"{self.minutes:.1f} minutes; asked: {' '.join(self.asked)}; filled: {' '.join(self.fields)}"
        )

    @property
    def minutes(self) -> float:
        return self.seconds / 60

    def visit(self, path: str) -> "Counted":
        self.page.goto(self.base + path, wait_until=READY)
        return self.read()

    def read(self) -> "Counted":
        """Every page that was reached is looked over; words that are not in the reader's language are noted."""
        self.seconds += LOOK + WORD * len(self.text.split())
        width = self.page.evaluate("document.documentElement.scrollWidth")
        self.expect(width <= SMALL_PHONE["width"], f"{width} px wide on {SMALL_PHONE['width']}")
        page = self.page.url.removeprefix(self.base).partition("?")[0]
        self.asked |= dict.fromkeys(f"{page}{name}" for name in self.page.evaluate(ASKED))
        if words := self.words_abroad():
            self.foreign.setdefault(self.page.url.removeprefix(self.base), []).extend(words)
        return self

    def words_abroad(self) -> list[str]:
        """Latin words of three letters and more in what is shown as the reader's own language."""
        texts = [text for text, lang in self.page.evaluate(VISIBLE) if lang.split("-")[0] == self.language]
        words = {word for text in texts for word in re.findall(r"\b[A-Za-z]{3,}\b", re.sub(r"\S+@\S+", "", text))}
        return sorted(words - LATIN_EVERYWHERE - self.mine)

    def _fill(self, field: str, value) -> None:
        super()._fill(field, value)
        name, taps = re.search(r'name="([^"]+)"', field)[1], self.page.locator(field).first.evaluate(TAPS)
        self.mine |= set(re.findall("[A-Za-z]{3,}", str(value)))
        if name not in self.fields:
            self.fields.append(name)
            self.seconds += REACH
        self.clicks += taps
        self.seconds += CHOICE if taps else SIGN * len(str(value))
        self.seconds += FROM_PAPER.get(name, 0) + (THINK if name in THOUGHT_OVER else 0)

    def _click(self, target: str) -> "Counted":
        self.clicks += 1
        self.seconds += CLICK
        with self.page.expect_navigation(wait_until=READY):
            self.page.locator(target).click()
        return self.read()

    def value(self, name: str) -> str:
        return self.page.locator(f'main [name="{name}"]').first.input_value()

    def code(self) -> str:
        self.seconds += MAIL
        return super().code()
