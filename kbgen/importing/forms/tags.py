"""The tags of templates and of MDX that have a counterpart: GitBook, Jekyll, Hugo, Docusaurus, VuePress."""

from __future__ import annotations

import re
from collections.abc import Callable

from kbgen.importing.forms.blocks import BlockForm, attributes_of, callout, positional, tab

_CALLOUT_NAMES = (
    "notice|note|tip|hint|info|warning|danger|caution|alert|callout|"
    "admonition|important|attention|success|error|box|banner|pageinfo"
)


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _liquid(names: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return _pattern(rf"\{{%-?\s*(?:{names})\b[^}}\n]{{0,400}}%\}}"), _pattern(rf"\{{%-?\s*end(?:{names})\s*-?%\}}")


def _hugo(names: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        _pattern(
            rf"\{{\{{[<%]\s*(?:docs/|hextra/|blocks/)?(?:{names})(?![\w"
            rf"/-])(?:[^>%\n]|[>%](?!\}}\}})){{0,400}}(?<!/)[>%]\}}\}}"
        ),
        _pattern(rf"\{{\{{[<%]\s*/\s*(?:docs/|hextra/|blocks/)?(?:{names})\s*[>%]\}}\}}"),
    )


def _jsx(names: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return _jsx_cased(f"<(?:{names})(?=[\\s>])[^<>]{{0,800}}(?<![/=])>"), _jsx_cased(f"</(?:{names})\\s*>")


def _jsx_cased(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _hint(tag: str) -> str:
    attributes = attributes_of(tag)
    return callout(attributes.get("style") or attributes.get("type") or "note", attributes.get("title", ""))


def _hugo_callout(tag: str) -> str:
    attributes = attributes_of(tag)
    words = re.findall(r"[\w-]+", re.sub(r"[\w-]+[ \t]*=[ \t]*(?:\"[^\"]*\"|\S+)", "", tag))
    name = next((word for word in words if word.lower() not in {"docs", "hextra", "blocks"}), "note")
    general = name.lower() in {"notice", "hint", "alert", "callout", "admonition", "box", "banner", "pageinfo"}
    second = next((word for word in words[1:] if word.lower() != name.lower()), "")
    stated = attributes.get("type") or attributes.get("color") or attributes.get("kind") or attributes.get("level")
    kind = stated or (second if second.lower() not in {"open", "true", "false"} else "") or "note" if general else name
    title = attributes.get("title") or attributes.get("heading") or positional(tag.partition(second)[2] if second else tag)
    return callout(kind, title if title.lower() != kind.lower() else "")


def _titled(tag: str) -> str:
    attributes = attributes_of(tag)
    named = (attributes.get(key, "") for key in ("title", "label", "name", "header", "tabname", "value", "summary"))
    return next((text for text in named if text), "") or positional(tag)


def _tab(tag: str) -> str:
    return tab(_titled(tag))


def _question(tag: str) -> str:
    clean = " ".join((_titled(tag) or "…").replace('"', "”").split())
    return f'??? question "{clean}"'


def _form(tags: tuple[re.Pattern[str], re.Pattern[str]], head: Callable[[str], str]) -> BlockForm:
    return BlockForm(*tags, head=head)


def _only_text(tags: tuple[re.Pattern[str], re.Pattern[str]]) -> BlockForm:
    return BlockForm(*tags, indents=False)


def _left_out(tags: tuple[re.Pattern[str], re.Pattern[str]]) -> BlockForm:
    return BlockForm(*tags, drops=True)


BLOCKS: tuple[BlockForm, ...] = (
    # GitBook and Jekyll
    _form(_liquid("hint"), _hint),
    _only_text(_liquid("tabs")),
    _form(_liquid("tab"), _tab),
    _only_text(_liquid("code|raw|content-ref|stepper|step|columns|column|capture|updates")),
    _form(
        (
            _pattern(r"\{%\s*(?:note|tip|warning|important|danger|info)\b[^}\n]{0,200}%\}"),
            _pattern(r"\{%\s*end(?:note|tip|warning|important|danger|info)\s*%\}"),
        ),
        lambda tag: callout(re.findall(r"\w+", tag)[0]),
    ),
    _left_out(_liquid("comment")),
    # Hugo
    _form(_hugo(_CALLOUT_NAMES), _hugo_callout),
    _only_text(
        _hugo(
            "tabs|tabpane|tabset|cards|columns|column|steps|cardpane|card"
            "|tiles|center|div|section|readfile|mermaid-none|lead|codetabs"
        )
    ),
    _form(_hugo("tab|codetab"), _tab),
    _form(_hugo("details|expand|collapse|accordion|spoiler|faq"), _question),
    _left_out(_hugo("comment")),
    # Docusaurus, VuePress, and others of MDX
    _only_text(
        _jsx(
            "Tabs|CodeGroup|CodeTabs|CardGroup|Cards|Card|Steps|Step|Columns|Column|Frame|BrowserW"
            "indow|AccordionGroup|Accordions|Highlight|Translate|CodeGroupItems|ClientOnly|Fragment"
        )
    ),
    _form(_jsx("TabItem|Tab|CodeGroupItem"), _tab),
    _form(
        _jsx("Admonition|Callout|Aside"),
        lambda tag: callout(attributes_of(tag).get("type", "note"), attributes_of(tag).get("title", "")),
    ),
    _form(
        _jsx("Note|Tip|Info|Warning|Danger|Caution|Check"),
        lambda tag: callout(re.findall(r"\w+", tag)[0], attributes_of(tag).get("title", "")),
    ),
    _form(_jsx("Accordion|Details|Expandable|Spoiler"), _question),
    _left_out(_jsx("Head|head")),
)


def _link(text: str, address: str) -> str:
    return f"[{text or address}]({address})" if text or not re.match(r"https?://", address) else f"<{address}>"


def _embed(match: re.Match[str]) -> str:
    attributes = attributes_of(match[0])
    address = attributes.get("url") or attributes.get("src") or attributes.get("href") or positional(match[0])
    return _link(attributes.get("title", ""), address) if address else match[0]


def _figure(match: re.Match[str]) -> str:
    attributes = attributes_of(match[0])
    source = (
        attributes.get("src") or attributes.get("link") or attributes.get("file") or attributes.get("url") or positional(match[0])
    )
    words = attributes.get("alt") or attributes.get("caption") or attributes.get("title") or ""
    if not source or "{{" in source:
        return match[0]
    width = re.fullmatch(r"(\d{1,4})(?:px)?", attributes.get("width", ""))
    picture = f"![{words.replace('[', '').replace(']', '')}]({source})" + (f"{{ width={width[1]} }}" if width else "")
    caption = attributes.get("caption", "")
    return f"{picture}\n\n*{caption}*" if caption and caption != words else picture


def _video(match: re.Match[str]) -> str:
    attributes = attributes_of(match[0])
    name = match["name"].lower()
    key = attributes.get("id") or positional(match[0]) or next(iter(re.findall(r"\s([\w-]{6,20})\s", match[0])), "")
    if not key:
        return match[0]
    return f"<https://www.youtube.com/watch?v={key}>" if name == "youtube" else f"<https://vimeo.com/{key}>"


def _liquid_callout(match: re.Match[str]) -> str:
    attributes = attributes_of(match[0])
    text = attributes.get("content") or attributes.get("text") or attributes.get("message") or ""
    return f"\n{callout(match['kind'], attributes.get('title', ''))}\n\n    {text}\n" if text else match[0]


_TagForm = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

TAGS: tuple[_TagForm, ...] = (
    (_pattern(r"\{%-?\s*embed\s[^}\n]{1,400}%\}(?:\s{0,3}\{%\s*endembed\s*%\})?"), _embed),
    (_pattern(r"\{%-?\s*(?:content-ref|page-ref)\s[^}\n]{1,400}%\}"), lambda _: ""),
    (
        _pattern(
            r"\{%-?\s*file\s+src=\"(?P<src>[^\"\n]{1,400})\"[^}\n]{0"
            r",200}%\}(?:(?P<text>[^{}]{0,300})\{%\s*endfile\s*%\})?"
        ),
        lambda match: _link(" ".join((match["text"] or "").split()) or match["src"].rpartition("/")[2], match["src"]),
    ),
    (
        _pattern(
            r"\{%-?\s*include\s+(?:\S*/)?(?P<kind>note|tip|important|warning|a"
            r"lert|callout|info|danger|caution)(?:\.html?)?\s[^}\n]{1,1000}%\}"
        ),
        _liquid_callout,
    ),
    (
        _pattern(
            r"\{%-?\s*include\s+(?:\S*/)?(?:image|figure|img|inl"
            r"ine_image|screenshot)(?:\.html?)?\s[^}\n]{1,600}%\}"
        ),
        _figure,
    ),
    (
        _pattern(
            r"\{%-?\s*include\s+(?:\S*/)?(?:toc|links|sidebar|footer|"
            r"head|header|comments?|share)(?:\.html?)?[^}\n]{0,200}%\}"
        ),
        lambda _: "",
    ),
    (_pattern(r"\{%-?\s*(?:assign|capture|endcapture|endstep|endcode|endraw|raw)\b[^}\n]{0,300}%\}"), lambda _: ""),
    (_pattern(r"\{\{[<%]\s*(?:figure|img|image)\s(?:[^>%\n]|[>%](?!\}\}))*[>%]\}\}"), _figure),
    (_pattern(r"\{\{[<%]\s*(?P<name>youtube|vimeo)\s(?:[^>%\n]|[>%](?!\}\})){1,200}[>%]\}\}"), _video),
    (
        _pattern(
            r"\{\{[<%]\s*(?:toc|br|pagebreak|children|sec"
            r"tion|rawhtml|/rawhtml)\b[^\n]{0,80}?[>%]\}\}"
        ),
        lambda _: "",
    ),
    (
        _pattern(r"\{\{[<%]\s*glossary_tooltip\s(?:[^>%\n]|[>%](?!\}\})){0,300}[>%]\}\}"),
        lambda match: attributes_of(match[0]).get("text") or attributes_of(match[0]).get("term_id") or match[0],
    ),
    (
        _pattern(
            r"\{\{[<%]\s*(?:button|card|link-card)\s(?:[^>%\n]|[>%](?!\}\})){0,300}(?:/"
            r"\s*)?[>%]\}\}(?:(?P<text>[^{}\n]{0,200})\{\{[<%]\s*/\s*button\s*[>%]\}\})?"
        ),
        lambda match: (
            _link((match["text"] or attributes_of(match[0]).get("title") or "").strip(), address)
            if (
                address := attributes_of(match[0]).get("href")
                or attributes_of(match[0]).get("relref")
                or attributes_of(match[0]).get("link")
                or ""
            )
            else match[0]
        ),
    ),
    (
        _pattern(
            r"\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?\"?("
            r"?P<path>[^\"\s>%]{1,300})\"?\s*[>%]\}\}"
        ),
        lambda match: match["path"],
    ),
    (_pattern(r"\{%-?\s*link\s+(?P<path>[^\s%}]{1,300})\s*-?%\}"), lambda match: f"/{match['path'].lstrip('/')}"),
    (_pattern(r"\{%-?\s*post_url\s+(?P<path>[^\s%}]{1,300})\s*-?%\}"), lambda match: f"/_posts/{match['path']}.md"),
    (
        _pattern(
            r"\{\{\s*['\"](?P<path>[^'\"\n]{0,300})['\"]\s*\|\s*(?:relat"
            r"ive_url|absolute_url|prepend:[^}\n|]{0,60})[^}\n]{0,60}\}\}"
        ),
        lambda match: match["path"],
    ),
    (_pattern(r"\{\{-?\s*(?:site|page)\.(?:baseurl|url|root)\s*-?\}\}"), lambda _: ""),
    (
        re.compile(
            r"<(?:DocCardList|TOCInline|CodeBlock|BackToTop|Com"
            r"ments|Giscus|Contributors|Content)\b[^<>]{0,200}/>"
        ),
        lambda _: "",
    ),
    (
        re.compile(r"<(?:Badge|Tag|Chip)\b[^<>]{0,300}/>"),
        lambda match: attributes_of(match[0]).get("text") or attributes_of(match[0]).get("label") or "",
    ),
    (
        re.compile(
            r"<(?:Link|DocLink|RouterLink|router-link)\s(?P<attributes>[^<>]{1,40"
            r"0})>(?P<text>[^<>]{1,300})</(?:Link|DocLink|RouterLink|router-link)>"
        ),
        lambda match: _link(
            match["text"], attributes_of(match["attributes"]).get("to") or attributes_of(match["attributes"]).get("href") or ""
        ),
    ),
)
"""Single tags, and what each becomes."""
