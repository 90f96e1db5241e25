def too_early(event):
    # ruleid: counted-before-the-lock
    taken = event.registrations.confirmed().count()
    locked = hold(event)
    if taken < locked.capacity:
        seat(locked)


def asked_too_early(event, person):
    # ruleid: counted-before-the-lock
    if event.registrations.filter(person=person).exists():
        raise Twice
    locked = hold(event)
    return seat(locked)


def in_time(event):
    # ok: counted-before-the-lock
    locked = hold(event)
    taken = locked.registrations.confirmed().count()
    return taken < locked.capacity
