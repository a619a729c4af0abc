"""What MDX and Vue have of programs: imports and exports are left out, pictures and comments are turned into Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from kbgen.importing.forms.blocks import attributes_of
from kbgen.importing.forms.components import with_components
from kbgen.importing.forms.figures import light_and_dark
from kbgen.importing.forms.masked import Masked
from kbgen.importing.forms.program_attributes import without_programs_in_tags

_IMPORT = re.compile(
    r"^import\s+(?:(?P<name>[A-Za-z_$][\w$]*)\s*(?:,\s*\{[^}]{0,400}\})?\s*from\s*|(?:\{[^}]{0,800}\}|\*\s+as\s+\w+)\s*from\s*)?"
    r"(['\"])(?P<path>[^'\"\n]{1,300})\2;?[ \t]*$",
    re.MULTILINE,
)
_EXPORT = re.compile(r"^export\s+(?:const|let|default|function|async)\b(?:[^\n]|\n(?!\s*\n))*(?:\n|\Z)", re.MULTILINE)
_COMMENT = re.compile(r"\{/\*(?P<text>.*?)\*/\}", re.DOTALL)
_REQUIRED = re.compile(r"\{\s*(?:require|useBaseUrl|withBase)\(\s*(['\"])(?P<path>[^'\"\n]{1,300})\1\s*\)(?:\.default)?\s*\}")
_NAMED = re.compile(r"=\{(?P<name>[A-Za-z_$][\w$]*)\}")
_TEXT = re.compile(r"=\{(['\"`])(?P<text>(?:(?!\1)[^\n{}])*)\1\}")
_SPACE = re.compile(r"\{(['\"`])(?P<text>[ ]+)\1\}")
_CODE_BLOCK = re.compile(
    r"^[ \t]*<CodeBlock\b(?P<attributes>[^<>]{0,500})>(?P<code>.{0,20000}?)</CodeBlock>", re.DOTALL | re.MULTILINE
)
_TABS = re.compile(
    r"<Tabs\b(?P<before>[^<>]{0,800}?)\svalues=\{\[(?P<values>[^<>]{0,3000}?)\]\}[^<>]{0,400}>(?P<body>(?:[^<]|<(?!/?Tabs\b)){0,60000})(?=</Tabs>)",
    re.DOTALL,
)
_COMPONENT = re.compile(r"<(?:Image|IdealImage|ThemedImage|Zoom|ZoomImage|Figure)\b(?P<attributes>[^<>]{1,800}?)/>(?:\s*</\w+>)?")
_SOURCES = re.compile(r"\bsources=\{\{[^{}<>]{1,600}\}\}")
_PROPERTY = re.compile(r"\{props\.(?P<name>\w{1,60})\}")
_PICTURE_FILE = re.compile(r"\.(?:svg|png|jpe?g|gif|webp|avif)(?:\?\w+)?$", re.IGNORECASE)
_SCHEME = r"\b%s\s*:\s*(?:[\w.]+\(\s*)?[\"'`]([^\"'`]{1,500})[\"'`]"
_STYLE = re.compile(r"\s(?:style|className|class)=\{\{?[^{}\n]{0,300}\}\}?")


def without_programs(masked: Masked, parts: Mapping[str, str], title_of: Callable[[str], str]) -> None:
    """Leave programs out of an article of MDX.

    parts: texts that the article imports, by path as it writes them. title_of: of the document with an id.
    """
    sources = {match["name"]: parts.get(match["path"], "") for match in _IMPORT.finditer(masked.text) if match["name"]}
    masked.text = _CODE_BLOCK.sub(lambda match: _listing(match, masked, sources), masked.text)
    masked.change(without_programs_in_tags)
    masked.change(lambda text: _TABS.sub(_with_labels, text))
    masked.text = _COMMENT.sub(lambda match: masked.hide(f"<!--{match['text'].replace('--', '–')}-->"), masked.text)
    names = {match["name"]: match["path"] for match in _IMPORT.finditer(masked.text) if match["name"]}
    masked.change(lambda text: _IMPORT.sub("", text))
    masked.change(lambda text: _EXPORT.sub("", text))
    masked.change(lambda text: _REQUIRED.sub(lambda match: f'"{match["path"]}"', text))
    masked.change(lambda text: _STYLE.sub("", text))
    masked.change(
        lambda text: _NAMED.sub(lambda match: f'="{names[match["name"]]}"' if match["name"] in names else match[0], text)
    )
    masked.change(lambda text: _SOURCES.sub(lambda match: _with_paths(match[0], names), text))
    masked.change(lambda text: _TEXT.sub(lambda match: '="{}"'.format(match["text"].replace('"', "'")), text))
    masked.change(lambda text: _SPACE.sub(lambda match: match["text"], text))
    masked.change(lambda text: _COMPONENT.sub(_picture, text))
    drawn = {name: path for name, path in names.items() if _PICTURE_FILE.search(path)}
    for name, path in names.items():
        if path in parts:
            own = re.compile(rf"<{name}\b(?P<attributes>[^<>]{{0,300}})/>(?:\s*</{name}>)?")
            masked.change(lambda text, own=own, path=path: own.sub(partial(_filled, parts[path]), text))  # type: ignore[misc]
    masked.change(lambda text: with_components(text, title_of))
    for name, path in drawn.items():
        own = re.compile(rf"<{name}(?=[\s/])(?P<attributes>[^<>]{{0,300}})/>")
        masked.change(lambda text, own=own, path=path: own.sub(partial(_drawing, path), text))  # type: ignore[misc]


def _with_paths(sources: str, names: Mapping[str, str]) -> str:
    """Return the sources of a picture with the paths of those that were imported."""
    return re.sub(
        r"(?P<key>\b(?:light|dark)\s*:\s*)(?P<name>[A-Za-z_$][\w$]*)(?=\s*[,}])",
        lambda match: f'{match["key"]}"{names[match["name"]]}"' if match["name"] in names else match[0],
        sources,
    )


def _filled(part: str, match: re.Match[str]) -> str:
    """Return the text of a part with the values that the article gives it."""
    given = attributes_of(match["attributes"])
    return _PROPERTY.sub(lambda found: given.get(found["name"].lower(), found[0]), part.strip("\n"))


def _drawing(path: str, match: re.Match[str]) -> str:
    attributes = attributes_of(match["attributes"])
    words = attributes.get("alt") or attributes.get("title") or attributes.get("aria-label") or ""
    return f'<img src="{path}" alt="{words}" />'


def _picture(match: re.Match[str]) -> str:
    """Return a component that shows a picture as one, or as two where it has one for the light and one for the dark."""
    attributes = attributes_of(match["attributes"])
    schemes = {scheme: found[1] for scheme in ("light", "dark") if (found := re.search(_SCHEME % scheme, match["attributes"]))}
    if len(schemes) > 1:
        words = re.sub(r"[\[\]]", "", attributes.get("alt", ""))
        return light_and_dark(words, schemes["light"], schemes["dark"], attributes.get("width", ""))
    source = attributes.get("src") or attributes.get("img") or schemes.get("light", "")
    return f'<img src="{source}" alt="{attributes.get("alt", "")}" />' if source and "{" not in source else match[0]


def _listing(match: re.Match[str], masked: Masked, sources: Mapping[str, str]) -> str:
    """Return a `<CodeBlock>` between fences; of a variable, the file that it was imported from."""
    inside = Masked(match["code"], masked.kept, masked.infos).whole()
    named = re.fullmatch(r"\s*\{\s*(\w+)\s*\}\s*", inside)
    literal = re.fullmatch(r"\s*\{\s*[`'\"](?P<text>.*)[`'\"]\s*\}\s*", inside, re.DOTALL)
    code = sources.get(named[1], "") if named else literal["text"] if literal else inside
    if not code.strip():
        return match[0]
    attributes = attributes_of(match["attributes"])
    language = attributes.get("language") or re.sub(r"^language-", "", attributes.get("classname", ""))
    title = f' title="{attributes["title"]}"' if attributes.get("title") else ""
    return masked.hide_listing(code, f"{language or 'text'}{title}")


def _with_labels(match: re.Match[str]) -> str:
    """Write the labels that `<Tabs values={…}>` names into its tabs."""
    labels: dict[str, str] = {}
    for entry in re.findall(r"\{([^{}]{0,400})\}", match["values"]):
        keys = {key: first or second for key, first, second in re.findall(r"(\w+)\s*:\s*(?:'([^']*)'|\"([^\"]*)\")", entry)}
        if "value" in keys and "label" in keys:
            labels[keys["value"]] = keys["label"].replace('"', "”")
    body = re.sub(
        r"<TabItem(?P<rest>[^<>]*?\svalue=[\"'](?P<value>[^\"']+)[\"'])",
        lambda item: f'<TabItem label="{labels[item["value"]]}"{item["rest"]}' if item["value"] in labels else item[0],
        match["body"],
    )
    return f"<Tabs>{body}"


def imported_paths(text: str) -> tuple[str, ...]:
    """Return the paths of files that an article imports as parts of itself, or to show them."""
    return tuple(
        match["path"]
        for match in _IMPORT.finditer(text)
        if match["path"].lower().endswith((".md", ".mdx")) or "raw-loader!" in match["path"]
    )
