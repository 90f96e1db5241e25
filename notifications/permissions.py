"""Who may do what with the mails of the portal."""


def can_send_again(user) -> bool:
    """Staff look after what did not arrive."""
    return user.is_minamin
