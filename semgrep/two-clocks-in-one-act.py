def decide(match, *, by, now: datetime):
    # ruleid: two-clocks-in-one-act
    match.decided_at = timezone.now()
    # ok: two-clocks-in-one-act
    match.closed_at = now


def view(request):
    # ok: two-clocks-in-one-act
    return decide(request.match, by=request.user, now=timezone.now())
