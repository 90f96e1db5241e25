"""A provider that does what a test wants: an OpenAI-compatible endpoint on this machine."""
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from types import SimpleNamespace

from tests.companies.registers.standin import Answering


class Translating(Answering):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, asked, dict(self.headers)))
        plan = self.server.plan
        given = json.loads(asked["messages"][1]["content"])["texts"]
        words = [plan.say(text) for text in given]
        self.answer(plan.body if plan.body is not None else said(words, tokens=plan.tokens))


def said(words: list[str], *, tokens: int = 40) -> dict:
    content = json.dumps({"translations": words}, ensure_ascii=False)
    return {"choices": [{"message": {"content": content}}], "usage": {"total_tokens": tokens}}


@contextmanager
def running() -> Iterator[SimpleNamespace]:
    """`plan.say`: what it makes of a text; `plan.body`: instead of all that."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Translating)
    server.daemon_threads = True
    server.plan = SimpleNamespace(status=200, body=None, say=lambda text: text, tokens=40, pause=0, drip=0, to="")
    server.asked = []
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield SimpleNamespace(url=f"http://127.0.0.1:{server.server_port}/v1", plan=server.plan, asked=server.asked)
    finally:
        server.shutdown()
        server.server_close()
