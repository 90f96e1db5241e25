"""A stand-in for a mail server: counts connections, keeps what it accepted, refuses or hangs up when told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 10
HANG_UP = ""


class StandIn(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Talk)
        self.connections = 0
        self.accepted: list[str] = []  # recipients, in order
        self.answers: dict[str, list[str]] = {}  # recipient → what RCPT is told, one try after the other
        self.greeting = "220 stand-in"
        self.hold_at = 0  # the number of the mail that waits for `go_on`
        self.holding, self.go_on = threading.Event(), threading.Event()


class Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.server.connections += 1
        self.say(self.server.greeting)
        while line := self.rfile.readline().decode().strip():
            answer = self.answer(line)
            if answer == HANG_UP:
                return
            self.say(answer)
            if answer.startswith(("221", "421")):
                return

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def answer(self, line: str) -> str:
        verb = line[:4].upper()
        if verb == "RCPT":
            self.recipient = line.partition("<")[2].partition(">")[0]
            waiting = self.server.answers.get(self.recipient, [])
            return waiting.pop(0) if waiting else "250 fine"
        if verb == "DATA":
            self.say("354 go ahead")
            return self.take()
        return "221 bye" if verb == "QUIT" else "250 fine"

    def take(self) -> str:
        while self.rfile.readline() != b".\r\n":
            pass
        if len(self.server.accepted) + 1 == self.server.hold_at and not self.server.holding.is_set():
            self.server.holding.set()
            self.server.go_on.wait(PATIENCE)
        self.server.accepted.append(self.recipient)
        return "250 accepted"


@contextmanager
def standing_in(settings) -> Iterator[StandIn]:
    """The portal's mails go to a stand-in of its own."""
    with StandIn() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_TIMEOUT = PATIENCE
        yield server
        server.go_on.set()
        server.shutdown()
