"""Names that rows of the log carry from earlier days: the log is never rewritten, so readers learn them instead."""

# what a kind of row was called → what it is called today: 'events.meeting' → 'meetings.meeting'
FORMER: dict[str, str] = {}


def register_former_names(names: dict[str, str]) -> None:
    """Called by an app's AppConfig.ready for the models that have moved into it."""
    FORMER.update(names)


def current(name: str) -> str:
    """A reference ('events.meeting:<id>') or a verb ('events.meeting.hold') as it reads today."""
    label, mark, rest = name.partition(":") if ":" in name else name.rpartition(".")
    return f"{FORMER[label]}{mark}{rest}" if label in FORMER else name


def all_names(name: str) -> list[str]:
    """Today's name and those it was written under before."""
    label, mark, rest = name.partition(":") if ":" in name else name.rpartition(".")
    return [name, *(f"{old}{mark}{rest}" for old, new in FORMER.items() if new == label)]
