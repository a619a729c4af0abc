"""What a page says about itself as JSON-LD in the words of schema.org, for search engines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from kbgen.model import LANGUAGES, Rendered
from kbgen.site.page_context import ArticleContext, PageContext
from kbgen.site.portal import Portal

Node = Mapping[str, object]

# `</script>` and `<!--` would end the element or hide the rest of the page, whatever language the browser believes it is in.
_SAFE_IN_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def structured_data(portal: Portal, kb: PageContext, image_url: str) -> str:
    """Return the content of the page's JSON-LD element; empty for pages that no search engine should keep.

    image_url: absolute, of a picture of the page, or empty. Needs `site_url`, as every name in it is an address.
    """
    if not kb.site_url or kb.fallback or kb.kind in {"results", "not-found", "expired"}:
        return ""
    nodes: list[Node] = []
    if kb.kind in {"gateway", "home"}:
        nodes.append(_website(portal, kb))
    if kb.article:
        shown = portal.rendered[kb.language, kb.article.id]
        nodes.append(_article(kb, kb.article, shown, image_url))
    if kb.breadcrumbs:
        nodes.append(_breadcrumbs(kb))
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_SAFE_IN_HTML)


def _website(portal: Portal, kb: PageContext) -> Node:
    names = dict.fromkeys([kb.site_name, *(portal.settings.name(language) for language in LANGUAGES)])
    target = {"@type": "EntryPoint", "urlTemplate": f"{kb.site_url}{kb.search_url}?q={{search_term_string}}"}
    return {
        "@type": "WebSite",
        "@id": f"{kb.site_url}#website",
        "url": kb.site_url,
        "name": kb.site_name,
        **({"alternateName": [name for name in names if name != kb.site_name]} if len(names) > 1 else {}),
        "inLanguage": [portal.settings.lang_tag(language) for language in LANGUAGES],
        "potentialAction": {
            "@type": "SearchAction",
            "target": target,
            "query-input": "required name=search_term_string",
        },
    }


def _article(kb: PageContext, article: ArticleContext, shown: Rendered, image_url: str) -> Node:
    questions = [section for section in shown.sections if section.question and section.text] if article.type == "faq" else []
    publisher = {"@type": "Organization", "name": kb.site_name, "url": kb.site_url}
    node: dict[str, object] = {
        "@type": "FAQPage" if questions else "Article" if article.type in {"faq", "policy"} else "TechArticle",
        "@id": kb.canonical_url,
        "url": kb.canonical_url,
        "headline": article.title,
        "description": article.description,
        "inLanguage": kb.lang_tag,
        "isPartOf": {"@id": f"{kb.site_url}#website"},
        "image": image_url,
        "keywords": list(article.keywords),
        "dateModified": article.updated.isoformat() if article.updated else "",
        "author": publisher,
        "publisher": publisher,
    }
    node["mainEntity"] = [
        {"@type": "Question", "name": question.title, "acceptedAnswer": {"@type": "Answer", "text": text}}
        for question in questions
        for text in [question.text.replace("\t", " ")]
    ]
    return {name: value for name, value in node.items() if value}


def _breadcrumbs(kb: PageContext) -> Node:
    steps: Sequence[tuple[str, str]] = [
        *((crumb.title, kb.site_url + crumb.url) for crumb in kb.breadcrumbs),
        (kb.title, kb.canonical_url),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": url} for place, (name, url) in enumerate(steps, 1)
        ],
    }
