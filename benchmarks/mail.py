"""How many mails a second leave, to a sink on this machine: python -m benchmarks.mail [--mails 4000] [--senders 2]

On servers of its own in var/mail (or PORTAL_DATA). Three parts: rendering alone; sending mails that are rendered before
(claim, lease, SMTP, mark); both together, as it is. CPU of the senders is told beside the time of the clock: on a
machine that has other work, mails per second of CPU is the figure to compare.
"""
import argparse
import os
import socketserver
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

from minamin_portal.embedded.servers import Servers

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
os.environ.setdefault("PORTAL_DATA", str(ROOT / "var" / "mail"))
KIND = "companies/firm_verified"
ADDRESS = "sink@firm.example"


class Sink(socketserver.ThreadingTCPServer):
    """Takes every mail and keeps none."""

    daemon_threads = True
    request_queue_size = 64


class Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 sink\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go\r\n")
                while self.rfile.readline() != b".\r\n":
                    pass
            self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mail", description=__doc__)
    parser.add_argument("--mails", type=int, default=4000)
    parser.add_argument("--senders", type=int, default=2)
    parser.add_argument("--send", choices=("rendered", "whole"), help=argparse.SUPPRESS)  # one sender of ours
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.send:
        send(given.send, given.port)
        return
    servers = Servers(Path(os.environ["PORTAL_DATA"]), say=lambda _text: None)
    try:
        os.environ.update(servers.start())
        measure(given)
    finally:
        servers.stop()


def measure(given: argparse.Namespace) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    rendering(given.mails // 8)
    with Sink(("127.0.0.1", 0), Talk) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for kind, title in (("rendered", "rendered before"), ("whole", "rendered and sent")):
            fill(given.mails)
            seconds, cpu = run_senders(kind, server.server_address[1], given)
            print(f"{title}: {given.mails / seconds:.0f} mails/s, {given.mails / cpu:.0f} a second of senders' CPU")
        server.shutdown()


def rendering(many: int) -> None:
    from notifications.models import Delivery
    from notifications.services.sending import compose

    fill(1)
    delivery = Delivery.objects.select_related("message").get()
    compose(delivery).message().as_bytes()
    began = time.process_time()
    for _number in range(many):
        compose(delivery).message().as_bytes()
    print(f"rendering alone: {many / (time.process_time() - began):.0f} mails a second of CPU")


def fill(many: int) -> None:
    from django.db import connection
    from django.utils import timezone

    from notifications.enums import Priority
    from notifications.models import Delivery, Message

    now = timezone.now()
    Delivery.objects.all().delete()
    Message.objects.all().delete()
    text = "Your firm has been checked.\n\n" + "A sentence of the usual length stands here. " * 12
    messages = [
        Message(
            address=ADDRESS, kind=KIND, language="en", subject="Your firm is verified", text=text, path="/home/",
            dedupe_key=f"m{number}", created_at=now, visible_at=now, text_until=now + timedelta(days=1),
        )
        for number in range(many)
    ]
    Message.objects.bulk_create(messages, batch_size=1000)
    rows = [Delivery(message=message, priority=Priority.BULK, due_at=now) for message in messages]
    Delivery.objects.bulk_create(rows, batch_size=1000)
    with connection.cursor() as sql:
        sql.execute("ANALYZE notifications_delivery")


def run_senders(kind: str, port: int, given: argparse.Namespace) -> tuple[float, float]:
    """(seconds of the one that took longest, seconds of CPU of all)"""
    from notifications.models import Delivery

    argv = [sys.executable, "-m", "benchmarks.mail", "--send", kind, "--port", str(port)]
    senders = [subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) for _number in range(given.senders)]
    spent = [[float(number) for number in sender.communicate()[0].split()] for sender in senders]
    if left := Delivery.objects.exclude(state="delivered").count():
        sys.exit(f"{left} mails were not delivered")
    return max(clock for clock, _cpu in spent), sum(cpu for _clock, cpu in spent)


def send(kind: str, port: int) -> None:
    """One sender; prints how long it worked and how much CPU that took, without the start of the process."""
    import django

    django.setup()
    from django.conf import settings

    from notifications.services import sending

    settings.EMAIL_BACKEND = "notifications.backends.PatientBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    if kind == "rendered":
        sending.compose = rendered_before
    began, cpu = time.perf_counter(), time.process_time()
    sending.deliver_due()
    print(time.perf_counter() - began, time.process_time() - cpu)


def rendered_before(delivery):
    from django.core.mail import EmailMessage

    return EmailMessage("s", "text", to=[ADDRESS], headers={"Message-ID": delivery.header_id})


if __name__ == "__main__":
    main()
