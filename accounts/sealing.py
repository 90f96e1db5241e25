"""What people typed and did not send yet, unreadable in the database and its copies."""

import base64
import hashlib
import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes

SALT = b"accounts.drafts:"


def _sealer() -> MultiFernet:
    """Former keys still open what they sealed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(SALT + force_bytes(secret)).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def seal(fields: dict[str, list[str]]) -> str:
    return _sealer().encrypt(json.dumps(fields, ensure_ascii=False).encode()).decode()


def unseal(sealed: str) -> dict[str, list[str]] | None:
    """None where no key of ours opens it."""
    try:
        return json.loads(_sealer().decrypt(sealed.encode()))
    except InvalidToken:
        return None
