import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import numpy as np
import pytest

from matching.encoding import Crashed, EncoderSpec, EncoderUnavailable, EncodingPool
from matching.encoding.endpoint import EndpointEncoder


class Stub(BaseHTTPRequestHandler):
    """Answers like an OpenAI-compatible server; the text decides how."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization"), asked))
        word = asked["input"][0].split()[0]
        if word.isdigit():
            self.send_error(int(word))
            return
        rows = [
            {"index": place, "embedding": [float(len(text)), 0.5, float(place)]}
            for place, text in enumerate(asked["input"])
        ]
        body = {"odd": {}, "short": {"data": rows[:0]}}.get(word, {"data": rows[::-1]})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>" if word == "html" else json.dumps(body).encode())

    def log_message(self, *parts):
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Stub) as running:
        running.asked = []
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def options(server, **more):
    address = f"http://127.0.0.1:{server.server_port}/v1/"
    return {"name": "house", "version": "7", "dims": 3, "url": address, "model": "m", "seconds": 2} | more


def test_vectors_come_back_in_the_order_asked(server, monkeypatch):
    monkeypatch.setenv("HOUSE_KEY", "secret")
    encoder = EndpointEncoder(**options(server, key_variable="HOUSE_KEY"))
    table = encoder.encode(["four", "seven77"])
    assert table.dtype == np.float32
    assert table.tolist() == [[4, 0.5, 0], [7, 0.5, 1]]
    path, key, asked = server.asked[0]
    assert (path, key) == ("/v1/embeddings", "Bearer secret")
    assert asked == {"model": "m", "input": ["four", "seven77"], "encoding_format": "float"}


@pytest.mark.parametrize("word", ["500", "401", "404", "429", "html", "odd", "short"])
def test_trouble_of_the_endpoint_is_told_apart(server, word):
    with pytest.raises(EncoderUnavailable):
        EndpointEncoder(**options(server)).encode([word])


@pytest.mark.parametrize("word", ["400", "413", "422"])
def test_a_refused_text_is_the_texts_trouble(server, word):
    with pytest.raises(ValueError, match="refused"):
        EndpointEncoder(**options(server)).encode([word])


def test_nobody_there(server):
    silent = options(server) | {"url": "http://127.0.0.1:1"}
    with pytest.raises(EncoderUnavailable):
        EndpointEncoder(**silent).encode(["honey"])


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org", ""])
def test_only_http_addresses(url, server):
    with pytest.raises(EncoderUnavailable):
        EndpointEncoder(**(options(server) | {"url": url}))


def test_it_takes_the_place_of_the_others_by_configuration(server):
    spec = EncoderSpec("matching.encoding.endpoint:EndpointEncoder", options(server))
    with EncodingPool([spec]) as pool:
        assert pool.encoders == {"house": "7"}
        good, refused = pool.encode_safely([("1", "honey"), ("2", "422 words")])
        assert good.vectors["house"].tolist() == [[5, 0.5, 0]]
        assert refused == Crashed("2", "failed")
