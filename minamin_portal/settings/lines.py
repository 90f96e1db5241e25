"""Where lines of the log go, and in which shape (docs/logs.md)."""

from .environment import env

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {"()": "core.logs.JsonLines"},
        "plain": {"format": "{levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": env.str("LOG_SHAPE", default="lines")}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "portal": {"level": "INFO"},
        # Django's own would write to a console of its own, and to administrators by mail.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
