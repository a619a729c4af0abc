"""Former addresses of articles → where they are now."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from kbgen.content.addresses import page_url, relative_url
from kbgen.site.outputs.policy import REDIRECT_POLICY
from kbgen.site.portal import Portal


def redirects(portal: Portal) -> Iterator[tuple[str, str]]:
    """Yield a path and a small page for each former address; it works on any host and without JavaScript."""
    for (language, article_id), rendered in portal.rendered.items():
        for alias in rendered.article.front.aliases:
            path = f"{portal.settings.folders[language]}/{alias}.md"
            former = page_url(path, use_directory_urls=portal.settings.use_directory_urls)
            current = portal.url((language, article_id))
            target = escape(relative_url(current, former))
            canonical = escape(portal.settings.site_url + current if portal.settings.site_url else target)
            title = escape(rendered.article.front.title)
            text = (
                f'<!doctype html>\n<html lang="{portal.settings.lang_tag(language)}">\n<head>\n<meta charset="utf-8">\n'
                f'<meta http-equiv="Content-Security-Policy" content="{REDIRECT_POLICY}">\n'
                f'<title>{title}</title>\n<meta http-equiv="refresh" content="0; url={target}">\n'
                f'<meta name="robots" content="noindex">\n<link rel="canonical" href="{canonical}">\n</head>\n'
                f'<body>\n<p><a href="{target}">{title}</a></p>\n</body>\n</html>\n'
            )
            name = path.removesuffix(".md")
            html_path = f"{name}/index.html" if portal.settings.use_directory_urls else f"{name}.html"
            yield html_path, text
