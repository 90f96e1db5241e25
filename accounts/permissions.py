"""Who may say that a translation is right, and who may have or end what is kept about a person."""

from .enums import Role


def can_review_texts(user, language: str) -> bool:
    """Minamin's staff; a liaison in the language they chose for the portal."""
    return user.is_minamin or (user.is_liaison and user.language == language)


def can_give_roles(user) -> bool:
    return user.role == Role.ADMINISTRATOR


def can_take_second_factor(user, person) -> bool:
    """An administrator, not of themselves: a stolen session must not get rid of it."""
    return user.role == Role.ADMINISTRATOR and user.pk != person.pk


def can_audit_looks(user) -> bool:
    return user.is_minamin


def may_withdraw(user, record) -> bool:
    """The person concerned, or who noted it for them; the apps ask whether the latter still speaks for the firm."""
    return record.person_email.lower() == user.email.lower() or record.recorded_by_id == user.pk


def is_oneself(user, person) -> bool:
    return user.pk == person.pk
