"""The forms of other tools that are none of ours, and what to write for each: a table, in order of how often they are met.

A form is looked for in text that readers would see; `foreign.py` says what stands for code, links and escapes there.
The first form that matches takes its text, so a special one stands before the general one of its kind.
Patterns are bounded, so that no line takes longer than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ForeignForm:
    """trigger: what each match holds, looked for first. what: how a message calls it. hint: the form of kbgen."""

    trigger: str
    pattern: re.Pattern[str]
    what: str
    hint: str


def _form(trigger: str, pattern: str, what: str, hint: str) -> ForeignForm:
    return ForeignForm(trigger, re.compile(pattern, re.MULTILINE | re.IGNORECASE), what, hint)


_CONFLUENCE = "info|note|tip|warning|panel|code|noformat|toc|expand|quote|color|section|column|excerpt|status|children|anchor"
_VALUE = r"(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[^\s\"'{}]{1,200})"
_BRACES = r"(?:[ \t]?\{[^{}\n]{0,100}\})?"
_BOX = "write '!!! note \"Title\"', its text indented by four spaces"
_AS_CODE = "write the value itself, or put it between backticks if readers should see it"
_INCLUDE = "write the text itself: each article is whole in its file"
_FORMULA = "write the formula in words or plain characters (x², ½), or make a picture of it"
_OUT = "remove it"

FORMS: tuple[ForeignForm, ...] = (
    # Templates: Jekyll, GitBook, Hugo, macros of MkDocs, Vue
    _form("{%", r"\{%-?\s*(?:end)?hint\b[^}\n]{0,200}%\}", "a hint of GitBook", _BOX),
    _form(
        "{%",
        r"\{%-?\s*(?:end)?tabs?\b[^}\n]{0,200}%\}",
        "a tab of GitBook",
        "write '=== \"Title\"', its text indented by four spaces",
    ),
    _form(
        "{%",
        r"\{%-?\s*(?:end)?(?:highlight|code|raw)\b[^}\n]{0,200}%\}",
        "a block of code of Jekyll or GitBook",
        "put the code between lines of ```",
    ),
    _form(
        "{%",
        r"\{%-?\s*(?:end)?(?:embed|content-ref|file|link|post_url|page-ref)\b[^}\n]{0,200}%\}",
        "a link of Jekyll or GitBook",
        "write '[text](other-article.md)'",
    ),
    _form("{%", r"\{%-?\s*include(?:_relative)?\b[^}\n]{0,200}%\}", "an include of Jekyll or GitBook", _INCLUDE),
    _form("{%", r"(?<!\{)\{%[^\n]{0,200}", "a tag of a template (Jekyll, GitBook, Hugo, macros)", _AS_CODE),
    _form(
        "{{",
        r"\{\{[<%]\s*/?\s*(?:figure|img|image)\b[^\n]{0,300}",
        "a picture of Hugo",
        "write '![what it shows](../../assets/picture.png)'",
    ),
    _form("{{", r"\{\{[<%]\s*/?\s*(?:rel)?ref\b[^\n]{0,300}", "a link of Hugo", "write '[text](other-article.md)'"),
    _form(
        "{{",
        r"\{\{[<%]\s*/?\s*(?:notice|note|tip|hint|info|warning|danger|caution|alert|callout|admonition)\b[^\n]{0,300}",
        "a box of Hugo",
        _BOX,
    ),
    _form(
        "{{",
        r"\{\{[<%]\s*/?\s*tabs?(?:pane)?\b[^\n]{0,300}",
        "a tab of Hugo",
        "write '=== \"Title\"', its text indented by four spaces",
    ),
    _form("{{", r"\{\{[<%][^\n]{0,300}", "a shortcode of Hugo", "write what it shows in Markdown"),
    _form("{{", r"\{\{(?![<%])[^\n]{0,200}?\}\}", "a variable of a template", _AS_CODE),
    _form("{{", r"\{\{#[^\n]{0,200}", "a tag of a template", _AS_CODE),
    # Includes
    _form("--8<--", r"^[ \t]*;?-{1,}8<-{1,}[^\n]{0,200}", "an include of pymdownx.snippets", _INCLUDE),
    _form("{*", r"\{\*[^\n]{1,300}?\*\}", "an include of mdx-include", _INCLUDE),
    _form("{!", r"\{![^\n]{1,300}?!\}", "an include of markdown-include", _INCLUDE),
    _form("<<<", r"^[ \t]*<<<[ \t]*[@./~][^\n]{0,200}", "an include of VitePress", _INCLUDE),
    _form("@\x03", r"(?:^|(?<=\s))@\x03[^\n]{0,200}", "an include of VuePress", _INCLUDE),
    _form("!!", r"!!swagger[^\n]{0,200}?!!", "an include of OpenAPI", _INCLUDE),
    _form(
        "::",
        r"^[ \t]*(?:include|image|video|audio)::?[^\s\[]{1,200}\[[^\n]{0,200}\]",
        "a macro of AsciiDoc",
        "write it in Markdown",
    ),
    # Blocks
    _form(
        ":::",
        r"^[ \t]*:::[ \t]+[a-z_]\w{0,80}(?:\.\w{1,80}){1,20}[ \t]*$",
        "a name for mkdocstrings",
        "write what readers should know of it, or link to the reference",
    ),
    _form(
        ":::",
        r"^[ \t]*:{3,}[ \t]*\{?[ \t]*\.?(?:code-group|tabs?|tabset|tab-set|panel-tabset|group-tab|tab-item)\b[^\n]{0,200}",
        "a group of tabs",
        "write '=== \"Title\"', its text indented by four spaces",
    ),
    _form(":::", r"^[ \t]*:{3,}[^\n]{0,200}", "a container of another kind", _BOX),
    _form("///", r"^[ \t]*/{3,}(?:[ \t]*[a-z][^\n]{0,200}|[ \t]*)$", "a block of another kind", _BOX),
    _form(
        "[!",
        r"^[ \t]*\[![a-z][\w-]{0,40}\][-+]?[^\n]{0,200}",
        "a callout of a kind that kbgen does not know",
        "use [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]",
    ),
    _form("> ", r"^[ \t]*[?!]>[ \t][^\n]{0,200}", "a hint of Docsify", _BOX),
    _form(
        ".. ",
        r"^\.\. [a-z][\w:-]{0,60}::[^\n]{0,200}",
        "a directive of reStructuredText",
        "write it in Markdown: '!!! note', '![…](…)'",
    ),
    _form("::", r"^[ \t]*::[a-z][\w-]{0,40}[\[{][^\n]{0,200}", "a directive", "write what it shows in Markdown"),
    _form("=== ", r"^[ \t]*===[!+]? [\"'][^\n]{0,200}", "a tab without text", "indent its text by four spaces"),
    _form(
        "???",
        r"^[ \t]*\?\?\?\+?[ \t]*[a-z\"'][^\n]{0,200}",
        "a question without text",
        "write '??? question \"Title\"', its text indented by four spaces",
    ),
    _form(
        "{",
        rf"^[ \t]*\{{(?:{_CONFLUENCE})(?::[^}}\n]{{0,200}})?\}}[ \t]*$",
        "a macro of Confluence",
        _BOX,
    ),
    _form("[/", r"\[/[a-z][a-z_-]{1,40}\]", "a shortcode of WordPress", "write what it shows in Markdown"),
    _form(
        "=",
        r"^[ \t]*\[[a-z][a-z_-]{1,40}(?: [a-z_-]{1,40}=[\"“][^\"\n]{0,200}[\"”]){1,20} ?/?\]",
        "a shortcode of WordPress",
        "write what it shows in Markdown",
    ),
    # Programs within text: MDX
    _form("import ", r"^import [^\n]{1,200}? from ['\"][^'\"\n]{1,200}['\"];?[ \t]*$", "an import of MDX", _OUT),
    _form("import ", r"^import ['\"][^'\"\n]{1,200}['\"];?[ \t]*$", "an import of MDX", _OUT),
    _form("export ", r"^export (?:const|default|function|let)\b[^\n]{0,200}", "an export of MDX", _OUT),
    _form("{/*", r"\{/\*[^\n]{0,300}", "a comment of MDX", "write '<!-- … -->', or remove it"),
    _form("{", r"(?<![\w{$])\{[a-z_$][\w$]*(?:\.[\w$]+)+\}", "a variable of MDX", _AS_CODE),
    # Icons, with the braces behind them
    _form(
        ":",
        r"(?<![\w:/.])[:](?:material|fontawesome|octicons|simple|lucide|heroicons|bi|fa)-[a-z0-9-]{1,100}:(?![\w/])" + _BRACES,
        "an icon by name",
        "leave it out, or write an emoji; a category has 'icon' in its front matter",
    ),
    _form(
        ":",
        r"(?<![\w:/.+-]):(?:[a-z][a-z0-9_+-]{1,50}|[+-]1|100):(?![\w:/\x01])" + _BRACES,
        "an emoji by name",
        "write the emoji itself, or leave it out",
    ),
    # Braces
    _form(
        "{",
        r"\{:[ \t]*(?:\.no_toc|toc)\b[^}\n]{0,200}\}",
        "a mark of kramdown for the table of contents",
        "remove it: kbgen lists the headings by itself",
    ),
    _form(
        "{",
        rf"(?<!\{{)\{{:?:?[ \t]*(?:[.#][a-z_][\w:-]{{0,80}}|[a-z][\w-]{{0,40}}={_VALUE})(?:[ \t]+[^{{}}\n]{{0,300}})?[ \t]*\}}",
        "a list of attributes that has no effect here",
        "remove it; braces work right after an image, and at the end of a heading: '{ #anchor }'",
    ),
    _form("{:", r"\{::?[ \t]*/?[a-z_-]{1,40}[ \t]*/?\}", "a mark of kramdown", _OUT),
    _form(
        "{",
        r"\{(?:\+\+|--|==|~~|>>)[^\n]{0,300}?(?:\+\+|--|==|~~|<<)\}",
        "a mark of an edit (CriticMarkup)",
        "write the text as it should be",
    ),
    # Links
    _form(
        "[[",
        r"!\[\[[^\[\]\n]{1,300}\]\]",
        "an embedded note or picture (wiki)",
        "write '![what it shows](../../assets/picture.png)'",
    ),
    _form("[[", r"(?<!!)\[\[[^\[\]\n]{1,300}\]\]", "a link of a wiki", "write '[text](other-article.md)'"),
    _form(
        "](",
        r"\[[^\[\]\n]{1,300}\]\((?=[^()\n]{0,300}[./])[^()\s]{1,300}[ \t][^()\n]{0,300}\)",
        "a link whose address holds a space",
        "write %20 for a space, or put the address between < and >",
    ),
    _form(
        "\x01",
        r"(?:(?<=\s)|^):(?:[a-z][a-z0-9+-]{0,30}:){1,2}\x01",
        "a role of reStructuredText",
        "write '[text](other-article.md)' or the text alone",
    ),
    _form("}\x01", r"\{[a-z][a-z0-9:-]{0,30}\}\x01", "a role of MyST", "write '[text](other-article.md)' or the text alone"),
    _form(")=", r"^\([\w-]{1,80}\)=[ \t]*$", "a target of MyST", "write '{ #name }' at the end of a heading"),
    _form("<<", r"<<[a-z_][\w-]{0,80}(?:,[^>\n]{1,100})?>>", "a link of AsciiDoc", "write '[text](other-article.md)'"),
    # Marks within a line
    _form(
        "++",
        r"(?<![\w+])\+\+[a-z0-9\"'-]{1,30}(?:\+[a-z0-9\"'-]{1,30}){0,6}\+\+(?![\w+])",
        "a key",
        "write '<kbd>Ctrl</kbd> + <kbd>C</kbd>'",
    ),
    _form("==", r"(?<![=\w])==(?=[^\s=])[^=\n]{1,300}?(?<=[^\s=])==(?![=\w])", "a mark", "write '<mark>text</mark>'"),
    _form("^^", r"\^\^(?=[^\s^])[^^\n]{1,300}?(?<=[^\s^])\^\^", "an underlining", "write '**text**'"),
    _form("^", r"(?<=\w)\^[\w+-]{1,12}\^(?!\^)", "a superscript", "write '<sup>2</sup>'"),
    _form("~", r"(?<=[^\W_])~[^\W_]{1,12}~(?!~)", "a subscript", "write '<sub>2</sub>'"),
    _form("%%", r"%%[^%\n]{1,300}%%|^%%[ \t]*$", "a comment of Obsidian", "write '<!-- … -->', or remove it"),
    _form(
        "^", r"(?:(?<=\s)|^)\^[a-z0-9]{6}[ \t]*$", "the name of a block (Obsidian)", "write '{ #name }' at the end of a heading"
    ),
    _form(
        ")!", r"(?:(?<=\s)|^)\(\d{1,2}\)!", "an annotation of Material", "write the note into the text, or as a footnote: [^1]"
    ),
    _form("[=", r"^[ \t]*\[=[ \t]*\d[^\]\n]{0,100}\]", "a bar of progress", "write the number"),
    _form(
        "*[",
        r"^[ \t]*\*\[[^\]\n]{1,80}\]:[^\n]{0,300}",
        "an abbreviation",
        "explain it where it is first used: 'FPS (Faster Payment System)'",
    ),
    # Formulas
    _form("$$", r"\$\$(?=[^$])[^$]{1,500}\$\$", "a formula", _FORMULA),
    _form(
        "$",
        r"(?<![\w$])\$(?=[^\s$])(?:[a-z]|[^$\n]{0,200}?(?:\\[a-z]+|[\^_][\w{])[^$\n]{0,200}?)\$(?![\w$])",
        "a formula",
        _FORMULA,
    ),
    _form(
        "\x04", r"\x04[^\x04\x05\n]{0,200}(?:\\[a-z]+|[\^_=][^\x04\x05\n]{0,100})[^\x04\x05\n]{0,200}\x05", "a formula", _FORMULA
    ),
    _form("\x06", r"\x06[^\x06\x0e]{0,300}(?:\\[a-z]+|[\^_=])[^\x06\x0e]{0,300}\x0e", "a formula", _FORMULA),
    _form("\\", r"^[ \t]*\\(?:newpage|pagebreak|clearpage)\b[^\n]{0,50}", "a page break of LaTeX", _OUT),
)

FENCES: tuple[ForeignForm, ...] = (
    _form(
        "",
        r"(?:mermaid|plantuml|puml|d2)\b(?![\w-])",
        "the source of a drawing",
        "make a picture of it, as SVG in assets/, and show that: '![what it shows](…)'",
    ),
    _form("", r"\{[a-z][\w:+-]{0,40}\}", "a directive of MyST", "write it in Markdown: '!!! note', '![…](…)'"),
    _form("", r"(?:dataview|dataviewjs)\b(?![\w-])", "a query of Obsidian", "write what it lists"),
    _form("", r"(?:math|katex|latex-math|asciimath)\b(?![\w-])", "a formula", _FORMULA),
    _form("", r"(?:ad-[a-z]{2,20})\b", "a box of Obsidian", _BOX),
)
