"""What a template does wrong, in words for who wrote it: file, line, what was found, what to do."""

from __future__ import annotations

import re
from pathlib import Path
from traceback import extract_tb

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from kbgen.errors import KbgenError
from kbgen.mkdocs_plugin.own_templates import GUIDE
from kbgen.settings.fields import nearest, shown

TAGS = ("block", "extends", "for", "from", "if", "import", "include", "macro", "set", "with")
_UNCLOSED = re.compile(r"Unexpected end of template.*innermost block that needs to be closed is '(\w+)'", re.DOTALL)
_UNKNOWN_TAG = re.compile(r"Encountered unknown tag '(\w+)'")
_UNDEFINED = re.compile(r"'(\w+)' is undefined")


def template_fault(error: Exception, theme_dir: Path | None) -> KbgenError | None:
    """Return what stops a build as an error that names a template; None for an exception that none of the site's raised.

    theme_dir: the folder of the site's own templates, of which any exception is a fault of the template.
    """
    file, line = _place(error)
    own = theme_dir is not None and file is not None and file.resolve().is_relative_to(theme_dir.resolve())
    if not own and not isinstance(error, TemplateError):
        return None
    message, hint = _explained(error)
    place = f"{shown(file)}:{line}" if file else "a template"
    return KbgenError(f"{place}: {message}", hint=hint)


def _place(error: Exception) -> tuple[Path | None, int]:
    if isinstance(error, TemplateSyntaxError):
        return (Path(error.filename) if error.filename else None), error.lineno
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return (Path(frames[-1].filename), frames[-1].lineno or 0) if frames else (None, 0)


def _explained(error: Exception) -> tuple[str, str]:
    message = str(getattr(error, "message", None) or error)
    if isinstance(error, TemplateNotFound):
        return f"there is no template '{error.name}'", f"name one of your folder or of the theme; {GUIDE}"
    if isinstance(error, TemplateSyntaxError):
        return _of_syntax(message)
    if isinstance(error, UndefinedError) and (name := _UNDEFINED.fullmatch(message)):
        return f"there is no '{name[1]}'", f"templates get kb, head, page and config; {GUIDE}"
    if isinstance(error, UndefinedError):
        return message, GUIDE
    return f"{message} ({type(error).__name__})", GUIDE


def _of_syntax(message: str) -> tuple[str, str]:
    if unclosed := _UNCLOSED.search(message):
        tag = unclosed[1]
        return f"the template ends before its '{{% {tag} %}}' does", f"write '{{% end{tag} %}}' where it ends"
    if unknown := _UNKNOWN_TAG.match(message):
        tag = unknown[1]
        if tag.startswith("end"):
            return f"'{{% {tag} %}}' ends what did not begin, or begins further in", "close tags in the order they are nested in"
        return f"there is no tag '{tag}'", nearest(tag, TAGS)
    return message.rstrip("."), f"it cannot be read as a template of Jinja; {GUIDE}"
