def hold(events, pk):
    # ruleid: row-lock-without-of
    events.select_for_update(no_key=True).get(pk=pk)
    # ok: row-lock-without-of
    return events.select_for_update(of=("self",), no_key=True).get(pk=pk)
