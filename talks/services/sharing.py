"""Files that the sides lay into a conversation, once both know each other."""
from datetime import datetime

from django.db import transaction

from core.activity import record
from core.errors import permit
from core.files.services import store_file
from core.lifecycle import lock
from matching.models import Match

from .. import messages
from ..errors import NotYet, TooManyFiles
from ..models import SharedFile
from ..permissions import can_remove_file, can_write, released, side_of
from ..rules.limits import MOST_FILES
from .writing import require_going_on, thread_of


@transaction.atomic
def share_file(match: Match, *, file: tuple[str, bytes], sort: str, by, now: datetime) -> SharedFile:
    """`file`: name and content. Raises NotYet, NotAnyMore, PausedFirm, TooManyFiles, and those of store_file."""
    permit(by, can_write, match)
    require_going_on(match)
    thread = thread_of(match, now=now)
    if not released(thread.match):
        raise NotYet
    if thread.files.standing().count() >= MOST_FILES:
        raise TooManyFiles
    stored = store_file(*file, by=by, now=now)
    side = side_of(by, match)
    shared = SharedFile.objects.create(
        thread=thread, file=stored, sort=sort, by_side=side, added_by=by, added_at=now
    )
    record(thread, "share_file", by=by, now=now, data={"side": side, "sort": sort, "sha256": stored.sha256})
    messages.remark_written(thread, side, now=now)
    return shared


@transaction.atomic
def remove_file(shared: SharedFile, *, by, now: datetime) -> None:
    """Nobody gets it any more; removed twice is removed once."""
    permit(by, can_remove_file, shared)
    if lock(shared).removed_at is None:
        shared.removed_at = now
        shared.save(update_fields=["removed_at"])
        record(shared.thread, "remove_file", by=by, now=now, data={"side": shared.by_side, "sort": shared.sort})
