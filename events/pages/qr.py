"""QR codes as SVG without a style attribute, for pages; printed papers draw their own."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(link: str) -> SafeString:
    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, scale=5, border=2, omitsize=False, nl=False
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - made of numbers only
