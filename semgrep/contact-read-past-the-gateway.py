def card(match, user, now):
    # ruleid: contact-read-past-the-gateway
    contact = Contact.objects.filter(firm=match.japan).first()
    # ruleid: contact-read-past-the-gateway
    line = match.partner.contact.email
    # ok: contact-read-past-the-gateway
    rows = reveal_contacts(match.introduction, by=user, now=now)
    return contact, line, rows
