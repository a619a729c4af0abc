"""Listings, drawings and formulas between tags of templates → blocks of Markdown; blocks that are pages of MDX → their text."""

from __future__ import annotations

import re

from kbgen.importing.forms.blocks import attributes_of, dedented
from kbgen.importing.forms.code_marks import lines_of_options
from kbgen.importing.forms.masked import fence_around

_FLAGS = re.IGNORECASE | re.DOTALL | re.MULTILINE
_ARGUMENTS = r"(?P<arguments>(?:[^>%\n]|[>%](?!\}\})){0,400})"
_LISTING = re.compile(
    r"^(?P<indent>[ \t]*)(?:\{%-?\s*highlight\s+(?P<liquid>[\w+-]+)[^}\n]*%\}"
    r"|\{\{[<%]\s*highlight\s+\"?(?P<hugo>[\w+-]+)(?P<options>[^}\n]*)[>%]\}\})"
    r"[ \t]*\n(?P<code>.*?)\n?[ \t]*(?:\{%-?\s*endhighlight\s*-?%\}|\{\{[<%]\s*/\s*highlight\s*[>%]\}\})[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_MDX = re.compile(
    r"^[ \t]*(?P<fence>`{3,})mdx-code-block[^\n]*\n(?P<text>(?:(?![ \t]*(?P=fence))[^\n]*\n){0,2000})[ \t]*(?P=fence)[ \t]*$",
    re.MULTILINE,
)
_TITLED_CODE = re.compile(
    r"(?P<tag>\{%-?\s*code\s[^}\n]*?\btitle=\"(?P<title>[^\"\n]{1,200})\"[^}\n]*%\}[ \t]*\n"
    r"(?:[ \t]*\n)*[ \t]*(?:`{3,}|~{3,})[^\n]*)"
)
_DRAWING = re.compile(
    rf"^(?P<indent>[ \t]*)\{{\{{[<%]\s*(?P<name>mermaid|plantuml)\b{_ARGUMENTS}[>%]\}}\}}[ \t]*\n"
    r"(?P<code>.{0,20000}?)\{\{[<%]\s*/\s*(?P=name)\s*[>%]\}\}",
    _FLAGS,
)
_FORMULA = re.compile(
    rf"\{{\{{[<%]\s*(?P<name>katex|math|mathjax)\b{_ARGUMENTS}(?<!/)[>%]\}}\}}"
    r"(?P<code>.{0,4000}?)\{\{[<%]\s*/\s*(?P=name)\s*[>%]\}\}",
    _FLAGS,
)
_PANE = re.compile(
    rf"(?P<head>\{{\{{<\s*(?P<pane>tabpane|tabs)\b{_ARGUMENTS}>\}}\}})"
    r"(?P<body>.{0,40000}?)(?P<end>\{\{<\s*/\s*(?P=pane)\s*>\}\})",
    _FLAGS,
)
_TAB = re.compile(
    rf"(?P<head>\{{\{{<\s*tab\b{_ARGUMENTS}(?<!/)>\}}\}})(?P<code>.{{0,20000}}?)(?P<end>\{{\{{<\s*/\s*tab\s*>\}}\}})", _FLAGS
)
_TAB_HEAD = re.compile(r"(\{\{[<%]\s*tab)(?![^\n{}]*=)([^\n{}]*[>%]\}\})", re.IGNORECASE)
_NO_TEXT = re.compile(r"\{\{[<%]\s*tab\b[^\n{}]{0,300}\bdisabled=true[^\n{}]{0,100}/[>%]\}\}[ \t]*\n?", re.IGNORECASE)
_LANGUAGE = re.compile(r"[\w+#-]+")


def with_listings(text: str) -> str:
    """Return text whose listings, drawings and formulas stand as Markdown writes them, before any code is hidden."""
    if "mdx-code-block" in text:
        text = _MDX.sub(lambda match: match["text"].rstrip("\n"), text)
    if "{%" not in text and "{{" not in text:
        return text
    text = _TITLED_CODE.sub(_titled, text)
    text = _LISTING.sub(_listing, text)
    text = _DRAWING.sub(lambda match: _fenced(match, match["name"].lower()), text)
    text = _FORMULA.sub(_formula, text)
    return _PANE.sub(_pane, _NO_TEXT.sub("", text))


def _titled(match: re.Match[str]) -> str:
    return match["tag"] if "title=" in match["tag"].rpartition("\n")[2] else f'{match["tag"].rstrip()} title="{match["title"]}"'


def _listing(match: re.Match[str]) -> str:
    return _fenced(match, f"{match['liquid'] or match['hugo']}{lines_of_options(match['options'] or '')}")


def _fenced(match: re.Match[str], language: str) -> str:
    code = match["code"].strip("\n")
    fence = fence_around(code)
    return f"{match['indent']}{fence}{language}\n{code}\n{match['indent']}{fence}"


def _formula(match: re.Match[str]) -> str:
    code = match["code"].strip()
    return f"\n$$\n{code}\n$$\n" if "\n" in code or "display" in match["arguments"] else f"${code}$"


def _pane(match: re.Match[str]) -> str:
    """Return tabs of Docsy, which show code unless they say that they hold text, with fences around the code."""
    of_pane = attributes_of(match["arguments"])
    if names := [name.strip() for name in of_pane.get("items", "").split(",") if name.strip()]:
        return _TAB_HEAD.sub(lambda tab: f'{tab[1]} name="{names.pop(0)}"{tab[2]}' if names else tab[0], match[0])
    if match["pane"].lower() == "tabpane" and of_pane.get("text", "false").lower() != "false":
        return match[0]
    body = _TAB.sub(lambda tab: _tab(tab, match["pane"].lower(), of_pane.get("lang", "")), match["body"])
    return f"{match['head']}{body}{match['end']}"


def _tab(match: re.Match[str], pane: str, language: str) -> str:
    own = attributes_of(match["arguments"])
    of_docsy = pane == "tabpane" and "header" in own and "text" not in own
    code = dedented(match["code"])
    if not code or "```" in code or not (of_docsy or own.get("codelang")):
        return match[0]
    said = own.get("codelang") or own.get("lang") or language
    info = said.lower() if _LANGUAGE.fullmatch(said) else ""
    fence = fence_around(code)
    return f"{match['head']}\n{fence}{info}\n{code}\n{fence}\n{match['end']}"
