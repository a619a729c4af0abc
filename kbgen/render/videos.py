"""A video: a picture that is a link to it, alone in its paragraph, `[![What it shows](poster.jpg)](clip.mp4)`.

Nothing of another host is asked for before a reader follows the link, no script is needed, and on paper a link stays.
A film of the site plays in the page, with the captions that lie beside it (`clip.zh-hant.vtt`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qs, urlsplit

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from kbgen.content.names import FILMS
from kbgen.model import LANGUAGES, Language
from kbgen.render.findings import Finding
from kbgen.render.inline_text import alt_of
from kbgen.render.targets import LinkPass

_HOSTS: Mapping[str, str] = {
    "youtube.com": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
}
_CAPTIONS = re.compile(r"captions?:[ \t]*(?P<languages>[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)", re.IGNORECASE)
_LABELS: Mapping[Language, str] = {"en": "English", "zh-hant": "中文"}
_SAID: Mapping[Language, frozenset[str]] = {
    "en": frozenset({"en", "en-gb", "en-us"}),
    "zh-hant": frozenset({"zh-hant", "zh-hk", "zh-tw", "zh"}),
}
"""How writers may call the languages of captions."""
_TAGS: Mapping[Language, str] = {"en": "en", "zh-hant": "zh-Hant"}
"""What browsers and players call the languages of captions."""


def shape_videos(tokens: list[Token], links: LinkPass, language: Language, labels: Mapping[str, str]) -> list[Finding]:
    """Make a figure of each video, and return those whose captions are missing. labels: of the page, by `video.<name>`."""
    findings: list[Finding] = []
    for position in range(len(tokens) - 2):
        start, inline, end = tokens[position : position + 3]
        if start.type != "paragraph_open" or inline.type != "inline":
            continue
        found = _video(inline.children or [])
        if found is None:
            continue
        opening, image = found
        written = str(opening.meta["written"])
        line = inline.map[0] if inline.map else 0
        _as_figure(start, end)
        if host := host_of(written):
            findings += _outside(inline, opening, image, (host, language, line), labels)
        else:
            findings += _own(inline, opening, image, (links, language, line), labels)
    return findings


def host_of(target: str) -> str:
    """Return the name of the service that shows a video, or an empty text where the address is none of a video there."""
    try:
        parts = urlsplit(target)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("player.")
    except ValueError:
        return ""
    name = _HOSTS.get(host, "") if parts.scheme in {"http", "https"} else ""
    shows = {
        "": False,
        "YouTube": host == "youtu.be" or parts.path.startswith(("/watch", "/embed/", "/shorts/", "/live/", "/playlist")),
        "Vimeo": re.search(r"/\d+", parts.path) is not None,
    }
    return name if shows[name] and parts.path != "/" else ""


def shows_video(target: str) -> bool:
    """Tell whether a link leads to a video that a page shows, of the site or of a service."""
    return bool(host_of(target)) or is_film(target)


def is_film(target: str) -> bool:
    """Tell whether a relative link leads to a film."""
    return ":" not in target.partition("/")[0] and target.partition("#")[0].partition("?")[0].lower().endswith(FILMS)


def _video(children: Sequence[Token]) -> tuple[Token, Token] | None:
    """Return the link and the picture in it, where a paragraph holds nothing else."""
    told = [token for token in children if token.type not in {"softbreak", "text"} or token.content.strip()]
    if [token.type for token in told] != ["link_open", "image", "link_close"]:
        return None
    written = str(told[0].meta.get("written", ""))
    return (told[0], told[1]) if shows_video(written) else None


def _as_figure(start: Token, end: Token) -> None:
    for token in (start, end):
        token.tag, token.hidden = "figure", False
    start.type, end.type = "figure_open", "figure_close"
    start.attrs = {"class": "video"}


def _outside(
    inline: Token, opening: Token, image: Token, place: tuple[str, Language, int], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A video of another host: a link. Whether it has captions, its writer says."""
    host, language, line = place
    told = _CAPTIONS.fullmatch(str(opening.attrs.pop("title", "")).strip())
    opening.attrs = {"href": watch_address(str(opening.attrs["href"])), "class": "poster"}
    name = labels.get("video.outside", "Watch on {host}").replace("{host}", host)
    label = Token("video_label", "", 0, content=name)
    inline.children = [opening, image, label, Token("link_close", "a", -1)]
    languages = {word.strip().lower() for word in told["languages"].split(",")} if told else set()
    if not languages & _SAID[language]:
        message = f"nobody has said that the video on {host} has captions in {_LABELS[language]}"
        hint = f'look, and say which it has: [![…](…)]({opening.attrs["href"]} "captions: {language}")'
        yield Finding(line, "missing-captions", message, hint)


def watch_address(url: str) -> str:
    """Return the address of the page of a video, of that of a player to be set into a page too."""
    parts = urlsplit(url)
    key = parts.path.rpartition("/")[2]
    if "/embed/" in parts.path and "youtube" in (parts.hostname or ""):
        start = parse_qs(parts.query).get("start", [""])[0]
        return f"https://www.youtube.com/watch?v={key}" + (f"&t={start}" if start.isdecimal() else "")
    return f"https://vimeo.com/{key}" if parts.hostname == "player.vimeo.com" else url


def _own(
    inline: Token, opening: Token, image: Token, place: tuple[LinkPass, Language, int], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A film of the site: it plays in the page, and is fetched when it is played."""
    links, language, line = place
    written = str(opening.meta["written"])
    stem = written.rpartition(".")[0]
    tracks = [(one, links.beside(f"{stem}.{one}.vtt")) for one in sorted(LANGUAGES, key=lambda one: one != language)]
    there = [(one, url) for one, url in tracks if url]
    if not any(one == language for one, _ in there) and (plain := links.beside(f"{stem}.vtt")):
        there.insert(0, (language, plain))
    if not any(one == language for one, _ in there):
        message = f"the video '{written}' has no captions in {_LABELS[language]}"
        hint = f"write them as WebVTT into {stem.rpartition('/')[2]}.{language}.vtt beside it"
        yield Finding(line, "missing-captions", message, hint)
    name = labels.get("video.own", "Video: {title}").replace("{title}", alt_of(image))
    token = Token("video", "video", 0, content=name)
    token.meta = {
        "src": opening.attrs["href"],
        "image": image,
        "tracks": there,
        "language": language,
        "path": links.path_of(written),
    }
    inline.children = [token]


def video_html(token: Token) -> str:
    """Return a film of the site with its captions, and a link to it for paper and for what plays no films."""
    meta, image = token.meta, token.meta["image"]
    poster = str((image.meta or {}).get("poster", "") or image.attrs["src"])
    size = "".join(f' {key}="{escapeHtml(str(image.attrs[key]))}"' for key in ("width", "height") if key in image.attrs)
    tracks = "".join(
        f'<track kind="captions" srclang="{_TAGS[language]}" label="{_LABELS[language]}" src="{escapeHtml(url)}"'
        f"{' default' if language == meta['language'] else ''}>"
        for language, url in meta["tracks"]
    )
    name, source = escapeHtml(token.content), escapeHtml(str(meta["src"]))
    return (
        f'<video controls preload="none" playsinline poster="{escapeHtml(poster)}"{size} aria-label="{name}">'
        f'<source src="{source}">{tracks}</video>'
        f'<figcaption><a href="{source}" data-path="{escapeHtml(str(meta["path"]))}">{name}</a></figcaption>'
    )
