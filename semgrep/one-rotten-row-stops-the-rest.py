def remind_all(rows):
    # ruleid: one-rotten-row-stops-the-rest
    for row in rows:
        try:
            remind(row)
        except Exception:
            logger.exception("failed")


def remind_each(rows, now):
    # ok: one-rotten-row-stops-the-rest
    return each("leads.chase", rows, remind, now=now)
