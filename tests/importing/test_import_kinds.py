"""What the documentation of each tool shows that its pages may hold, a small tree each: nothing is lost or left as text."""

# ruff: noqa: E501 - pages as writers write them

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kbgen.importing.move import Moved, moved
from kbgen.importing.opening import opened
from kbgen.importing.sources import detected

_SIGNS: Mapping[str, Mapping[str, str]] = {
    "mkdocs": {"mkdocs.yml": "site_name: Kettle\n"},
    "docusaurus": {"docusaurus.config.js": "export default { title: 'Kettle', i18n: { defaultLocale: 'en' } };\n"},
    "vitepress": {"docs/.vitepress/config.ts": "export default { title: 'Kettle' }\n"},
    "hugo": {"hugo.toml": 'title = "Kettle"\n', "content/a/_index.md": "---\ntitle: A\n---\n\nAll.\n"},
    "jekyll": {"_config.yml": "title: Kettle\nbaseurl: /k\n"},
    "gitbook": {"SUMMARY.md": "* [First](a/first.md)\n"},
}
_PAGE = {
    "mkdocs": "docs/a/first.md",
    "docusaurus": "docs/a/first.mdx",
    "vitepress": "docs/a/first.md",
    "hugo": "content/a/first.md",
    "jekyll": "a/first.md",
    "gitbook": "a/first.md",
}


