def free(seats, event):
    # ruleid: lock-that-locks-nothing
    taken = seats.select_for_update(of=("self",), no_key=True).filter(event=event).count()
    # ruleid: lock-that-locks-nothing
    seats.select_for_update(of=("self",), no_key=True).aggregate(most=Max("number"))
    # ok: lock-that-locks-nothing
    rows = list(seats.select_for_update(of=("self",), no_key=True).filter(event=event))
    return len(rows) - taken
