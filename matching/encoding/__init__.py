"""From texts to vectors, in a child process that a hostile text may take down without harm to anybody else."""
from .pool import Crashed, Encoded, EncodingPool, Refused
from .reading import reading
from .specs import DEFAULT_ENCODERS, EncoderSpec, EncoderUnavailable
from .text import TextNotEncodable, prepare
