"""Who may do what with inquiries."""
from companies.models import Chamber


def can_work_on_leads(user) -> bool:
    """Answer, assign, invite, close."""
    return user.is_minamin


def chamber_of(user) -> Chamber | None:
    return Chamber.objects.filter(liaisons__user=user).first() if user.is_liaison else None


def can_refer_firms(user) -> bool:
    """Liaisons send firms of their own chamber."""
    return chamber_of(user) is not None
