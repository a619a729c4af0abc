"""Foreign forms of other languages of markup, and of tools that add many of their own to Markdown."""

from __future__ import annotations

from kbgen.render.forms.form import ANCHOR, BOX, DRAWING, INCLUDE, LINK, OUT, PLAIN, TAB, form

_ROW_OF_DASHES = "put a line '| --- | --- |' below the first row"
_PAIRED = r"info|note|tip|warning|panel|code|noformat|expand|quote|color|section|column|excerpt"

LANGUAGES = (
    # DocFX and Microsoft Learn
    form("[!", r"\[![ \t]?include\b[^\n]{0,300}", "an include of DocFX", INCLUDE),
    form("[!", r"\[!(?:video|code|div|notebook)\b[^\n]{0,300}", "a block of DocFX", PLAIN),
    # Retype
    form("[!", r"\[!(?:badge|button|card|icon|file|embed|ref)\b[^\n]{0,200}", "a component of Retype", PLAIN),
    form(
        "\x03!",
        r"\x03!(?:badge|button|card|file|embed|ref|[a-z][\w-]{0,30}\|)[^\n\x02]{0,200}\x02",
        "a component of Retype",
        LINK,
    ),
    form("!!!", r"^[ \t]*!!!(?:[ \t]*[a-z][^\n]{0,200})?[ \t]*$", "a box without text", BOX),
    form("+++", r"^[ \t]*\+\+\+(?:[ \t]+[^\s+][^\n]{0,200})?[ \t]*$", "a tab of Retype", TAB),
    form("|||", r"^[ \t]*\|\|\|(?:[ \t]+[^|\n]{0,200})?$", "a column of Retype", PLAIN),
    form("==-", r"^[ \t]*==-[ \t]+[^\n]{0,200}", "a panel of Retype", "write '??? question \"Title\"', its text indented"),
    # Tables of other kinds
    form(
        "+-",
        r"^[ \t]*\+(?:[-=]{2,200}\+){1,40}[ \t]*$",
        "a table of reStructuredText or Pandoc",
        "write it with bars and a line of dashes",
    ),
    form("{|", r"^[ \t]*\{\|[^\n]{0,200}|^[ \t]*\|\}[ \t]*$", "a table of MediaWiki", _ROW_OF_DASHES),
    form("|==", r"^[ \t]*\|={3,}[ \t]*$", "a table of AsciiDoc", _ROW_OF_DASHES),
    form("||", r"^[ \t]*\|\|[^|\n]{1,200}\|\|[^\n]{0,500}", "a table of a wiki", _ROW_OF_DASHES),
    form(
        "|",
        r"^[ \t]*\|[^\n]{1,2000}\|[ \t]*(?:\n[ \t]*(?!\|[ \t:|-]+$)\|[^\n]{1,2000}\|[ \t]*){1,500}$",
        "a table without a line of dashes",
        _ROW_OF_DASHES,
    ),
    # Confluence, Textile, Jira
    form("{", rf"\{{({_PAIRED})(?::[^}}\n]{{0,200}})?\}}[^\n]{{0,500}}?\{{\1\}}", "a macro of Confluence", PLAIN),
    form("|", r"\[[^\[\]|\n]{1,200}\|\x03[^\]\n]{1,300}\]", "a link of Confluence", LINK),
    form("h", r"^h[1-6]\.[ \t]+[^\n]{0,200}", "a heading of Textile or Confluence", "write '## Title'"),
    # MediaWiki and AsciiDoc
    form("'''", r"(?<!')'''(?=[^\s'])[^'\n]{1,300}'''(?!')", "a bold text of MediaWiki", "write '**text**'"),
    form(
        "==",
        r"^={2,6}[ \t]+(?=[^\W\d])[^\n]{1,200}?(?:[ \t]={2,6})?[ \t]*$",
        "a heading of a wiki or AsciiDoc",
        "write '## Title'",
    ),
    form(
        ":",
        r"(?<![\w:/])(?:link|xref|image|icon|kbd|btn|menu|footnote|pass|anchor|stem|latexmath|include)::?[^\s\[\]]{0,200}\[[^\]\n]{0,200}\]",
        "a macro of AsciiDoc",
        "write it in Markdown",
    ),
    form("(((", r"\(\(\([^()\n]{1,200}\)\)\)", "a term of an index", "remove it; 'keywords' in the front matter are found"),
    form("ifdef", r"^(?:ifdef|ifndef|ifeval|endif)::[^\n]{0,100}", "a condition of AsciiDoc", OUT),
    # reStructuredText and Org
    form(
        ".. _",
        r"^[ \t]*\.\. (?:_[^\n:]{0,100}:|\|[^|\n]{1,60}\||\[[^\]\n]{1,60}\])[^\n]{0,200}",
        "a target of reStructuredText",
        ANCHOR,
    ),
    form("\x01_", r"\x01__?(?!\w)", "a link of reStructuredText", LINK),
    form("#+", r"^[ \t]*#\+[a-z_]{2,30}(?::[^\n]{0,200}|[ \t][^\n]{0,100})?[ \t]*$", "a line of Org", PLAIN),
    # Forums, shops and wikis
    form("[/", r"\[/[a-z*](?:[a-z_-]{0,40})\]", "a tag of a forum or of WordPress", PLAIN),
    form("{/", r"\{/[a-z]{1,30}\}", "a tag of a template or of Joomla", PLAIN),
    form("[", r"^[ \t]*\[(?:youtube|vimeo|video|audio|embed|tweet|gist)[: ][^\[\]\n]{1,300}\][ \t]*$", "an embedded page", LINK),
    form("%[", r"%\[\x03[^\]\n]{1,300}\]", "an embedded page", LINK),
    form(
        "@start",
        r"^[ \t]*@(?:start|end)(?:uml|mindmap|gantt|json|yaml|salt|wbs)\b[^\n]{0,100}",
        "the source of a drawing",
        DRAWING,
    ),
)
