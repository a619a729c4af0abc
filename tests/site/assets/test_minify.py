"""Style sheets without comments and blanks mean the same."""

from __future__ import annotations

import pytest

from kbgen.site.assets.minify import minified


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("a { top: 0; left: 1px; }\n\nb { top: 0 }", "a{top:0;left:1px}b{top:0}"),
        ("a /* x */ b { top: 0 }", "a b{top:0}"),
        ('a::after { content: " ; /* no */ { } , : "; }', 'a::after{content:" ; /* no */ { } , : "}'),
        ("a::after { content: ';}'; }", "a::after{content:';}'}"),
        (r"""a::after { content: "\"; } /*"; top: 0 }""", r"""a::after{content:"\"; } /*";top:0}"""),
        ("a { width: calc(1px + 2 * (3px - 1rem)) }", "a{width:calc(1px + 2 * (3px - 1rem))}"),
        ("a :hover, a > b { margin: 0 auto }", "a :hover,a > b{margin:0 auto}"),
        ("@media (min-width: 1rem) and (color) { a { top: 0 } }", "@media (min-width:1rem) and (color){a{top:0}}"),
        ("a { mask: url(data:image/svg+xml;utf8,<svg  a=1, b>) }", "a{mask:url(data:image/svg+xml;utf8,<svg  a=1, b>)}"),
        ("a { font: 1rem/1.5 '蘋方, 繁' }", "a{font:1rem/1.5 '蘋方, 繁'}"),
    ],
)
def test_only_comments_and_blanks_that_part_nothing_go(written: str, published: str) -> None:
    assert minified(written.encode()).decode() == published
    assert minified(published.encode()).decode() == published