def outcome(folder: Path, tool: str, files: Mapping[str, str]) -> Moved:
    for name, text in {**_SIGNS[tool], **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    tree = opened(folder)
    assert detected(tree) == tool
    return moved(tree, tool, {"en": "en", "zh-hant": "zh-hant"})


def text_of(result: Moved, path: str) -> str:
    return result.files[path].decode()


@pytest.mark.parametrize(
    ("tool", "theirs", "ours"),
    [
        ("hugo", '{{< cards >}}\n{{< card link="../b/" title="B" >}}\n{{< card link="../c/" title="C" >}}\n{{< /cards >}}', "[B](../b/)"),
        ("hugo", "{{< youtube w7Ft2ymGmfc >}}", "<https://www.youtube.com/watch?v=w7Ft2ymGmfc>"),
        ("hugo", "{{</* figure */>}}", "`{{< figure >}}`"),
        ("hugo", '```\n{{</* figure src="a" */>}}\n```', '{{< figure src="a" >}}'),
        ("hugo", '{{< blocks/cover title="Hi" >}}\nWelcome.\n{{< /blocks/cover >}}', "\nWelcome.\n"),
        ("hugo", 'Press {{< kbd "Ctrl" >}} {{< icon "star" >}}', "Press <kbd>Ctrl</kbd>"),
        ("jekyll", "{% raw %}Use {{ it }} here.{% endraw %}", "Use \\{{ it }} here."),
        ("jekyll", "```liquid\n{% raw %}{{ it }}{% endraw %}\n```", "```liquid\n{{ it }}\n```"),
        ("jekyll", "{: .warning-title }\n> Careful\n>\n> Hot.", '!!! warning "Careful"\n\n    Hot.'),
        ("jekyll", '![x](https://a.b/k.png){: width="100" .border}', '![x](https://a.b/k.png){ width="100" }'),
        ("jekyll", '{% include figure image_path="https://a.b/k.png" alt="K" %}', "![K](https://a.b/k.png)"),
        ("jekyll", '{% include video id="abc" provider="youtube" %}', "<https://www.youtube.com/watch?v=abc>"),
        ("gitbook", '## Head <a href="#head" id="head"></a>', "## Head { #head }"),
        ("gitbook", '{% embed url="https://a.b" %}\nLook\n{% endembed %}', "[Look](https://a.b)"),
        ("gitbook", '<mark style="color:blue;">x</mark> <mark class="y">z</mark>', "x <mark>z</mark>"),
        ("gitbook", '<i class="fa-house">:house:</i> Home', " Home"),
        ("gitbook", '<figure><img src="https://a.b/k.png" alt="K"><figcaption><p>A <em>cap</em></p></figcaption></figure>', "*A cap*"),
        ("gitbook", '<pre class="language-js"><code class="lang-js">a &#x3C; <strong>b</strong>\n</code></pre>', "```js\na < b\n```"),
        (
            "gitbook",
            '<table data-view="cards"><thead><tr><th></th><th></th><th data-hidden data-card-target></th></tr></thead><tbody><tr>'
            '<td><strong>Boil</strong></td><td>How to</td><td><a href="https://a.b">b</a></td></tr></tbody></table>',
            "- [Boil](https://a.b): How to",
        ),
        ("mkdocs", "<table><tr><th>A</th><th>B</th></tr><tr><td>1<br>2</td><td><b>x</b> | y</td></tr></table>", "| 1<br>2 | **x** \\| y |"),
        (
            "vitepress",
            '<table>\n<tr><th colspan="2">Head</th><th>C</th></tr>\n<tr><td rowspan="2">a</td><td>b</td><td>1</td></tr>\n'
            "<tr><td>c</td><td>2</td></tr>\n</table>",
            "| Head |  | C |\n| --- | --- | --- |\n| a | b | 1 |\n| a | c | 2 |\n",
        ),
        ("mkdocs", '!!! note inline end "Side"\n    Text.', '!!! note "Side"\n    Text.'),
        ("mkdocs", "[](){ #here }\n\n## Head", "## Head { #here }"),
        ("vitepress", "::: raw\n<div>Text</div>\n:::", "\nText\n"),
        ("vitepress", "::: v-pre\n{{ x }}\n:::", "\n\\{{ x }}\n"),
        ("vitepress", "<span v-pre>{{ y }}</span>", "\\{{ y }}"),
        ("vitepress", ":::tabs\n== Mac\nA\n== Windows\nB\n:::", '=== "Mac"\n\n    A\n\n=== "Windows"\n\n    B\n'),
        ("vitepress", "<img :src=\"withBase('https://a.b/k.png')\" alt=\"K\">", "![K](https://a.b/k.png)"),
        ("docusaurus", '<CodeBlock language="js" title="a.js">\n{`let a;`}\n</CodeBlock>', '```js title="a.js"\nlet a;\n```'),
        (
            "docusaurus",
            "<Tabs values={[{label: 'On a Mac', value: 'm'}]}>\n<TabItem value=\"m\">A</TabItem>\n</Tabs>",
            '=== "On a Mac"\n\n    A\n',
        ),
        ("docusaurus", '<CodeBlock language="js">\n{`if (a) {\n  b;\n}`}\n</CodeBlock>', "```js\nif (a) {\n  b;\n}\n```"),
        ("mkdocs", "Type `git commit\n--amend` here.", "Type `git commit\n--amend` here.\n"),
        ("mkdocs", "> Type `a\n> b` here.\n\n- Type `a\n  b`.", "> Type `a\n> b` here.\n\n- Type `a\n  b`.\n"),
        ("gitbook", '{% hint style="info" %}\nType `a\nb` here.\n{% endhint %}', "!!! info\n\n    Type `a\n    b` here.\n"),
        ("mkdocs", "Text <!-- a\nnote --> goes on.", "Text <!-- a\nnote --> goes on.\n"),
        ("gitbook", "<pre><code>````md\n```js\n````\n</code></pre>", "`````\n````md\n```js\n````\n`````"),
        ("jekyll", "{% highlight md %}\n````md\n```js\n````\n{% endhighlight %}", "`````md\n````md\n```js\n````\n`````"),
        ("docusaurus", "<ThemedImage alt=\"K\" sources={{light: 'https://a.b/l.png', dark: 'd.png'}} />", "![K](https://a.b/l.png)"),
        ("mkdocs", r"Area $\pi_{a} r^2^$ of $x^{a.b}$, H~2~O.", r"Area $\pi_{a} r^2^$ of $x^{a.b}$, H<sub>2</sub>O."),
        ("docusaurus", "$$\n\\frac{a.b}{c} ~2~\n$$\n\nFor $5 and $10.", "$$\n\\frac{a.b}{c} ~2~\n$$\n\nFor $5 and $10."),
        ("jekyll", r"\(x^{2}\) and \[ {y}_{1}^2^ \]", r"\(x^{2}\) and \[ {y}_{1}^2^ \]"),
    ],
)  # fmt: skip
def test_each_form_has_its_own_here(tmp_path: Path, tool: str, theirs: str, ours: str) -> None:
    files = {_PAGE[tool]: f"---\ntitle: First\n---\n\nText of the page.\n\n{theirs}\n"}
    assert ours in text_of(outcome(tmp_path, tool, files), "en/a/first.md")


def test_keys_over_several_lines_leave_nothing_behind(tmp_path: Path) -> None:
    front = "---\ntitle: First\ndescription: >-\n  A long\n  description.\naliases:\n  - /old/\n  - /older/\ntags: [x]\n---\n\nText.\n"
    text = text_of(outcome(tmp_path, "hugo", {"content/a/first.md": front}), "en/a/first.md")
    assert text == (
        "---\ntitle: First\ndescription: A long description.\nkeywords: [x]\n"
        "aliases: ['/old/', '/older/', '/a/first/']\n---\n\nText.\n"
    )


def test_the_home_page_of_vitepress_keeps_its_buttons_and_features(tmp_path: Path) -> None:
    front = (
        "---\nlayout: home\nhero:\n  name: Kettle\n  tagline: Fast.\n  actions:\n    - text: Start\n      link: /a/first\n"
        "features:\n  - title: Quiet\n    details: You hear nothing.\n---\n"
    )
    text = text_of(
        outcome(tmp_path, "vitepress", {"docs/index.md": front, "docs/a/first.md": "# First\n\nText.\n"}), "en/index.md"
    )
    assert "title: Kettle\ndescription: Fast.\n" in text
    assert "[Start](a/first.md){ .button }\n\n- **Quiet**: You hear nothing.\n" in text


def test_what_stands_in_front_matter_is_no_description(tmp_path: Path) -> None:
    front = "---\ntitle: First\nprev:\n  text: 'Before'\n  link: '/x'\n---\n\nThe text of the first page.\n"
    assert "description: The text of the first page.\n" in text_of(
        outcome(tmp_path, "vitepress", {"docs/a/first.md": front}), "en/a/first.md"
    )


def test_translations_at_other_paths_are_pairs_by_their_key(tmp_path: Path) -> None:
    files = {
        "content/en/use/boil.md": "---\ntitle: Boil\ntranslationKey: boil\n---\n\nPress.\n",
        "content/zh/use/zhushui/index.md": '{\n  "title": "煮水",\n  "translationKey": "boil"\n}\n\n按下開關，水就會開。\n',
    }
    assert "煮水" in text_of(outcome(tmp_path, "hugo", files), "zh-hant/use/boil.md")


def test_every_set_of_documents_of_docusaurus_is_taken(tmp_path: Path) -> None:
    files = {
        "docusaurus.config.js": (
            "export default { title: 'K', i18n: { defaultLocale: 'en' }, presets: [['classic', { docs: { path: 'manual', "
            "routeBasePath: '/' } }]], plugins: [['@docusaurus/plugin-content-docs', { id: 'team', path: 'team', "
            "routeBasePath: 'people' }]] };"
        ),
        "manual/use/boil.md": "# Boil\n\nPress.\n",
        "team/who.md": "# Who\n\nBob.\n",
        "src/pages/about.md": "# About\n\nUs.\n",
        "i18n/zh-TW/docusaurus-plugin-content-docs-team/current/who.md": "# 誰\n\n是他。\n",
    }
    result = outcome(tmp_path, "docusaurus", files)
    assert "aliases: ['/use/boil/']" in text_of(result, "en/use/boil.md")
    assert "aliases: ['/people/who/']" in text_of(result, "en/team/who.md")
    assert "# 誰" not in text_of(result, "zh-hant/team/who.md")
    assert "Us." in text_of(result, "en/general/about.md")


@pytest.mark.parametrize(
    ("tool", "files"),
    [
        ("docusaurus", {
            "sidebars.js": "module.exports = { docs: [{ type: 'category', label: 'Using it', link: {type: 'generated-index'}, items: ['use/boil'] }] };",
            "docs/use/boil.md": "# Boil\n\nPress.\n",
        }),
        ("docusaurus", {
            "sidebars.js": "module.exports = { docs: { 'Using it': ['use/boil', 'use/clean'] } };",
            "docs/use/boil.md": "# Boil\n\nPress.\n",
        }),
        ("vitepress", {
            "docs/.vitepress/config.ts": "export default { themeConfig: { sidebar: [{ text: 'Using it', collapsed: true, items: [{ text: 'Boil', link: '/use/boil' }] }] } }",
            "docs/use/boil.md": "# Boil\n\nPress.\n",
        }),
        ("gitbook", {
            "SUMMARY.md": "# Contents\n\n* [Home](README.md)\n\n## Using it\n\n* [Boil](use/boil.md)\n\n***\n\n* [FAQ](faq.md)\n",
            "use/boil.md": "# Boil\n\nPress.\n", "faq.md": "# FAQ\n\nAsk.\n",
        }),
        ("mkdocs", {
            "mkdocs.yml": "site_name: K\nnav:\n  - Using it:\n    - Boil: use/boil.md\n",
            "docs/use/boil.md": "# Boil\n\nPress.\n",
        }),
    ],
)  # fmt: skip
def test_categories_are_called_as_the_menu_calls_them(tmp_path: Path, tool: str, files: Mapping[str, str]) -> None:
    assert "title: Using it\n" in text_of(outcome(tmp_path, tool, files), "en/use/index.md")


def test_menus_are_translated_where_static_i18n_says_how(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": (
            "site_name: K\nnav:\n  - Use:\n    - use/boil.md\nplugins:\n  - i18n:\n      docs_structure: suffix\n      languages:\n"
            "        - {locale: en, default: true}\n        - locale: zh-TW\n          nav_translations: {Use: 使用}\n"
        ),
        "docs/use/boil.md": "# Boil\n\nPress.\n",
        "docs/use/boil.zh-TW.md": "# 煮水\n\n按下開關。\n",
    }
    assert "title: 使用\n" in text_of(outcome(tmp_path, "mkdocs", files), "zh-hant/use/index.md")


