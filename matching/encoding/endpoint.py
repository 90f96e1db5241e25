"""An encoder behind an OpenAI-compatible HTTP endpoint (POST <url>/embeddings)."""
import json
import os
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import numpy as np

from .specs import EncoderUnavailable

# What these say is about the text sent, everything else is about the endpoint.
TEXT_REFUSED = frozenset({400, 413, 422})


class EndpointEncoder:
    """`key_variable` names the environment variable that holds the key; `version` is the operator's to raise."""

    def __init__(
        self, *, name: str, version: str, dims: int, url: str, model: str, key_variable: str = "", seconds: float = 10
    ):
        if not url.startswith(("http://", "https://")):
            raise EncoderUnavailable(f"{name}: {url} is not an http address")
        self.name, self.version, self.dims = name, version, dims
        self._address, self._model, self._seconds = url.rstrip("/") + "/embeddings", model, seconds
        self._headers = {"Content-Type": "application/json"}
        if key_variable:
            self._headers["Authorization"] = f"Bearer {os.environ.get(key_variable, '')}"

    def encode(self, texts: list[str]) -> np.ndarray:
        body = json.dumps({"model": self._model, "input": texts, "encoding_format": "float"}).encode()
        rows = self._ask(Request(self._address, body, self._headers))  # noqa: S310 - http only, asked above
        if len(rows) != len(texts) or any(len(row) != self.dims for row in rows):
            raise EncoderUnavailable(f"{self.name}: the endpoint answered with other sizes than {self.dims}")
        return np.array(rows, dtype=np.float32)

    def _ask(self, request: Request) -> list[list[float]]:
        try:
            with urlopen(request, timeout=self._seconds) as response:  # noqa: S310 - http only, asked above
                data = json.load(response)["data"]
            return [item["embedding"] for item in sorted(data, key=lambda item: item["index"])]
        except HTTPError as error:
            if error.code in TEXT_REFUSED:
                raise ValueError(f"{self.name}: refused with {error.code}") from error
            raise EncoderUnavailable(f"{self.name}: HTTP {error.code}") from error
        except (OSError, HTTPException, ValueError, KeyError, TypeError) as error:
            raise EncoderUnavailable(f"{self.name}: {type(error).__name__}") from error
