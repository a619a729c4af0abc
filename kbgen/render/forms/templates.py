"""Foreign forms of programs that write pages: templates, includes, and programs within text."""

from __future__ import annotations

from kbgen.render.forms.form import AS_CODE, BOX, INCLUDE, LINK, OUT, PICTURE, PLAIN, TAB, form

VARIABLE_FORM = form(
    "{{",
    r"\{\{(?![<%])(?!(?-i:\w*[A-Z]\w*)\}\})[^\n]{0,200}?\}\}",  # {{UserName}} is a gap of some program that is explained
    "a variable of a template",
    AS_CODE,
)

DOLLAR_FORM = form("{", r"(?<![\\\w])[$#%]\{[a-z_][\w.-]{0,100}\}", "a variable of a template", AS_CODE)
MDX_FORM = form("{", r"(?<![\w{$])\{[a-z_$][\w$]*(?:\.[\w$]+)+\}", "a variable of MDX", AS_CODE)

TEMPLATES = (
    # Jekyll, GitBook, Hugo, macros of MkDocs, Vue
    form("{%", r"\{%-?\s*(?:end)?hint\b[^}\n]{0,200}%\}", "a hint of GitBook", BOX),
    form(
        "{%",
        r"\{%-?\s*(?:end)?tabs?\b[^}\n]{0,200}%\}",
        "a tab of GitBook",
        TAB,
    ),
    form(
        "{%",
        r"\{%-?\s*(?:end)?(?:highlight|code|raw)\b[^}\n]{0,200}%\}",
        "a block of code of Jekyll or GitBook",
        "put the code between lines of ```",
    ),
    form(
        "{%",
        r"\{%-?\s*(?:end)?(?:embed|content-ref|file|link|post_url|page-ref)\b[^}\n]{0,200}%\}",
        "a link of Jekyll or GitBook",
        LINK,
    ),
    form("{%", r"\{%-?\s*include(?:_relative)?\b[^}\n]{0,200}%\}", "an include of Jekyll or GitBook", INCLUDE),
    form("{%", r"(?<!\{)\{%[^\n]{0,200}", "a tag of a template (Jekyll, GitBook, Hugo, macros)", AS_CODE),
    form(
        "{{",
        r"\{\{[<%]\s*/?\s*(?:figure|img|image)\b[^\n]{0,300}",
        "a picture of Hugo",
        PICTURE,
    ),
    form("{{", r"\{\{[<%]\s*/?\s*(?:rel)?ref\b[^\n]{0,300}", "a link of Hugo", LINK),
    form(
        "{{",
        r"\{\{[<%]\s*/?\s*(?:notice|note|tip|hint|info|warning|danger|caution|alert|callout|admonition)\b[^\n]{0,300}",
        "a box of Hugo",
        BOX,
    ),
    form(
        "{{",
        r"\{\{[<%]\s*/?\s*tabs?(?:pane)?\b[^\n]{0,300}",
        "a tab of Hugo",
        TAB,
    ),
    form("{{", r"\{\{[<%][^\n]{0,300}", "a shortcode of Hugo", PLAIN),
    VARIABLE_FORM,
    form("{{", r"\{\{#[^\n]{0,200}", "a tag of a template", AS_CODE),
    form("{#", r"\{#[ \t][^\n]{0,300}?#\}", "a comment of a template", "write '<!-- … -->', or remove it"),
    form("<%", r"<%[^\n]{0,300}?(?:%>|$)", "a tag of a template (ERB, EJS, JSP)", AS_CODE),
    form("<?", r"<\?(?:php|=|xml)[^\n]{0,300}?(?:\?>|$)", "a tag of PHP", OUT),
    form("[%", r"\[%[^\n]{0,200}?%\]", "a variable of a template", AS_CODE),
    form("<#", r"</?#[ \ta-z][^\n>]{0,200}>", "a tag of a template (FreeMarker)", AS_CODE),
    form("{$", r"\{\$[a-z_][\w.|>-]{0,100}\}", "a variable of a template (Smarty)", AS_CODE),
    DOLLAR_FORM,
    form("@@", r"@@[a-z_][a-z0-9_.-]{0,60}@@", "a variable of a template", AS_CODE),
    form("$[", r"(?<!\w)\$\[[a-z_][\w.-]{0,100}\]", "a variable of a template", AS_CODE),
    # Includes
    form("!include", r"^[ \t]*!include(?:url|sub)?[ \t(][^\n]{1,200}", "an include", INCLUDE),
    form("@i", r"^[ \t]*@(?:include|import)[ \t(][^\n]{1,200}", "an include", INCLUDE),
    form("--8<--", r"^[ \t]*;?-{1,}8<-{1,}[^\n]{0,200}", "an include that names no part of this site", INCLUDE),
    form("{*", r"\{\*[^\n]{1,300}?\*\}", "an include of mdx-include", INCLUDE),
    form("{!", r"\{![^\n]{1,300}?!\}", "an include of markdown-include", INCLUDE),
    form("<<<", r"^[ \t]*<<<[ \t]*[@./~][^\n]{0,200}", "an include of VitePress", INCLUDE),
    form("@\x03", r"(?:^|(?<=\s))@\x03[^\n]{0,200}", "an include of VuePress", INCLUDE),
    form("!!", r"!!swagger[^\n]{0,200}?!!", "an include of OpenAPI", INCLUDE),
    form(
        "::",
        r"^[ \t]*(?:include|image|video|audio)::?[^\s\[]{1,200}\[[^\n]{0,200}\]",
        "a macro of AsciiDoc",
        "write it in Markdown",
    ),
    # Programs within text: MDX
    form("import ", r"^import [^\n]{1,200}? from ['\"][^'\"\n]{1,200}['\"];?[ \t]*$", "an import of MDX", OUT),
    form("import ", r"^import ['\"][^'\"\n]{1,200}['\"];?[ \t]*$", "an import of MDX", OUT),
    form("export ", r"^export (?:const|default|function|let)\b[^\n]{0,200}", "an export of MDX", OUT),
    form("{/*", r"\{/\*[^\n]{0,300}", "a comment of MDX", "write '<!-- … -->', or remove it"),
    MDX_FORM,
)
