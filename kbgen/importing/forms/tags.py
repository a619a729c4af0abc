"""Single tags of templates and of MDX that have a counterpart: GitBook, Jekyll, Hugo, Docusaurus, VuePress."""

from __future__ import annotations

import re
from collections.abc import Callable

from kbgen.importing.addresses import picture, shielded
from kbgen.importing.forms.blocks import any_case, attributes_of, callout, first_of, positional
from kbgen.importing.languages import written_in


def _link(text: str, address: str) -> str:
    return f"<{address}>" if not text and re.fullmatch(r"https?://\S+", address) else f"[{text or address}]({shielded(address)})"


_VIDEO_SITES = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
_PICTURE_KEYS = ("src", "image_path", "link", "file", "url", "path", "image")


def _embed(match: re.Match[str]) -> str:
    attributes = attributes_of(match[0])
    address = attributes.get("url") or attributes.get("src") or attributes.get("href") or positional(match[0])
    caption = " ".join((match["caption"] or "").split())
    return _link(attributes.get("title", "") or caption, address) if address else match[0]


def _file(match: re.Match[str]) -> str:
    address = match["src"].removeprefix("<").removesuffix(">")
    words = " ".join((match["text"] or "").split()) or attributes_of(match[0]).get("caption", "")
    return _link(words or address.rpartition("/")[2], address)


def _figure(match: re.Match[str]) -> str:
    attributes = attributes_of(match[0])
    source = first_of(attributes, _PICTURE_KEYS) or positional(match[0])
    if not source or "{{" in source:
        return match[0]
    caption = _captioned(attributes) if "figure" in match[0][:40].lower() else _unmarked(attributes.get("caption", ""))
    words, width = attributes.get("alt") or attributes.get("title") or "", attributes.get("width", "")
    leads_to = attributes.get("link", "") if attributes.get("link", source) != source and "{{" not in attributes["link"] else ""
    if words and words != caption:
        return _leading(picture(words, source, width, caption), leads_to)
    before = match.string[: match.start()].rpartition("\n")[2]
    is_alone = not before.strip() and match.string[match.end() : match.end() + 1] in {"", "\n"}
    below = f"\n{before}/// caption\n{before}{caption}\n{before}///" if caption and is_alone else ""
    return f"{_leading(picture(caption, source, width), leads_to)}{below}"


def _captioned(attributes: dict[str, str]) -> str:
    """Return what Hugo writes below a picture: its title, and the caption under that."""
    said = [words for key in ("title", "caption") if (words := _unmarked(attributes.get(key, "")).strip())]
    return ("：" if written_in("".join(said)) != "en" else ": ").join(dict.fromkeys(said))


def _unmarked(text: str) -> str:
    return re.sub(r"[*_`]|<[^<>]*>", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text))


def _leading(shown: str, address: str) -> str:
    return f"[{shown}]({shielded(address)})" if address else shown


def _processed(match: re.Match[str]) -> str:
    """Return a picture of Docsy that Hugo would have made smaller; it is named without its ending at times."""
    first = re.match(r"\"([^\"]*)\"|'([^']*)'|([^\s\"']+)", match["args"])
    name = next(filter(None, first.groups()), "") if first else ""
    caption = " ".join((match["caption"] or "").split())
    words = re.sub(r"[*_`\[\]]", "", caption)
    return picture(words, name, "") + (f"\n/// caption\n{caption}\n///" if words else "") if name else match[0]


def _button(match: re.Match[str]) -> str:
    """Return a button as a link, and a card as an item with what it says below its title."""
    attributes = attributes_of(match[0])
    address = first_of(attributes, ("href", "relref", "link", "url"))
    if not address:
        return match[0]
    link = _link((match["text"] or first_of(attributes, ("title", "text", "label", "name"))).strip(), address)
    if "card" not in match["name"].lower():
        return link
    more = attributes.get("subtitle") or attributes.get("description") or ""
    return f"- {link}: {more}" if more else f"- {link}"


def _page(match: re.Match[str], path: str) -> str:
    """Return the path of a page within a link, and a link that gets the title of the page where it stands alone."""
    before = match.string[max(0, match.start() - 20) : match.start()].rstrip()
    if before.endswith(("(", "(<", '"', "'", "=", "}}", "]:")):
        return path
    return f"[{path.rpartition('/')[2]}]({shielded(path)})"


