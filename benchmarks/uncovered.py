"""Words on the firms' pages that their reader's language does not cover: python -m benchmarks.uncovered [--show 20]

On the portal's own database with the demonstration in it, without a service of translation: every page that a firm in
Japan, reading Japanese, and one in Kazakhstan, reading Kazakh, reach by links. A word is not covered when its element
says that it is in another language, or when it is written in letters that the reader's language does not use. Names of
firms, people, chambers and places are set aside, and so is whatever is no word in either: numbers, codes, addresses.
"""
import argparse
import os
import re
import sys
from collections import Counter
from html.parser import HTMLParser

from minamin_portal import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
AIM = 5  # per cent
NO_FIRM_S = {"mailbox"}  # where a developer reads everybody's mails
READERS = {"japan": "ja", "kazakhstan": "kk"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNSEEN = {"script", "style", "template", "option", "svg"}
# Japanese has no spaces: a run of its signs counts as many words as it has pairs of signs.
SIGNS = r"\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(rf"[{SIGNS}]+|[^\W\d_{SIGNS}](?:[^\W\d_{SIGNS}]|[’'-])+")
CODE = re.compile(r"\S*[@/\d]\S*|[A-Z][A-Z.&-]+")
JAPANESE, CYRILLIC = re.compile(f"[{SIGNS}]"), re.compile(r"[\u0400-\u052f]")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.uncovered", description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="so many pages with the most words that are not covered")
    given = parser.parse_args()
    embedded.ensure_servers(["manage.py", "benchmark"])
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        for reader, language in READERS.items():
            rows = measured(reader, language)
            show(reader, language, rows, given.show)
        transaction.set_rollback(True)


def measured(reader: str, language: str) -> list[tuple[str, int, Counter]]:
    """(page, its words, those that are not covered)."""
    from accounts.models import User
    from scripts.portal_pages import READERS as PEOPLE
    from scripts.portal_pages import client_of, reached

    if not User.objects.filter(email=PEOPLE[reader]).update(language=language):
        sys.exit("nobody of the demonstration is here: load it first (manage.py load_demo)")
    pages, _others = reached(reader)
    client, known = client_of(reader), names()
    rows = []
    for page in (one for one in pages if one.name not in NO_FIRM_S):
        texts = Texts(client.get(page.address).content.decode(), language).found
        all_words, strange = Counter[str](), Counter[str]()
        for text, said_in in texts:
            for word in words(CODE.sub(" ", text), known):
                all_words[word] += 1
                strange[word] += not covers(language, said_in, word)
        rows.append((page.name, many(all_words), +strange))
    return rows


class Texts(HTMLParser):
    """Every text of the page's main part and the language its nearest element names."""

    def __init__(self, html: str, language: str):
        super().__init__()
        self.open: list[tuple[str, str, bool, bool]] = [("", language, False, False)]
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in VOID:
            return
        _tag, language, in_main, is_unseen = self.open[-1]
        given = dict(attrs)
        language = (given.get("lang") or language).split("-")[0]
        self.open.append((tag, language, in_main or tag == "main", is_unseen or tag in UNSEEN or "hidden" in given))

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and any(one[0] == tag for one in self.open[1:]):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        _tag, language, in_main, is_unseen = self.open[-1]
        if in_main and not is_unseen and data.strip():
            self.found.append((data, language))


def names() -> set[str]:
    """Words of what is called by name."""
    from django.db.models import Model

    from accounts.models import User
    from companies.models import Chamber, Contact, Firm

    asked: list[tuple[type[Model], tuple[str, ...]]] = [
        (Firm, ("name", "name_latin", "city")), (User, ("full_name", "name_latin")), (Contact, ("name", "position")),
        (Chamber, ("name",)),
    ]
    found: set[str] = set()
    for model, fields in asked:
        known = {field.name for field in model._meta.get_fields()}
        for row in model._default_manager.values_list(*(name for name in fields if name in known)):
            found |= {one for text in row for one in WORD.findall(str(text))}
    return found


def words(text: str, known: set[str]) -> list[str]:
    """Those that are no name."""
    return [one for one in WORD.findall(text) if one not in known]


def covers(language: str, said_in: str, word: str) -> bool:
    """Latin words are covered where they stand unmarked: units, Incoterms, names of standards."""
    if said_in != language:
        return False
    return not (CYRILLIC if language == "ja" else JAPANESE).search(word)


def many(counted: Counter) -> int:
    return sum(times * (-(-len(word) // 2) if JAPANESE.match(word) else 1) for word, times in counted.items())


def show(reader: str, language: str, rows: list, most: int) -> None:
    everything, strange = sum(row[1] for row in rows), sum(many(row[2]) for row in rows)
    share = 100 * strange / max(everything, 1)
    print(f"{reader} ({language}): {len(rows)} pages, {everything} words, {strange} not covered: {share:.1f} %"
          f"{'  * more than ' + str(AIM) + ' %' if share > AIM else ''}")
    for name, all_words, found in sorted(rows, key=lambda row: -many(row[2]))[:most]:
        words_found = " ".join(word for word, _times in found.most_common(8))[:90]
        print(f"  {name:38}{all_words:6}{many(found):6}  {words_found}")


if __name__ == "__main__":
    main()
