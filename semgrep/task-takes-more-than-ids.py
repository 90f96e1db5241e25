# ruleid: task-takes-more-than-ids
@shared_task(name="matching.tell")
def tell(match: Match):
    match.tell()


# ruleid: task-takes-more-than-ids
@shared_task(name="matching.tell_all")
def tell_all(**facts):
    say(facts)


# ok: task-takes-more-than-ids
@shared_task(name="matching.tell_one")
def tell_one(match: str):
    say(match)


# ok: task-takes-more-than-ids
@shared_task(name="matching.tell_each")
def tell_each():
    say()
