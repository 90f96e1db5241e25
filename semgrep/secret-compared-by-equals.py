def opens(link, given):
    # ruleid: secret-compared-by-equals
    if link.token == given:
        return True
    # ruleid: secret-compared-by-equals
    if given == link.signature:
        return True
    # ok: secret-compared-by-equals
    return constant_time_compare(link.token, given)
