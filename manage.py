#!/usr/bin/env python
"""Command line of the portal; starts its own servers for one command when none are configured or running."""
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
    from minamin_portal import embedded  # noqa: PLC0415 - reads the settings' name

    embedded.ensure_servers(sys.argv)
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - when the servers are known

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
