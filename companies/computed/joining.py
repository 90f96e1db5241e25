"""What speaks for somebody who asks to join a firm; computed from the rows, decided by a person."""
from ..models import Claim, Contact
from ..rules.naming import FREE_MAIL, name_key

SIGNS = ("contact_address", "contact_domain", "site_domain", "contact_name", "document")


def signs_of(claim: Claim) -> dict[str, bool]:
    """{sign: whether it is there}, in the order of SIGNS. A free mail host is nobody's domain."""
    contact = Contact.objects.filter(firm=claim.firm).first() or Contact()
    domain, user = domain_of(claim.user.email), claim.user
    names = {name_key(name) for name in (user.full_name, user.name_latin) if name}
    return {
        "contact_address": user.email.lower() == contact.email.lower(),
        "contact_domain": bool(domain) and domain == domain_of(contact.email),
        "site_domain": bool(domain) and _is_site_of(domain, claim.firm.website),
        "contact_name": any(name_key(name) in names for name in (contact.name, contact.name_latin) if name),
        "document": claim.file_id is not None,
    }


def domain_of(address: str) -> str:
    """In small letters; empty for a free mail host."""
    domain = address.rpartition("@")[2].lower()
    return "" if domain in FREE_MAIL else domain


def _is_site_of(domain: str, website: str) -> bool:
    host = website.lower().partition("://")[2].partition("/")[0].partition(":")[0].removeprefix("www.")
    return host == domain or host.endswith(f".{domain}")
