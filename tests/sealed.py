"""What a page carries of what its reader saw."""
import re

from core.forms.edit import SEAL


def seal_in(answer) -> str:
    """The first one on the page; empty where there is none."""
    found = re.search(rf'name="{SEAL}" value="([^"]*)"', answer.content.decode())
    return found.group(1) if found else ""
