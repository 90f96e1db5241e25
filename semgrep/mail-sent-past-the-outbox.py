def tell(user, text):
    # ruleid: mail-sent-past-the-outbox
    send_mail("News", text, None, [user.email])
    # ruleid: mail-sent-past-the-outbox
    user.email_user("News", text)
    # ruleid: mail-sent-past-the-outbox
    EmailMessage("News", text, to=[user.email]).send()
    # ok: mail-sent-past-the-outbox
    tell_person(user, kind="news", facts={"text": text})
