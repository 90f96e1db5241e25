def add(row, key, value):
    # ruleid: json-changed-without-a-lock
    row.answers[key] = value
    row.save(update_fields=["answers"])


def merge(row, more):
    # ruleid: json-changed-without-a-lock
    row.answers = {**row.answers, **more}
    row.save()


def locked_first(row, key, value):
    row = lock(row)
    # ok: json-changed-without-a-lock
    row.answers[key] = value
    row.save(update_fields=["answers"])
