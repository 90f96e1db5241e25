def write(rows, given):
    # ruleid: constraint-caught-without-savepoint
    try:
        rows.create(**given)
    except IntegrityError as error:
        raise Twice from error


def write_in_its_own(rows, given):
    # ok: constraint-caught-without-savepoint
    try:
        with transaction.atomic():
            rows.create(**given)
    except IntegrityError as error:
        raise Twice from error