def _post(match: re.Match[str]) -> str:
    """Return what is shown from another site as a link to it."""
    attributes = attributes_of(match[0])
    bare = re.findall(r"(?<=\s)[\"']?([\w-]{1,60})[\"']?(?=\s)", match[0].partition(match["name"])[2])
    user, key = attributes.get("user") or (bare or [""])[0], attributes.get("id") or (bare[1:2] or [""])[0]
    site = "https://gist.github.com/{}/{}" if match["name"].lower() == "gist" else "https://x.com/{}/status/{}"
    return f"<{site.format(user, key)}>" if user and key else match[0]


def _said(tag: str) -> str:
    return first_of(attributes_of(tag), ("text", "content", "title", "name")) or positional(tag)


def _video(match: re.Match[str]) -> str:
    attributes = attributes_of(match[0])
    bare = re.match(r"\{\{[<%]\s*\w+\s+([\w-]{6,20})(?=\s|[>%])", match[0])
    key = attributes.get("id") or positional(match[0]) or (bare[1] if bare else "")
    if not key:
        return match[0]
    return f"<{_VIDEO_SITES[match['name'].lower()]}{key}>"


def _liquid_callout(match: re.Match[str]) -> str:
    attributes = attributes_of(match[0])
    text = attributes.get("content") or attributes.get("text") or attributes.get("message") or ""
    return f"\n\n{callout(match['kind'], attributes.get('title', ''))}\n\n    {text}\n" if text else match[0]


_TagForm = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _include(names: str, most: int) -> re.Pattern[str]:
    """Return the pattern of an include of Jekyll with values. most: characters of these."""
    return any_case(rf"\{{%-?\s*include\s+(?:\S*/)?(?:{names})(?:\.html?)?\s[^}}\n]{{1,{most}}}%\}}")


def _shortcode(name: str, most: int = 200) -> re.Pattern[str]:
    """Return the pattern of a shortcode of Hugo with values. most: characters of these."""
    return any_case(rf"\{{\{{[<%]\s*{name}(?:[^>%\n]|[>%](?!\}}\}})){{1,{most}}}[>%]\}}\}}")


def _included_video(match: re.Match[str]) -> str:
    attributes = attributes_of(match[0])
    address = attributes.get("url") or attributes.get("src") or ""
    if not address and attributes.get("id"):
        address = _VIDEO_SITES.get(attributes.get("provider", "youtube").lower(), "") + attributes["id"]
    return _link(attributes.get("title", ""), address) if address.startswith("http") else match[0]


_HEADINGS = {
    "prerequisites": ("Before you begin", "準備開始"),
    "objectives": ("Objectives", "目標"),
    "whatsnext": ("What's next", "下一步"),
    "cleanup": ("Cleaning up", "清理"),
    "synopsis": ("Synopsis", "概要"),
    "options": ("Options", "選項"),
    "seealso": ("See also", "另請參閱"),
    "discussion": ("Discussion", "討論"),
}


def _heading(match: re.Match[str]) -> str:
    """Return what the documentation of Kubernetes calls a part that all its pages have, in the language of the page."""
    words = _HEADINGS.get(match["key"].lower())
    return words[0 if written_in(match.string[:10_000]) == "en" else 1] if words else match[0]


