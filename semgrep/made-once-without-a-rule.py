def once(firm):
    # ruleid: made-once-without-a-rule
    one = Remark.objects.get_or_create(firm=firm)
    # ok: made-once-without-a-rule
    return one, Contact.objects.get_or_create(firm=firm)
