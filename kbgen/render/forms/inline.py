"""Foreign forms within a line: icons, braces, links, marks, formulas."""

from __future__ import annotations

from kbgen.render.forms.form import ANCHOR, FORMULA, LINK, OUT, PICTURE, PLAIN, form

_VALUE = r"(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[^\s\"'{}]{1,200})"
_BRACES = r"(?:[ \t]?\{[^{}\n]{0,100}\})?"
_PATH = r"(?:\.{0,2}/|#)[^()\[\]\s]{1,300}|[^()\[\]\s]{1,300}\.(?:md|html?|png|jpe?g|svg|pdf)(?:#[^()\[\]\s]{0,100})?"

WIKI_PICTURE = form("[[", r"!\[\[[^\[\]\n]{1,300}\]\]", "an embedded note or picture (wiki)", PICTURE)
WIKI_LINK = form("[[", r"(?<!!)\[\[[^\[\]\n]{1,300}\]\]", "a link of a wiki", LINK)

INLINE = (
    # Icons, with the braces behind them
    form(
        ":",
        r"(?<![\w:/.])[:](?:material|fontawesome|octicons|simple|lucide|heroicons|bi|fa)-[a-z0-9-]{1,100}:(?![\w/])" + _BRACES,
        "an icon by name",
        "write the name of an icon of Material, as in :material-home:, or leave it out",
    ),
    form(
        ":",
        r"(?<![\w:/.+-]):(?:[a-z][a-z0-9_+-]{1,50}|[+-]1|100):(?![\w:/\x01])" + _BRACES,
        "an emoji by name",
        "write the emoji itself, or leave it out",
    ),
    # Braces
    form(
        "{",
        r"\{:[ \t]*(?:\.no_toc|toc)\b[^}\n]{0,200}\}",
        "a mark of kramdown for the table of contents",
        "remove it: kbgen lists the headings by itself",
    ),
    form(
        "{",
        rf"(?<!\{{)\{{:?:?[ \t]*(?:[.#][a-z_][\w:-]{{0,80}}|[a-z][\w-]{{0,40}}={_VALUE})(?:[ \t]+[^{{}}\n]{{0,300}})?[ \t]*\}}",
        "a list of attributes that has no effect here",
        "remove it; braces work right after an image, and at the end of a heading: '{ #anchor }'",
    ),
    form("{:", r"\{::?[ \t]*/?[a-z_-]{1,40}[ \t]*/?\}", "a mark of kramdown", OUT),
    form(
        "{",
        r"\{(?:\+\+|--|==|~~|>>)[^\n]{0,300}?(?:\+\+|--|==|~~|<<)\}",
        "a mark of an edit (CriticMarkup)",
        "write the text as it should be",
    ),
    form("{-}", r"\{-\}[ \t]*$", "a mark of Pandoc", OUT),
    # Links
    WIKI_PICTURE,
    WIKI_LINK,
    form(
        "](",
        r"\[[^\[\]\n]{1,300}\]\((?=[^()\n]{0,300}[./])[^()\s]{1,300}[ \t][^()\n]{0,300}\)",
        "a link whose address holds a space",
        "write %20 for a space, or put the address between < and >",
    ),
    form(
        "\x01",
        r"(?:(?<=\s)|^):(?:[a-z][a-z0-9+-]{0,30}:){1,2}\x01",
        "a role of reStructuredText",
        "write '[text](other-article.md)' or the text alone",
    ),
    form("}\x01", r"\{[a-z][a-z0-9:-]{0,30}\}\x01", "a role of MyST", "write '[text](other-article.md)' or the text alone"),
    form(")=", r"^\([\w-]{1,80}\)=[ \t]*$", "a target of MyST", ANCHOR),
    form("<<", r"<<[a-z_][\w-]{0,80}(?:,[^>\n]{1,100})?>>", "a link of AsciiDoc", LINK),
    form(
        "][",
        r"(?<![\w\])])\[[^\[\]\n\x03]{1,300}\]\[[^\[\]\n]{1,200}\]",
        "a link whose address is missing",
        "write '[text](other-article.md)', or the address below the text: '[name]: other-article.md'",
    ),
    form(
        ")",
        r"(?<![\w!])\[[^\[\]\n]{1,300}\][ \t\n]{1,3}\((?:\x03[^)\n]{1,300}|" + _PATH + r")\)",
        "a link with a gap between text and address",
        "write '[text](other-article.md)', without a space before the bracket",
    ),
    form(
        ")[",
        r"\([^()\n]{1,200}\)\[(?:\x03[^\]\n]{1,300}|" + _PATH + r")\]",
        "a link with its brackets exchanged",
        LINK,
    ),
    form(
        "](",
        r"!?\[[^\[\]\n]{1,300}\]\(<?(?:\x03[^)\n]{1,300}|" + _PATH + r")(?![^()\n]{0,1000}\))",
        "a link that nothing closes",
        "write ')' behind its address",
    ),
    form(
        "[",
        r"(?<![\w\]])\[[^\[\]()\n]{1,300}\((?:\x03[^)\n]{1,300}|" + _PATH + r")\)(?![^\[\n]{0,300}\])",
        "a link whose text nothing closes",
        "write ']' behind its text: '[text](other-article.md)'",
    ),
    # Marks
    form(
        "**",
        r"(?<![a-z0-9_*/])\*\*(?:[ \t]+[^*\n]{1,300}?[ \t]*|(?=[^\W\d_])[^*\n]{1,300}[ \t])\*\*(?![a-z0-9_*])",
        "words in bold with a blank beside their marks",
        "write '**text**', without blanks beside the asterisks",
    ),
    form(
        "**",
        r"(?:(?<=[\s(（「，。：])|^)\*\*(?=[^\W_])(?![^*]{0,1000}\*)[^*\n]{1,300}",
        "bold that nothing ends",
        "write '**' where it ends",
    ),
    form(
        "++",
        r"(?<![\w+])\+\+[a-z0-9\"'-]{1,30}(?:\+[a-z0-9\"'-]{1,30}){0,6}\+\+(?![\w+])",
        "a key",
        "write '<kbd>Ctrl</kbd> + <kbd>C</kbd>'",
    ),
    form("==", r"(?<![=\w])==(?=[^\s=])[^=\n]{1,300}?(?<=[^\s=])==(?![=\w])", "a mark", "write '<mark>text</mark>'"),
    form("^^", r"\^\^(?=[^\s^])[^^\n]{1,300}?(?<=[^\s^])\^\^", "an underlining", "write '**text**'"),
    form("^", r"(?<=\w)\^[\w+-]{1,12}\^(?!\^)", "a superscript", "write '<sup>2</sup>'"),
    form("~", r"(?<=[^\W_])~[^\W_]{1,12}~(?!~)", "a subscript", "write '<sub>2</sub>'"),
    form(
        "%%", r"%%(?!(?-i:[A-Z0-9_]+)%%)[^%\n]{1,300}%%|^%%[ \t]*$", "a comment of Obsidian", "write '<!-- … -->', or remove it"
    ),
    form("^", r"(?:(?<=\s)|^)\^[a-z0-9]{6}[ \t]*$", "the name of a block (Obsidian)", ANCHOR),
    form(")!", r"(?:(?<=\s)|^)\(\d{1,2}\)!", "an annotation of Material", "write the note into the text, or as a footnote: [^1]"),
    form("[=", r"^[ \t]*\[=[ \t]*\d[^\]\n]{0,100}\]", "a bar of progress", "write the number"),
    form(
        "*[",
        r"^[ \t]*\*\[[^\]\n]{1,80}\]:[^\n]{0,300}",
        "an abbreviation",
        "explain it where it is first used: 'FPS (Faster Payment System)'",
    ),
    # Formulas that `kbgen.render.formulas` could not draw
    form(
        "$$",
        r"^[ \t]*\$\$[ \t]*\n[^\n$]{0,300}(?:\\[a-z]{2}|[\^_][\w{])[^\n$]{0,300}$",
        "the beginning of a formula",
        "leave no line empty between its two lines of $$",
    ),
    form("\\begin", r"\\begin\{[a-z]{1,20}\*?\}[^$]{0,1000}?\\end\{[a-z]{1,20}\*?\}", "a formula", FORMULA),
    form("\\", r"(?<!\w)\\[a-z]{2,30}\{[^{}\n]{0,300}\}", "a command of LaTeX", PLAIN),
    form("\\", r"^[ \t]*\\(?:newpage|pagebreak|clearpage)\b[^\n]{0,50}", "a page break of LaTeX", OUT),
)
