"""Tags of templates and of MDX that hold text (GitBook, Jekyll, Hugo, Docusaurus, VuePress) → boxes, tabs, questions, or text.

A tag ends with the tag of its own name, so each name is a form of its own: `{{< card >}}` within `{{< cards >}}` ends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kbgen.importing.forms.blocks import BlockForm, any_case, attributes_of, callout, first_of, positional, tab

_CALLOUT_NAMES = (
    "notice|note|tip|hint|info|warning|danger|caution|alert|callout|"
    "admonition|important|attention|success|error|box|banner|pageinfo"
)


def _liquid(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return any_case(rf"\{{%-?\s*{name}(?![\w-])[^}}\n]{{0,400}}%\}}"), any_case(rf"\{{%-?\s*end{name}\s*-?%\}}")


def _hugo(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        any_case(rf"\{{\{{[<%]\s*(?:docs/|hextra/|blocks/)?{name}(?![\w/-])(?:[^>%\n]|[>%](?!\}}\}})){{0,400}}(?<!/)[>%]\}}\}}"),
        any_case(rf"\{{\{{[<%]\s*/\s*(?:docs/|hextra/|blocks/)?{name}\s*[>%]\}}\}}"),
    )


def _jsx(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"<{name}(?=[\s>])[^<>]{{0,800}}(?<![/=])>"), re.compile(rf"</{name}\s*>")


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
    keys = ("title", "label", "name", "header", "tabname", "value", "summary")
    return first_of(attributes_of(tag), keys) or positional(tag)


def _tab(tag: str) -> str:
    return tab(_titled(tag))


def _operation(tag: str) -> str:
    """Return what an operation of an API is called, with its method and path as code."""
    attributes = attributes_of(tag)
    called = " ".join(filter(None, (attributes.get("method", "").upper(), attributes.get("path", ""))))
    return ": ".join(
        filter(None, (f"**{attributes['summary']}**" if attributes.get("summary") else "", f"`{called}`" if called else ""))
    )


def _parameter(tag: str) -> str:
    """Return a parameter of an operation as an item: its name, and where it stands, of which type, whether it must be there."""
    attributes = attributes_of(tag)
    must = "required" if attributes.get("required", "").lower() == "true" else ""
    more = ", ".join(filter(None, (attributes.get("in", ""), attributes.get("type", ""), must)))
    return f"- `{attributes.get('name', '')}`" + (f" ({more})" if more else "")


def _response(tag: str) -> str:
    attributes = attributes_of(tag)
    status = attributes.get("status") or attributes.get("httpcode", "")
    return ": ".join(filter(None, (f"**{status}**" if status else "", attributes.get("description", ""))))


def _update(tag: str) -> str:
    """Return the day and the tags of an entry of a list of changes."""
    attributes = attributes_of(tag)
    parts = (f"**{attributes['date']}**" if attributes.get("date") else "", attributes.get("tags", ""))
    return " – ".join(filter(None, parts))


def _question(tag: str) -> str:
    clean = " ".join((_titled(tag) or "…").replace('"', "”").split())
    return f'??? question "{clean}"'


_Tags = Callable[[str], tuple[re.Pattern[str], re.Pattern[str]]]
"""The name of a tag → what opens and what closes it in one language of templates."""


def _form(tags: _Tags, names: str, head: Callable[[str], str], *, indents: bool = True) -> Iterator[BlockForm]:
    return (BlockForm(*tags(name), head=head, indents=indents) for name in names.split("|"))


def _only_text(tags: _Tags, names: str) -> Iterator[BlockForm]:
    return (BlockForm(*tags(name), indents=False) for name in names.split("|"))


def _tab_sets(tags: _Tags, names: str) -> Iterator[BlockForm]:
    return (BlockForm(*tags(name), indents=False, is_tab_set=True) for name in names.split("|"))


def _left_out(tags: _Tags, names: str) -> Iterator[BlockForm]:
    return (BlockForm(*tags(name), drops=True) for name in names.split("|"))


BLOCKS: tuple[BlockForm, ...] = (
    # GitBook and Jekyll
    *_form(_liquid, "hint", _hint),
    *_tab_sets(_liquid, "tabs"),
    *_form(_liquid, "tab", _tab),
    *_form(_liquid, "swagger|api-method|openapi|openapi-operation|openapi-webhook", _operation, indents=False),
    *_form(_liquid, "swagger-parameter|api-method-parameter", _parameter),
    *_form(_liquid, "swagger-response|api-method-response-example", _response, indents=False),
    *_only_text(_liquid, "openapi-schemas|prompt|swagger-description|api-method-response-example-description"),
    *_only_text(_liquid, "api-method-summary|api-method-description|api-method-spec|api-method-request|api-method-response"),
    *_only_text(_liquid, "api-method-headers|api-method-path-parameters|api-method-query-parameters"),
    *_only_text(_liquid, "api-method-body-parameters|api-method-form-data-parameters"),
    *_form(_liquid, "update", _update, indents=False),
    *_only_text(_liquid, "code|raw|content-ref|stepper|step|columns|column|updates|spoiler"),
    *_form(_liquid, "note|tip|warning|important|danger|info", lambda tag: callout(re.findall(r"\w+", tag)[0])),
    *_left_out(_liquid, "comment"),
    # Hugo
    *_form(_hugo, _CALLOUT_NAMES, _hugo_callout),
    *_tab_sets(_hugo, "tabs|tabpane|tabset|codetabs"),
    *_only_text(_hugo, "cards|columns|column|steps|cardpane|card|tiles|center|div|section|readfile|lead"),
    *_only_text(
        _hugo,
        "cover|feature|grid|table|filetree/container|badge|row|block|blocks|wrapper|accordion-group|accordiongroup|faqs|rawhtml|markdown|md",
    ),
    *_form(_hugo, "tab|codetab", _tab),
    *_form(_hugo, "filetree/folder", lambda tag: f"- `{attributes_of(tag).get('name', '')}`"),
    *_form(_hugo, "details|expand|collapse|accordion|spoiler|faq", _question),
    *_left_out(_hugo, "comment"),
    # Docusaurus, VuePress, and others of MDX
    *_tab_sets(_jsx, "Tabs|CodeGroup|CodeTabs"),
    *_only_text(_jsx, "CardGroup|Cards|Card|Steps|Step|Columns|Column|Frame|BrowserWindow|AccordionGroup"),
    *_only_text(_jsx, "Accordions|Highlight|Translate|CodeGroupItems|ClientOnly|Fragment|CardGrid|FileTree|LinkCard"),
    *_form(_jsx, "TabItem|Tab|CodeGroupItem", _tab),
    *_form(
        _jsx,
        "Admonition|Callout|Aside",
        lambda tag: callout(attributes_of(tag).get("type", "note"), attributes_of(tag).get("title", "")),
    ),
    *_form(
        _jsx,
        "Note|Tip|Info|Warning|Danger|Caution|Check",
        lambda tag: callout(re.findall(r"\w+", tag)[0], attributes_of(tag).get("title", "")),
    ),
    *_form(_jsx, "Accordion|Details|Expandable|Spoiler", _question),
    *_left_out(_jsx, "Head|head"),
)
"""In the order in which one that two forms share is taken."""

COMPONENTS = frozenset(
    name for form in BLOCKS if (found := re.match(r"<([A-Z]\w*)", form.opening.pattern)) for name in (found[1],)
)
"""The names of components of MDX that have a form."""
