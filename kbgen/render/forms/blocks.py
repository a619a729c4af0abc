"""Foreign forms that fill lines of their own: boxes, tabs, tables, macros."""

from __future__ import annotations

from kbgen.render.box_kinds import KINDS
from kbgen.render.forms.form import BOX, OPENING, PLAIN, REGION, TAB, form

_CONFLUENCE = "info|note|tip|warning|panel|code|noformat|toc|expand|quote|color|section|column|excerpt|status|children|anchor"
_KIND = rf"(?:{'|'.join(KINDS)})(?![\w-])"
_NO_REGION = r"(?:regions?[-_.]?(?:hk|tw)|hk|tw)\b[^\n]{0,200}"

OF_A_KIND = (
    form(":::", r"^[ \t]*:{3,}[^\n]{0,200}", "a container of another kind", BOX),
    form("///", r"^[ \t]*/{3,}[ \t]*[a-z][^\n]{0,200}$", "a block of another kind", BOX),
    form(
        "[!",
        r"^[ \t]*\[![a-z][\w-]{0,40}\][-+]?[^\n]{0,200}",
        "a callout of a kind that kbgen does not know",
        "use [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]",
    ),
)
"""What begins with the word for its kind, which may be one of ours written wrong."""

BLOCKS = (
    form(
        ":::",
        r"^[ \t]*:::[ \t]+[a-z_]\w{0,80}(?:\.\w{1,80}){1,20}[ \t]*$",
        "a name for mkdocstrings",
        "write what readers should know of it, or link to the reference",
    ),
    form(
        ":::",
        r"^[ \t]*:{3,}[ \t]*\{?[ \t]*\.?(?:code-group|tabs?|tabset|tab-set|panel-tabset|group-tab|tab-item)\b[^\n]{0,200}",
        "a group of tabs",
        TAB,
    ),
    form(
        ":::",
        rf"^[ \t]*:{{3,}}[ \t]*\{{?[ \t]*\.?{_NO_REGION}",
        "no block of a region",
        REGION,
    ),
    form("///", rf"^[ \t]*/{{3,}}[ \t]*{_NO_REGION}", "no block of a region", REGION),
    form(":::", r"^[ \t]*:{3,}[ \t]*$", "the end of a container that is none", OPENING),
    form("///", r"^[ \t]*/{3,}[ \t]*$", "the end of a block that is none", OPENING),
    form(
        ":::",
        rf"^[ \t]*:{{3,}}[ \t]*\{{?[ \t]*\.?{_KIND}[^\n]{{0,200}}",
        "a box without an end",
        "write as many colons alone on the line where it ends",
    ),
    form(
        "///",
        rf"^[ \t]*/{{3,}}[ \t]*{_KIND}[^\n]{{0,200}}",
        "a box without an end",
        "write as many slashes alone on the line where it ends",
    ),
    *OF_A_KIND,
    form("> ", r"^[ \t]*[?!]>[ \t][^\n]{0,200}", "a hint of Docsify", BOX),
    form(
        ".. ",
        r"^\.\. [a-z][\w:-]{0,60}::[^\n]{0,200}",
        "a directive of reStructuredText",
        "write it in Markdown: '!!! note', '![…](…)'",
    ),
    form("::", r"^[ \t]*::[a-z][\w-]{0,40}[\[{][^\n]{0,200}", "a directive", PLAIN),
    form("=== ", r"^[ \t]*===[!+]? [\"'][^\n]{0,200}", "a tab without text", "indent its text by four spaces"),
    form(
        "???",
        r"^[ \t]*\?\?\?\+?[ \t]*[a-z\"'][^\n]{0,200}",
        "a question without text",
        "write '??? question \"Title\"', its text indented by four spaces",
    ),
    form(
        "{",
        rf"^[ \t]*\{{(?:{_CONFLUENCE})(?::[^}}\n]{{0,200}})?\}}[ \t]*$",
        "a macro of Confluence",
        BOX,
    ),
    form(
        "=",
        r"^[ \t]*\[[a-z][a-z_-]{1,40}(?: [a-z_-]{1,40}=[\"“][^\"\n]{0,200}[\"”]){1,20} ?/?\]",
        "a shortcode of WordPress",
        PLAIN,
    ),
)
