"""The test settings with a mail server that may hang, for senders in processes of their own."""

from minamin_portal.settings.test import *  # noqa: F403

EMAIL_BACKEND = "tests.notifications.slow_mail.Recorder"
