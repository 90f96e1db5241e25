"""Production: nothing has a default that could be a secret or a mistake."""
from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import env

SHORTEST_SECRET = 40

DEBUG = False
DEMO = False
SECRET_KEY = env.str("SECRET_KEY")
if len(SECRET_KEY) < SHORTEST_SECRET:
    raise ImproperlyConfigured(f"SECRET_KEY is too short: {SHORTEST_SECRET} signs at least, drawn by chance.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [env.str("PORTAL_URL")]
MAIL = env.email_url("EMAIL_URL")
vars().update(MAIL)
if MAIL["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
    EMAIL_BACKEND = "notifications.backends.PatientBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")
MAIL_DOMAIN = env.str("MAIL_DOMAIN")
MFA_REQUIRED_ROLES = env.list("MFA_REQUIRED_ROLES", default=["staff", "liaison", "administrator"])
REAUTHENTICATE_ROLES = env.list("REAUTHENTICATE_ROLES", default=["staff", "liaison", "administrator"])

# Sessions and limits see the visitor, not the proxy; what a visitor writes into the header is never believed.
TRUSTED_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1)
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