def test_former_addresses_that_settings_and_lists_name_lead_on(tmp_path: Path) -> None:
    page = "---\ntitle: First\npermalink: /start/\nredirect_from:\n  - /old/\n  - /older.html\n---\n\nText.\n"
    jekyll = text_of(outcome(tmp_path / "jekyll", "jekyll", {"a/first.md": page}), "en/a/first.md")
    assert all(f"'/k{address}'" in jekyll for address in ("/start/", "/old/", "/older.html"))
    mkdocs = {
        "mkdocs.yml": "site_name: K\nplugins:\n  - redirects:\n      redirect_maps:\n        old/one.md: a/first.md\n",
        "docs/a/first.md": "# First\n\nText.\n",
    }
    assert "'/old/one/'" in text_of(outcome(tmp_path / "mkdocs", "mkdocs", mkdocs), "en/a/first.md")
    gitbook = {".gitbook.yaml": "redirects:\n  old/one: ./a/first.md\n", "a/first.md": "# First\n\nText.\n"}
    assert "'/old/one/'" in text_of(outcome(tmp_path / "gitbook", "gitbook", gitbook), "en/a/first.md")


def test_named_parts_and_lists_of_included_files_are_in_the_text(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: K\nmarkdown_extensions:\n  - pymdownx.snippets:\n      base_path: [docs/parts]\n",
        "docs/a/first.md": ('# First\n\n--8<-- "code.py:two"\n\n--8<--\none.md\ntwo.md\n--8<--\n\n;--8<-- "shown.md"\n'),
        "docs/parts/one.md": "Part one.\n",
        "docs/parts/two.md": "Part two.\n",
        "docs/parts/code.py": "a = 1\n# --8<-- [start:two]\nb = 2\n# --8<-- [end:two]\n",
    }
    result = outcome(tmp_path, "mkdocs", files)
    text = text_of(result, "en/a/first.md")
    assert "```python\nb = 2\n```" in text
    assert "Part one.\n\nPart two.\n" in text
    assert '`--8<-- "shown.md"`' in text
    assert not any("parts" in path for path in result.files)


