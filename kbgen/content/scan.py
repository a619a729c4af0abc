"""The content folder → articles and assets, and everything that is wrong with their files and front matter."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

from kbgen.content.files import MAX_FILE_BYTES, FoundFile, UnreadableFileError, list_folder, read_file
from kbgen.content.foreign_keys import is_about_readers
from kbgen.content.front_matter import read_front_matter, split_front_matter
from kbgen.content.images import HEAD_BYTES, RASTER, Size, SvgReader, image_size
from kbgen.content.kept_front_matter import KeptFrontMatter
from kbgen.content.names import RESERVED_FILES, RESERVED_IDS, is_notice
from kbgen.content.notices import Notice, read_notice
from kbgen.content.picture_metadata import has_notes, without_metadata
from kbgen.content.raster import LARGE_IMAGE_BYTES, MOST_PIXELS, picture_fault
from kbgen.content.short_ids import SHORT_FOLDER
from kbgen.errors import Problem
from kbgen.model import LANGUAGES, Article, ArticleId, Asset, FrontMatter, Language, PageKind
from kbgen.settings.decode import decode_text
from kbgen.settings.fields import Report
from kbgen.settings.site import Settings

MAX_ARTICLE_BYTES = 1024 * 1024
MAX_NOTICE_BYTES = 16 * 1024
MAX_SVG_BYTES = 8 * 1024 * 1024

_MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # what MkDocs renders as pages
_OF_OTHER_TOOLS = (".mdx", ".qmd", ".rmd")  # Markdown too, which MkDocs would publish as a file to download
_PAGES_OF_FOLDERS = frozenset({"README", "readme", "_index"})
_RESERVED_ASSETS = (
    f"{SHORT_FOLDER}/",
    "assets/kbgen/",
    "assets/portal/",
    "assets/search/",
    "assets/analytics/",
    "assets/embed/",
    "assets/kbgen-pictures/",
    "search/",
)


@dataclass(frozen=True, slots=True)
class Content:
    """What was found, each in order of path. articles: drafts apart, of any time. problems: of files and front matter only.

    contents: what is published in place of a file, by path below the content folder: of a drawing that holds more than one, and
    of a picture with notes of a camera.
    """

    articles: tuple[Article, ...]
    drafts: tuple[Article, ...]
    notices: tuple[Notice, ...]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]
    contents: Mapping[str, bytes]


def read_content(settings: Settings) -> Content:
    """Read every file of the content folder."""
    shown_as = settings.shown_content
    folder = list_folder(settings.content, shown_as)
    problems = list(folder.problems)
    articles: list[Article] = []
    drafts: list[Article] = []
    notices: list[Notice] = []
    assets: list[Asset] = []
    contents: dict[str, bytes] = {}
    fronts = KeptFrontMatter(settings.cache)
    of_terms = {os.path.relpath(path, settings.content).replace(os.sep, "/") for path in (settings.terms, settings.glossary)}
    reserved = RESERVED_IDS if settings.contact else RESERVED_IDS - {"contact"}
    language_of: dict[str, Language] = {settings.folders[language]: language for language in LANGUAGES}
    for file in folder.files:
        shown = shown_as / file.relative
        report = _reporter(shown, problems)
        top, _, below = file.relative.partition("/")
        if file.relative in of_terms:
            continue
        in_language = bool(below) and top in language_of
        if file.relative.lower().endswith((*_MARKDOWN_SUFFIXES, *(_OF_OTHER_TOOLS if in_language else ()))):
            if in_language:
                found: list[Problem] = []
                report = _reporter(shown, found)
                article = read_article(file, below, language_of[top], shown, report, reserved, read_front=fronts.read)
                if article and article.front.draft:
                    problems += _of_keys_that_hide(article, found)
                    drafts.append(article)
                    continue
                problems += found
                if article:
                    articles.append(article)
            else:
                hint = f"move it into {' or '.join(language_of)}/"
                report(0, "misplaced-article", "is Markdown outside the language folders", hint)
        elif is_notice(file.relative):
            notices += _read_notice(file, shown, report)
        else:
            assets.append(_read_asset(file, report, contents, strip=settings.pictures))
    fronts.keep()
    return Content(_with_index_articles(articles), tuple(drafts), tuple(notices), tuple(assets), tuple(problems), contents)


def _with_index_articles(articles: list[Article]) -> tuple[Article, ...]:
    """Make articles of the category pages that say something themselves and have no others in their folder."""
    filled = {article.category for article in articles if article.kind == "article"}
    written = {article.id for article in articles if article.kind == "category" and article.body.strip()} - filled
    return tuple(
        replace(article, kind="article") if article.kind == "category" and article.id in written else article
        for article in articles
    )


def _of_keys_that_hide(article: Article, found: list[Problem]) -> list[Problem]:
    """Return the problems of keys by which another tool kept the article from readers: all else of a draft can wait."""
    hiding = {line for key, line in (article.front.lines or {}).items() if is_about_readers(key)}
    return [problem for problem in found if problem.code == "unknown-key" and problem.line in hiding]


def _reporter(path: Path, problems: list[Problem]) -> Report:
    def report(line: int, code: str, message: str, hint: str) -> None:
        problems.append(Problem(path, line, code, message, hint))

    return report


def read_article(
    file: FoundFile,
    below: str,
    language: Language,
    shown: Path,
    report: Report,
    reserved: Set[str] = RESERVED_IDS,
    *,
    read_front: Callable[[str | None, Report], FrontMatter] = read_front_matter,
) -> Article | None:
    """Return one article, or None after a report that it cannot be read.

    below: path below the language folder. reserved: ids of the portal's own pages. read_front: as `read_front_matter` does.
    """
    name = below.rpartition("/")[2]
    stem = name.removesuffix(".md") if name.endswith(".md") else Path(name).stem
    if not below.endswith(".md") or stem in _PAGES_OF_FOLDERS:
        hint = f"rename it to {'index' if stem in _PAGES_OF_FOLDERS else stem}.md"
        report(0, "file-name", f"the name '{name}' is not used for articles", hint)
        return None
    article_id = article_id_of(below)
    if article_id.partition("/")[0] in reserved:
        report(0, "reserved-name", f"'{article_id.partition('/')[0]}' is an address of the portal itself", "choose another name")
        return None
    raw = _read(file, MAX_ARTICLE_BYTES, report)
    if raw is not None and len(raw) > MAX_ARTICLE_BYTES:
        report(0, "too-large", f"is larger than {MAX_ARTICLE_BYTES // 1024} KiB", "split it into several articles")
        return None
    text = decode_text(raw, report) if raw is not None else None
    if text is None:
        return None
    parts = split_front_matter(text, report)
    kind = kind_of(below)
    return Article(
        id=article_id,
        language=language,
        kind=kind,
        category=below.partition("/")[0] if "/" in below else "",
        path=shown,
        front=read_front(parts.yaml_text, report),
        body=parts.body,
        body_line=parts.body_line,
    )


def article_id_of(below: str) -> ArticleId:
    """Return the id of a path below the language folder: `returns/index.md` → `returns`, `index.md` → `index`."""
    path = below.removesuffix(".md")
    return ArticleId(path.removesuffix("/index"))


def kind_of(below: str) -> PageKind:
    """Return what kind of page a path below the language folder is."""
    if below == "index.md":
        return "home"
    return "category" if below.count("/") == 1 and below.endswith("/index.md") else "article"


def _read(file: FoundFile, max_bytes: int, report: Callable[[int, str, str, str], None]) -> bytes | None:
    try:
        return read_file(file, max_bytes=max_bytes)
    except UnreadableFileError as error:
        report(0, "unreadable", f"cannot be read: {error}", "check its owner and permissions")
        return None


def _read_notice(file: FoundFile, shown: Path, report: Report) -> list[Notice]:
    raw = _read(file, MAX_NOTICE_BYTES, report)
    if raw is not None and len(raw) > MAX_NOTICE_BYTES:
        hint = "write an article, and name it under 'article'"
        report(0, "too-large", f"is larger than {MAX_NOTICE_BYTES // 1024} KiB", hint)
        return []
    notice = read_notice(raw, shown, report) if raw is not None else None
    return [notice] if notice else []


def _read_asset(file: FoundFile, report: Report, contents: dict[str, bytes], *, strip: bool) -> Asset:
    relative = file.relative
    if relative in RESERVED_FILES or relative.startswith(_RESERVED_ASSETS):
        report(0, "reserved-name", f"'{relative}' is an address of the portal itself", "move it, as to assets/files/")
    is_svg = relative.lower().endswith(".svg")
    is_picture = relative.lower().rpartition(".")[2] in RASTER
    if not is_svg and not is_picture:
        captions = relative.lower().endswith(".vtt")
        raw = _read(file, MAX_ARTICLE_BYTES if captions else 0, report)
        if captions and raw is not None:
            _check_captions(raw, report)
        return Asset(relative)
    raw = _read(file, MAX_SVG_BYTES if is_svg else MAX_FILE_BYTES, report)
    if raw is None:
        return Asset(relative)
    if is_picture:
        bare = without_metadata(raw)  # the size may stand behind notes of any length
        size = image_size(relative, bare[:HEAD_BYTES])
        published = bare if strip else raw
        _check_picture(published, size, report)
        if published is not raw:
            contents[relative] = published
        return Asset(relative, *size)
    published, size = _published_drawing(raw, report)
    if published is not raw:
        contents[relative] = published
    return Asset(relative, *size)


def _published_drawing(raw: bytes, report: Report) -> tuple[bytes, Size]:
    """Return a drawing without what acts or fetches, and its size; as it is after a report that this cannot be done."""
    reader, proof = SvgReader(), SvgReader()
    reader.read(raw)
    if not reader.faults and not reader.lacks_namespace:
        return raw, reader.size
    from kbgen.content.safe_svg import safe_svg  # for few sites: Python's writer of XML loads what fetches pages, for 0.03 s

    made = safe_svg(raw) if reader.is_drawing else None
    if made:
        proof.read(made.content)
    if made is None or proof.faults:
        plain = "export it again as plain SVG, without scripts or links"
        hint = plain if reader.is_drawing else "copy it again from where it is whole"
        for line, fault in reader.faults[:5]:
            report(line, "unsafe-svg", f"the drawing {fault}", hint)
        return raw, reader.size
    for line, what in made.removed[:5]:
        report(
            line, "cleaned-svg", f"the drawing is published without {what}", "look at it, and export it again if that is missed"
        )
    return made.content, proof.size


def _check_captions(raw: bytes, report: Report) -> None:
    text = raw.decode("utf-8-sig", "replace")
    if not re.match(r"WEBVTT(?:[ \t\r\n]|$)", text):
        report(
            1, "broken-captions", "the captions do not begin with 'WEBVTT'", "save them as WebVTT; SRT is not read by browsers"
        )
    elif not re.search(r"\d\d:\d\d\.\d{3}[ \t]+-->[ \t]+(?:\d+:)?\d\d:\d\d\.\d{3}", text):
        report(1, "broken-captions", "the captions hold no times", "write them as 00:01.000 --> 00:04.000, with a full stop")
    elif "\ufffd" in text:
        report(1, "broken-captions", "the captions are not UTF-8", "save them as UTF-8")


def _check_picture(raw: bytes, size: tuple[int, int], report: Report) -> None:
    if fault := picture_fault(raw):
        report(0, "broken-image", f"the picture {fault}", "export it again, or copy it again from where it was whole")
    elif size[0] * size[1] > MOST_PIXELS:
        message = f"the picture has {size[0]:,} × {size[1]:,} pixels, more than phones can show"
        report(0, "huge-image", message, "make it smaller; 1,600 pixels are as wide as pages show it")
    elif len(raw) > LARGE_IMAGE_BYTES:
        hint = "make it as wide as pages show it (1,600 pixels are enough), or save it as WebP"
        report(0, "large-image", f"the picture is {len(raw) / 1e6:.1f} MB", hint)
    if has_notes(raw):
        message = "the picture holds notes of a camera or program, which may say where it was taken"
        report(0, "picture-notes", message, "export it without metadata, or save it as JPEG, PNG or WebP")
