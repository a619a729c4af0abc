"""Links and images of an article → addresses in its page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from markdown_it.token import Token

from kbgen.content.addresses import page_url, relative_url
from kbgen.content.link_map import LinkMap, TargetKind
from kbgen.model import Language, Link
from kbgen.render.inline_text import alt_of, text_of
from kbgen.render.picture_size import shown_size
from kbgen.render.responsive import offer_smaller


@dataclass(frozen=True, slots=True)
class Address:
    """What a page writes for a link.

    url: relative to the page. site_path: of a file, relative to the root of the site. width, height: of an image.
    """

    kind: TargetKind
    url: str = ""
    site_path: str = ""
    width: int = 0
    height: int = 0
    smaller: tuple[tuple[str, int], ...] = ()
    """Of a picture: the smaller files as the page writes them, with their widths."""


@dataclass(frozen=True, slots=True)
class Linker:
    """Resolves the links of the article at `source`, its path below the content folder.

    language: whose pictures it shows where there are some for one language.
    """

    links: LinkMap
    source: str
    use_directory_urls: bool
    language: Language

    @property
    def file(self) -> str:
        """The path of the text itself: a page for one region shows a part of it, at another address."""
        return self.links.file_of(self.source)

    def is_page_named(self, name: str) -> bool:
        """Return whether a page of the site has this name, as a link of a wiki writes it."""
        return self.links.is_page_named(name)

    def picture(self, written: str) -> Address:
        """Return what the page writes for a picture: `a.zh-hant.png` beside `a.png` is that of Chinese pages."""
        target = self.links.resolve(self.source, written)
        if target.kind == "asset":
            stem, dot, suffix = target.path.rpartition(".")
            own = f"{stem}.{self.language}{dot}{suffix}"
            if own in self.links.assets:
                return self._asset(own, target.tail)
        return self.address(written)

    def address(self, written: str) -> Address:
        """Return what the page writes for a link."""
        target = self.links.resolve(self.source, written)
        if target.kind == "article":
            if target.path == self.source:
                return Address("article", target.tail or self._relative(target.path))
            return Address("article", self._relative(target.path) + target.tail)
        if target.kind == "asset":
            return self._asset(target.path, target.tail)
        return Address(target.kind, written if target.kind == "outside" else "")

    def _asset(self, path: str, tail: str) -> Address:
        asset = self.links.assets[path]
        here = page_url(self.source, use_directory_urls=self.use_directory_urls)
        site_path = quote(path)
        smaller = tuple((relative_url(quote(one.path), here), one.width) for one in asset.smaller)
        return Address("asset", relative_url(site_path, here) + tail, site_path, asset.width, asset.height, smaller)

    def of_site(self, path: str) -> str:
        """Return what the page writes for a file that a build made. path: relative to the root of the site."""
        return relative_url(quote(path), page_url(self.source, use_directory_urls=self.use_directory_urls))

    def _relative(self, path: str) -> str:
        here = page_url(self.source, use_directory_urls=self.use_directory_urls)
        return relative_url(page_url(path, use_directory_urls=self.use_directory_urls), here)


class LinkPass:
    """Writes addresses into tokens and remembers every link, with its line in the body."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        self.source = linker.file
        self.found: list[Link] = []
        self.addresses: dict[str, Address] = {}
        self.pictures: dict[str, Address] = {}
        self.page_names: dict[str, bool] = {}
        self.first_image = ""
        self.shown = 0

    def apply(self, children: list[Token], line: int) -> None:
        """Resolve the links among inline tokens that begin on `line`."""
        closing: list[bool] = []  # for each open link, whether it was left out
        for position, token in enumerate(children):
            if token.type in {"softbreak", "hardbreak"}:
                line += 1
            elif token.type == "link_open":
                closing.append(self._link(token, _link_text(children, position), line))
            elif token.type == "link_close" and closing and closing.pop():
                _vanish(token)
            elif token.type == "image":
                self._image(token, line)
            elif token.type == "picture_source":
                self._source(token, _alt_of_next(children, position), line)

    def is_page_named(self, name: str) -> bool:
        """Return whether a page of the site has this name, as a link of a wiki writes it."""
        return self.page_names.setdefault(name, self._linker.is_page_named(name))

    def _address(self, written: str) -> Address:
        if written not in self.addresses:
            self.addresses[written] = self._linker.address(written)
        return self.addresses[written]

    def _picture(self, written: str) -> Address:
        if written not in self.pictures:
            self.pictures[written] = self._linker.picture(written)
        return self.pictures[written]

    def _link(self, token: Token, text: str, line: int) -> bool:
        """Return whether the link leads nowhere, so that only its text stays."""
        written = str(token.attrs.get("href", ""))
        address = self._address(written)
        self.found.append(Link(written, line, text))
        if address.kind in {"missing", "withheld", "unsafe"}:
            _vanish(token)
            return True
        token.attrs["href"] = address.url
        token.meta = {**token.meta, "written": written}
        return False

    def beside(self, written: str) -> str:
        """Return the address of a file that lies beside another, or an empty text where it is not there."""
        address = self._address(written)
        return address.url if address.kind == "asset" else ""

    def path_of(self, written: str) -> str:
        """Return where a file of the site is, relative to its root."""
        return self._address(written).site_path

    def _image(self, token: Token, line: int) -> None:
        written = str(token.attrs.get("src", ""))
        address = self._picture(written)
        alt = alt_of(token)
        self.found.append(Link(written, line, alt, image=True))
        if address.kind not in {"asset", "outside"}:
            token.type, token.content = "missing_image", alt
            return
        size = _size(token, address)
        policy = {"referrerpolicy": "no-referrer"} if address.kind == "outside" else {}
        rest = {key: value for key, value in token.attrs.items() if key != "src"}
        lazy = {"loading": "lazy"} if self.shown else {}  # the first is mostly in sight at once
        self.shown += 1
        token.attrs = {"src": address.url, **rest, **size, **lazy, "decoding": "async", **policy}
        if address.kind == "asset":
            token.meta = {**token.meta, "whole": (address.url, address.width)}
        if not token.meta.get("in_picture"):  # which has a source of its own
            offer_smaller(token, address)
        self.first_image = self.first_image or address.site_path

    def _source(self, token: Token, alt: str, line: int) -> None:
        """Write the address of the picture for the dark; without it the one for the light is shown."""
        written = str(token.attrs["srcset"])
        address = self._picture(written)
        self.found.append(Link(written, line, alt, image=True))
        token.attrs["srcset"] = address.url
        if address.kind != "asset":
            _vanish(token)


def _alt_of_next(children: list[Token], position: int) -> str:
    """Return the words of the image that follows."""
    return next((alt_of(token) for token in children[position:] if token.type == "image"), "")


def _size(image: Token, address: Address) -> dict[str, str]:
    """Return width and height of an image in pixels."""
    if not address.width:
        return {}
    width, height = shown_size(image.meta.get("size", {}), address.width, address.height)
    return {"width": str(width), "height": str(height)}


def _link_text(children: list[Token], position: int) -> str:
    end = position + 1
    while end < len(children) and children[end].type != "link_close":
        end += 1
    return text_of(children[position + 1 : end])


def _vanish(token: Token) -> None:
    token.type, token.tag, token.nesting, token.content = "text", "", 0, ""