TAGS: tuple[_TagForm, ...] = (
    (_include("video|youtube|vimeo", 400), _included_video),
    (_shortcode(r"filetree/file\s"), lambda match: f"- `{_said(match[0])}`"),
    (_shortcode(r"(?P<name>gist|tweet|x)\s"), _post),
    (any_case(r"\{\{[<%]\s*heading\s+\"?(?P<key>\w{1,40})\"?\s*[>%]\}\}"), _heading),
    (re.compile(r"\{:/\w*\}"), lambda _: ""),
    (re.compile(r"^[ \t]*<-{3,}>[ \t]*$", re.MULTILINE), lambda _: ""),
    (any_case(r"\{\{[<%]\s*icon\b[^\n]{0,80}?[>%]\}\}[ \t]?"), lambda _: ""),
    (_shortcode(r"badge\b"), lambda match: _said(match[0]) or match[0]),
    (_shortcode(r"kbd\b"), lambda match: f"<kbd>{_said(match[0])}</kbd>"),
    (any_case(r"\{%-?\s*embed\s[^}\n]{1,400}%\}(?:(?P<caption>[^{}]{0,400}?)\{%-?\s*endembed\s*-?%\})?"), _embed),
    (
        any_case(r"\{%-?\s*@mermaid/diagram\s+content=\"(?P<code>[^\"]{1,20000})\"[^}]{0,300}%\}"),
        lambda match: "\n```mermaid\n{}\n```\n".format(match["code"].strip("\n")),
    ),
    (
        any_case(r"\{%-?\s*@[\w/.-]{1,100}\s[^}]{0,2000}?\burl=\"(?P<url>https?://[^\"\s]{1,500})\"[^}]{0,2000}%\}"),
        lambda match: f"<{match['url']}>",
    ),
    (any_case(r"\{%-?\s*(?:content-ref|page-ref)\s[^}\n]{1,400}%\}"), lambda _: ""),
    (
        any_case(r"\{%-?\s*file\s+src=\"(?P<src>[^\"\n]{1,400})\"[^}\n]{0,200}%\}(?:(?P<text>[^{}]{0,300})\{%\s*endfile\s*%\})?"),
        _file,
    ),
    (_include("(?P<kind>note|tip|important|warning|alert|callout|info|danger|caution)", 1000), _liquid_callout),
    (_include("image|figure|img|inline_image|screenshot", 600), _figure),
    (
        any_case(
            r"\{%-?\s*include\s+(?:\S*/)?(?:toc|links|sidebar|footer|head|header|comments?|share)"
            r"(?:\.html?)?(?![\w.-])[^}\n]{0,200}%\}"
        ),
        lambda _: "",
    ),
    (any_case(r"\{%-?\s*(?:endstep|endcode|endraw|raw)\b[^}\n]{0,300}%\}"), lambda _: ""),
    (
        any_case(
            r"\{\{[<%]\s*imgproc\s+(?P<args>(?:[^>%\n]|[>%](?!\}\})){0,1000})[>%]\}\}"
            r"(?:(?P<caption>[^{}]{0,600})\{\{[<%]\s*/\s*imgproc\s*[>%]\}\})?"
        ),
        _processed,
    ),
    (_shortcode(r"(?:figure|img|image)\s", 1500), _figure),
    (_shortcode(r"(?P<name>youtube|vimeo)\s"), _video),
    (
        any_case(
            r"\{\{[<%]\s*(?:toc|br|pagebreak|children|section|rawhtml|/rawhtml|attachments|/attachments|version-check)\b"
            r"[^\n]{0,80}?[>%]\}\}"
        ),
        lambda _: "",
    ),
    (
        _shortcode(r"glossary_tooltip\s", 300),
        lambda match: attributes_of(match[0]).get("text") or attributes_of(match[0]).get("term_id") or match[0],
    ),
    (
        any_case(
            r"\{\{[<%]\s*(?P<name>button|card|link-card)\s(?:[^>%\n]|[>%](?!\}\})){0,300}(?:/\s*)?[>%]\}\}"
            r"(?:(?P<text>[^{}\n]{0,200})\{\{[<%]\s*/\s*button\s*[>%]\}\})?"
        ),
        _button,
    ),
    (
        any_case(r"\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?\"?(?P<path>[^\"\s>%]{1,300})\"?\s*[>%]\}\}"),
        lambda match: match["path"],
    ),
    (any_case(r"\{%-?\s*link\s+(?P<path>[^\s%}]{1,300})\s*-?%\}"), lambda match: _page(match, f"/{match['path'].lstrip('/')}")),
    (any_case(r"\{%-?\s*post_url\s+(?P<path>[^\s%}]{1,300})\s*-?%\}"), lambda match: _page(match, f"/_posts/{match['path']}.md")),
    (
        any_case(
            r"\{\{\s*['\"](?P<path>[^'\"\n]{0,300})['\"]\s*\|"
            r"\s*(?:relative_url|absolute_url|prepend:[^}\n|]{0,60})[^}\n]{0,60}\}\}"
        ),
        lambda match: match["path"],
    ),
    (any_case(r"\{\{-?\s*(?:site|page)\.(?:baseurl|url|root)\s*-?\}\}"), lambda _: ""),
    (
        re.compile(r"<(?:DocCardList|TOCInline|CodeBlock|BackToTop|Comments|Giscus|Contributors|Content)\b[^<>]{0,200}/>"),
        lambda _: "",
    ),
    (re.compile(r"^(#{1,6}[ \t][^\n]*?)[ \t]*<(?:Badge|Tag|Chip)\b[^<>]{0,300}/>", re.MULTILINE), lambda match: match[1]),
    (
        re.compile(r"<(?:Badge|Tag|Chip)\b[^<>]{0,300}/>"),
        lambda match: attributes_of(match[0]).get("text") or attributes_of(match[0]).get("label") or "",
    ),
    (
        re.compile(
            r"<(?P<tag>Link|DocLink|RouterLink|router-link)\s(?P<attributes>[^<>]{1,400})>(?P<text>[^<>]{1,300})</(?P=tag)>"
        ),
        lambda match: _link(
            match["text"], attributes_of(match["attributes"]).get("to") or attributes_of(match["attributes"]).get("href") or ""
        ),
    ),
)
"""Single tags, and what each becomes."""
