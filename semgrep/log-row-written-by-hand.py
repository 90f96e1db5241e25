def note(case, by):
    # ruleid: log-row-written-by-hand
    Activity.objects.create(subject=case, verb="noted", actor=by)
    # ok: log-row-written-by-hand
    record(case, "noted", by=by)
