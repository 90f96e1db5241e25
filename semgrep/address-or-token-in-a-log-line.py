def tell(user, request, invitation):
    # ruleid: address-or-token-in-a-log-line
    logger.warning("no mail to %s", user.email)
    # ruleid: address-or-token-in-a-log-line
    logger.info(f"opened {request.get_full_path()}")
    # ruleid: address-or-token-in-a-log-line
    logger.error("bad link %s", invitation.token)
    # ok: address-or-token-in-a-log-line
    logger.warning("no mail to person %s", user.pk)
