def hold(events, pk):
    # ruleid: row-lock-without-no-key
    events.select_for_update().get(pk=pk)
    # ruleid: row-lock-without-no-key
    events.select_for_update(of=("self",)).get(pk=pk)
    # ok: row-lock-without-no-key
    return events.select_for_update(of=("self",), no_key=True).get(pk=pk)
