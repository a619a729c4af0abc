"""`kbgen new`: begin an article in both languages; what no option says is asked."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kbgen.commands.options import add_config, add_json, print_json, write
from kbgen.commands.terminal import Terminal
from kbgen.counted import counted
from kbgen.errors import UsageError
from kbgen.model import ARTICLE_TYPES, LANGUAGES, Language
from kbgen.settings.fields import nearest, shown
from kbgen.settings.site import Settings, load

ABOUT = "begin an article: its files in both languages, with an outline for its type"
BOTH = "both"
_ASKED: Mapping[Language, str] = {"en": "title in English", "zh-hant": "title in Chinese"}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_json(parser)
    parser.add_argument(
        "article", nargs="?", metavar="ARTICLE", help="path below the language folder, such as returns/refund-times"
    )
    parser.add_argument("--type", choices=ARTICLE_TYPES, help="kind of article")
    parser.add_argument("--language", choices=(BOTH, *LANGUAGES), help="of the files to write (default: both)")
    parser.add_argument("--title", metavar="TEXT", help="in English")
    parser.add_argument("--title-zh-hant", metavar="TEXT", help="in Chinese")
    parser.add_argument("--new-category", action="store_true", help="make the category too, where there is none")
    add_config(parser)


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.content.edit.new_article import NewArticle, new_files

    settings = load(options.config)
    known = _categories(settings)
    ask = _asker(terminal)
    article = (options.article or _asked_path(ask, known)).strip("/").removesuffix(".md")
    wanted = options.type or ask("type", "--type", ARTICLE_TYPES)
    kind = next(one for one in ARTICLE_TYPES if one == wanted)
    language = options.language or (ask("language", "--language", (BOTH, *LANGUAGES)) if not options.article else BOTH)
    languages = tuple(own for own in LANGUAGES if language in {BOTH, own})
    given: Mapping[Language, str | None] = {"en": options.title, "zh-hant": options.title_zh_hant}
    flags: Mapping[Language, str] = {"en": "--title", "zh-hant": "--title-zh-hant"}
    titles = {own: given[own] or ask(_ASKED[own], flags[own], ()) for own in languages}
    category = article.partition("/")[0]
    if "/" in article and category not in known and not options.new_category:
        raise UsageError(f"there is no category '{category}'", hint=f"{nearest(category, known)}; or make it: --new-category")
    files = new_files(settings, NewArticle(article, kind, titles), makes_category=category not in known)
    paths = _write(files)
    for path in paths:
        print(shown(path)) if not options.json else None
    terminal.say(f"wrote {counted(len(paths), 'file')}; 'kbgen serve' shows them, 'kbgen check' names what is unfinished")
    if options.json:
        print_json({"article": article, "files": [shown(path).as_posix() for path in paths]})
    return 0


def _categories(settings: Settings) -> tuple[str, ...]:
    """Return the folders of categories, in order."""
    folders = [settings.content / folder for folder in settings.folders.values()]
    return tuple(sorted({path.name for folder in folders if folder.is_dir() for path in folder.iterdir() if _is_category(path)}))


def _is_category(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith((".", "_"))


Ask = Callable[[str, str, Sequence[str]], str]


def _asker(terminal: Terminal) -> Ask:
    """Return what asks a person. Raises UsageError, naming the option, where nobody can answer."""

    def ask(what: str, option: str, choices: Sequence[str]) -> str:
        if not sys.stdin.isatty():
            raise UsageError(f"the {what} is missing", hint=f"name it with {option}; only a terminal is asked")
        while True:
            terminal.say(f"{what} ({', '.join(choices)}):" if choices else f"{what}:")
            answer = sys.stdin.readline()
            if not answer:
                raise UsageError(f"the {what} is missing", hint=f"name it with {option}")
            found = [choice for choice in choices if choice.startswith(answer.strip())] if answer.strip() else []
            if not choices and answer.strip():
                return answer.strip()
            if answer.strip() in choices or len(found) == 1:
                return answer.strip() if answer.strip() in choices else found[0]

    return ask


def _asked_path(ask: Ask, known: Sequence[str]) -> str:
    category = ask("category", "ARTICLE, as in returns/refund-times", known) if known else ask("category", "ARTICLE", ())
    return f"{category}/{ask('name of the file, such as refund-times', 'ARTICLE', ())}"


def _write(files: Mapping[Path, str]) -> tuple[Path, ...]:
    for path in files:
        if path.exists() or path.is_symlink():
            raise UsageError(f"{shown(path)} exists", hint="choose another name, or --language for the side that is missing")
    for path, text in files.items():
        write(path, text)
    return tuple(files)
