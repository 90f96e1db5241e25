"""Texts in another language, honest about who wrote them: a port, its checks, one provider. No word of the business."""
from .checks import Glossary, faults
from .port import Refused, Translation, translate
