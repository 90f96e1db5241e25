"""Who may look behind the pages."""


def can_see_jobs(user) -> bool:
    return user.is_minamin


def can_keep_closing_days(user) -> bool:
    return user.is_minamin


def can_see_styleguide(user) -> bool:
    return user.is_minamin


def can_see_translations(user) -> bool:
    """Which language somebody may review is said by accounts.permissions.can_review_texts."""
    return user.is_minamin or user.is_liaison


def can_see_mails(user) -> bool:
    return user.is_minamin
