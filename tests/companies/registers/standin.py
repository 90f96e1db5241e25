"""A register that does what a test wants: an HTTP server of its own, on this machine."""
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

HEAD = "Смағұлова Альфира"  # of the invented firm: no page of a firm may show it
JP = {
    "corporate_number": "1626018159083", "name": "株式会社北陸充填機", "kana": "ホクリクジュウテンキ",
    "name_en": "Hokuriku Filling Machinery Co., Ltd.", "location": "石川県金沢市広岡1-1", "status": "-",
    "close_date": "Null", "close_cause": None, "business_summary": "充填機の製造", "representative_name": "北 太郎",
    "representative_position": "代表取締役",
}
KZ = {
    "ru": {"bin": "050340493133", "name": 'ТОО "Алтай Тамак"', "katoAddress": "г. Усть-Каменогорск, ул. Казахстан 1",
           "okedName": "Производство масел", "fio": HEAD},
    "kk": {"bin": "050340493133", "name": '"Алтай Тамақ" ЖШС', "katoAddress": "Өскемен қ., Қазақстан к. 1",
           "okedName": "Май өндіру", "fio": HEAD},
}
OPEN = {"bin": "050340493133", "nameru": 'ТОО "Алтай Тамак"', "namekz": '"Алтай Тамақ" ЖШС', "director": HEAD,
        "addressru": "г. Усть-Каменогорск", "statusru": "Зарегистрирован"}


class Answering(BaseHTTPRequestHandler):
    """As the server's `plan` says: a status, a body (JSON or bytes), a pause before, a drip."""

    def do_GET(self):
        where = urlsplit(self.path)
        self.server.asked.append((where.path, parse_qs(where.query), dict(self.headers)))
        body = self.server.plan.body
        self.answer(body(where) if callable(body) else body)

    def answer(self, body):
        plan = self.server.plan
        time.sleep(plan.pause)
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(plan.status)
        if plan.to:
            self.send_header("Location", plan.to)
        self.end_headers()
        try:
            for piece in [body[at:at + 1] for at in range(len(body))] if plan.drip else [body]:
                self.wfile.write(piece)
                time.sleep(plan.drip)
        except OSError:
            pass  # nobody listens any more

    def log_message(self, *_words):
        pass


def statistics(where) -> dict:
    asked = parse_qs(where.query)
    row = KZ.get(asked["lang"][0])
    found = row if row and row["bin"] == asked["bin"][0] else None
    return {"success": found is not None, "obj": found, "description": None}


@contextmanager
def running() -> Iterator[SimpleNamespace]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    server.plan = SimpleNamespace(status=200, body=statistics, pause=0, drip=0, to="")
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield SimpleNamespace(url=f"http://127.0.0.1:{server.server_port}/", plan=server.plan, asked=server.asked)
    finally:
        server.shutdown()
        server.server_close()
