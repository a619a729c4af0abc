"""A picture in the size that a screen needs: `<picture>` with smaller files for browsers that read WebP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from kbgen.render.picture_size import COLUMN_PIXELS, PIXELS_PER_REM

if TYPE_CHECKING:
    from kbgen.render.targets import Address


def offer_smaller(token: Token, address: Address) -> None:
    """Note the smaller files of an image on its token; `picture_html` writes them.

    One that its writer wants narrow gets none of more than twice that width, which is what a fine screen shows.
    """
    shown = int(str(token.attrs.get("width", "0")) or 0)
    webp = [(url, width) for url, width in address.smaller if url.endswith(".webp")]
    narrow = [one for one in webp if one[1] < 2 * shown]
    files = webp[: len(narrow) + 1] if shown < address.width else webp
    fallback = next((url for url, _ in address.smaller if not url.endswith(".webp")), "")
    if fallback:
        token.attrs["src"] = fallback
    if files:
        column = f"(min-width: 45rem) {COLUMN_PIXELS // PIXELS_PER_REM}rem, 100vw"
        token.meta = {
            **token.meta,
            "poster": files[-1][0],  # a film has one poster for every screen
            "srcset": ", ".join(f"{url} {width}w" for url, width in files),
            "sizes": f"min({shown}px, 100vw)" if shown < COLUMN_PIXELS else column,
        }


def picture_html(token: Token, image: str) -> str:
    """Return an image with its smaller files. image: its own HTML."""
    srcset = (token.meta or {}).get("srcset")
    if not srcset:
        return image
    source = f'<source type="image/webp" srcset="{escapeHtml(srcset)}" sizes="{escapeHtml(token.meta["sizes"])}">'
    return f"<picture>{source}{image}</picture>"