def test_values_of_the_settings_stand_in_the_text(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: K\nextra:\n  version: 1.2\n",
        "docs/a/first.md": "# First\n\nOf {{ version }} and {{ other }}.\n",
    }
    assert "Of 1.2 and {{ other }}." in text_of(outcome(tmp_path, "mkdocs", files), "en/a/first.md")


def test_anchors_lead_to_the_heading_that_the_former_site_meant(tmp_path: Path) -> None:
    links = "[title](a.md#_1) [期限](a.md#_2) [運費](a.md#_3) [例外](a.md#_4) [b](b.md#_1) [own](#_1) [top](c.md#first)"
    files = {
        "docs/x/a.md": "# 退款\n\n退款需時七日。\n\n## 期限\n\n七日。\n\n## 運費\n\n免費。\n\n## FAQ\n\n有。\n\n## 例外\n\n無。\n",
        "docs/x/b.md": "---\ntitle: 換貨\n---\n\n換貨需時七日。\n\n## 步驟\n\n先寄回。\n",
        "docs/x/c.md": "# First\n\n第一頁有這些文字。\n",
        "docs/x/d.md": f"---\ntitle: 連結\n---\n\n這頁有這些連結：{links}\n\n## 結尾\n\n完。\n",
    }
    text = text_of(outcome(tmp_path, "mkdocs", files), "zh-hant/x/d.md")
    assert "[title](a.md) [期限](a.md#期限) [運費](a.md#運費) [例外](a.md#例外) [b](b.md#步驟) [own](#結尾) [top](c.md)" in text


def test_no_page_is_left_without_a_word(tmp_path: Path) -> None:
    files = {
        "docs/a/first.md": "# First\n\nText.\n",
        "docs/a/empty.md": "# Only a title\n",
        "docs/a/[id].md": "# {{ $params.id }}\n\nText.\n",
        "other/notes.md": "# Notes\n\nText.\n",
    }
    said = {task.what: task.places for task in outcome(tmp_path, "vitepress", files).tasks}
    assert said["1 file not taken, because each has a title and no text"] == ("docs/a/empty.md",)
    assert said["1 file not taken, because each is the pattern of pages that a program makes"] == ("docs/a/[id].md",)
    assert said["1 file not taken, because each lies where the other tool has no pages"] == ("other/notes.md",)
