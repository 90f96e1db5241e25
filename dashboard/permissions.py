"""Who may look behind the pages."""


def can_see_jobs(user) -> bool:
    return user.is_minamin


def can_see_styleguide(user) -> bool:
    return user.is_minamin


def can_see_mails(user) -> bool:
    return user.is_minamin
