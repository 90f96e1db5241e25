"""Who has a day at the office: Minamin's staff, and the liaisons of chambers."""


def can_see_work(user) -> bool:
    return user.is_minamin or user.is_liaison
