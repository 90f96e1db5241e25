"""A stand-in for a mail server that follows a script at every step of the protocol (RFC 5321)."""

import socketserver
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

HANG_UP = "(hangs up)"
SILENCE = "(says nothing)"
SLOW = "(takes its time)"
USUAL = {"greeting": "220 here", "DATA": "354 go ahead", "QUIT": "221 bye", "AUTH": "235 welcome"}
PATIENCE = 5
SLOWLY = 0.5  # seconds


class Scripted(socketserver.ThreadingTCPServer):
    """`script`: step → what is answered there, one time after the other; then as usual.

    Steps are the verbs, "greeting", and "end" for the end of a mail. A mail counts as taken before "end" is answered,
    as with a server that loses the line just then."""

    daemon_threads = True
    request_queue_size = 50

    def __init__(self, script: dict[str, list[str]]):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.script = defaultdict(list, {step: list(answers) for step, answers in script.items()})
        self.taken: list[str] = []  # Message-IDs
        self.dropped = threading.Event()


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        going = self.says("greeting")
        while going and (line := self.rfile.readline().decode().strip()):
            going = self.follows(line)

    def follows(self, line: str) -> bool:
        verb = line.partition(" ")[0].upper()
        if verb == "EHLO" and not self.server.script["EHLO"]:
            self.wfile.write(b"250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n")
            return True
        if not self.says(verb):
            return False
        return self.takes() if verb == "DATA" and self.said.startswith("354") else verb != "QUIT"

    def takes(self) -> bool:
        lines = list(iter(self.rfile.readline, b".\r\n"))
        [name] = [line for line in lines if line.lower().startswith(b"message-id:")]
        answers = self.server.script["end"]
        if not answers or answers[0][0] not in "45":
            self.server.taken.append(name.decode().split()[1])
        return self.says("end")

    def says(self, step: str) -> bool:
        """False when the line is to be closed."""
        answers = self.server.script[step]
        self.said = answers.pop(0) if answers else USUAL.get(step, "250 fine")
        if self.said == SILENCE:
            self.server.dropped.wait(PATIENCE)
        if self.said in (HANG_UP, SILENCE):
            return False
        if self.said == SLOW:
            time.sleep(SLOWLY)
            self.said = "250 fine"
        self.wfile.write(f"{self.said}\r\n".encode())
        return not self.said.startswith("421")


@contextmanager
def scripted(settings, **script: list[str]) -> Iterator[Scripted]:
    with Scripted(script) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        settings.EMAIL_BACKEND = "notifications.backends.PatientBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_TIMEOUT = 0.2
        yield server
        server.dropped.set()
        server.shutdown()
