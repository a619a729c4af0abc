"""`kbgen import`: a small tree of each tool, moved in as a team would."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from kbgen.commands.main import main

TREES: Mapping[str, Mapping[str, str]] = {
    "mkdocs": {
        "mkdocs.yml": (
            "site_name: Lamp docs\nsite_url: https://lamp.example/\nnav:\n  - Home: index.md\n  - Guide:\n"
            "    - guide/second.md\n    - Start here: guide/first.md\nmarkdown_extensions:\n  - pymdownx.emoji\n"
            "plugins:\n  - i18n:\n      languages:\n        - locale: en\n"
            "          default: true\n        - locale: zh-TW\n"
        ),
        "docs/index.md": "# Lamp\n\nWelcome to the lamp.\n",
        "docs/index.zh-TW.md": "# 檯燈\n\n歡迎使用檯燈。\n",
        "docs/guide/first.md": (
            "# First steps\n\nPlug the lamp in and press the switch.\n\n"
            "See [the second page](second.md#turn-it-off) and ![the switch](../img/switch%20on.png){ width=300 }.\n"
            "\n"
            ":material-lamp:{ .lg } A lamp. :warning: Hot.\n\n"
            '<div class="grid" markdown>\n\nInside the grid.\n\n</div>\n\n--8<-- "snippets/safety.md"\n\n'
            "```python\nprint('{{ not a variable }}')  # :material-lamp:\n```\n"
        ),
        "docs/guide/second.md": "# Second\n\nMore about the lamp.\n\n## Turn it off\n\nPress again.\n",
        "docs/guide/first.zh-TW.md": "# 第一步\n\n插上檯燈並按下開關。\n\n另見 [第二頁](second.md)。\n",
        "docs/img/switch on.png": "not really a picture",
        "snippets/safety.md": "Keep the lamp dry.\n",
    },
    "docusaurus": {
        "docusaurus.config.js": (
            "export default {\n  title: 'Lamp docs',\n  url: 'https://lamp.example',\n  baseUrl: '/',\n"
            "  i18n: { defaultLocale: 'en', locales: ['en', 'zh-TW'] },\n};\n"
        ),
        "docs/guide/_category_.json": '{"label": "Lamp guide", "position": 2}',
        "docs/guide/01-first.mdx": (
            "---\nsidebar_position: 1\nslug: /start\n---\n\n"
            "import Tabs from '@theme/Tabs';\nimport TabItem from '@theme/TabItem';\n"
            "import Safety from './_safety.mdx';\n\n# First steps\n"
            "\nPlug the lamp in.\n\n<Safety />\n\n{/* to do */}\n\n"
            '<Tabs>\n  <TabItem value="mac" label="On a Mac">\n\n    Press `cmd`.\n\n  </TabItem>\n'
            '  <TabItem value="win" label="On Windows">\n\n    Press `ctrl`.\n\n  </TabItem>\n</Tabs>\n\n'
            ":::tip[Save power]\n\nTurn it off.\n\n:::\n\n"
            '<Admonition type="warning" title="Hot">\n\nDo not touch.\n\n</Admonition>\n\n'
            "See [the other](./02-second.md) and ![a switch](/img/switch.png).\n\n"
            "<img src={require('./lamp.png').default} alt=\"A lamp\" />\n"
        ),
        "docs/guide/_safety.mdx": "Keep the lamp dry.\n",
        "docs/guide/02-second.md": "# Second\n\nMore about the lamp.\n",
        "docs/guide/lamp.png": "not really a picture",
        "static/img/switch.png": "not really a picture",
        "i18n/zh-TW/docusaurus-plugin-content-docs/current/guide/01-first.mdx": "# 第一步\n\n插上檯燈並按下開關。\n",
        "i18n/zh-TW/docusaurus-plugin-content-docs/current.json": (
            '{"sidebar.docs.category.Lamp guide": {"message": "檯燈指南", "description": "x"}}'
        ),
    },
    "vitepress": {
        "docs/.vitepress/config.mts": (
            "export default { title: 'Lamp docs', locales: { root: { label: 'English', lang: 'en' } },\n"
            "  themeConfig: { sidebar: [ { text: 'First', link: '/guide/first' }, "
            "{ text: 'Second', link: '/guide/second' } ] } }\n"
        ),
        "docs/index.md": "---\nlayout: home\nhero:\n  name: Lamp\n  tagline: A lamp for your desk.\n---\n",
        "docs/guide/first.md": (
            "# First steps\n\nPlug the lamp in.\n\n[[toc]]\n\n::: code-group\n\n"
            "```sh [npm]\nnpm i lamp\n```\n\n```sh [yarn]\nyarn add lamp\n```\n\n:::\n\n"
            'Then <Badge type="tip" text="new" /> see [the second](/guide/second#turn-it-off) and ![a switch](/switch.png).\n'
            "\n"
            "::: details Why?\nBecause.\n:::\n"
        ),
        "docs/guide/second.md": "# Second\n\nMore about the lamp.\n\n## Turn it off {#turn-it-off}\n\nPress again.\n",
        "docs/zh/guide/first.md": "# 第一步\n\n插上檯燈並按下開關，燈就會亮起來。\n",
        "docs/public/switch.png": "not really a picture",
    },
    "hugo": {
        "hugo.toml": 'title = "Lamp docs"\nbaseURL = "https://lamp.example/"\ndefaultContentLanguage = "en"\n',
        "content/en/docs/_index.md": '+++\ntitle = "Docs"\nweight = 1\n+++\n',
        "content/en/docs/guide/_index.md": '+++\ntitle = "Lamp guide"\nweight = 3\n+++\n',
        "content/en/docs/guide/first/index.md": (
            '+++\ntitle = "First steps"\nweight = 10\ntags = ["lamp", '
            '"desk"]\naliases = ["/start/"]\ntype = "docs"\n+++\n\n'
            "Plug the lamp in.\n\n"
            '{{< figure src="lamp.png" alt="A lamp" >}}\n\n'
            '{{% alert title="Hot" color="warning" %}}\nDo not touch.\n{{% /alert %}}\n\n'
            '{{< tabs >}}\n{{< tab "Mac" >}}\nPress cmd.\n{{< /tab >}}\n'
            '{{< tab "Windows" >}}\nPress ctrl.\n{{< /tab >}}\n{{< /tabs >}}\n\n'
            'See [the second]({{< ref "second.md#turn-it-off" >}}).\n'
        ),
        "content/en/docs/guide/first/lamp.png": "not really a picture",
        "content/en/docs/guide/second.md": "---\ntitle: Second\n---\n\nMore about the lamp.\n\n## Turn it off\n\nPress again.\n",
        "content/en/docs/care/clean.md": "---\ntitle: Clean it\n---\n\nWipe the lamp with a cloth.\n",
        "content/zh-hant/docs/guide/_index.md": "---\ntitle: 檯燈指南\n---\n",
        "content/zh-hant/docs/guide/first/index.md": "---\ntitle: 第一步\n---\n\n插上檯燈並按下開關。\n",
    },
    "jekyll": {
        "_config.yml": "title: Lamp docs\nurl: https://lamp.example\nbaseurl: ''\n",
        "index.md": "---\ntitle: Lamp\n---\n\nWelcome to the lamp.\n",
        "guide/first.md": (
            "---\ntitle: First steps\npermalink: /start/\nnav_order: 2\nkeywords: lamp, "
            "desk\n---\n\n## On this page\n{: .no_toc }\n\n* TOC\n{:toc}\n\n"
            "Plug the lamp in.\n\n{: .warning }\nDo not touch.\n"
            "\n{% highlight sh %}\nlamp on\n{% endhighlight %}\n\n"
            "See [the second]({% link guide/second.md %}) and ![a switch]({{ site.baseurl }}/assets/switch.png).\n"
        ),
        "guide/second.md": "---\ntitle: Second\n---\n\nMore about the lamp.\n",
        "_posts/2024-05-01-news.md": "---\ntitle: A new lamp\nlayout: post\n---\n\nThere is a new lamp.\n",
        "zh-tw/guide/first.md": "---\ntitle: 第一步\nlang: zh-tw\n---\n\n插上檯燈並按下開關。\n",
        "assets/switch.png": "not really a picture",
        "README.md": "For developers.\n",
    },
    "gitbook": {
        "SUMMARY.md": (
            "# Summary\n\n* [Lamp](README.md)\n\n## Guide\n\n* [First steps](guide/first.md)\n* [Second](guide/second.md)\n"
        ),
        "README.md": "# Lamp\n\nWelcome to the lamp.\n",
        "guide/first.md": (
            "---\ndescription: How to turn the lamp on.\n---\n\n# First steps\n\nPlug the lamp in.\n\n"
            '{% hint style="danger" %}\nDo not touch.\n{% endhint %}\n\n'
            '{% tabs %}\n{% tab title="Mac" %}\nPress cmd.\n{% endtab %}\n\n'
            '{% tab title="Windows" %}\n{% code title="a.sh" %}\n```sh\n'
            "lamp on\n```\n{% endcode %}\n{% endtab %}\n{% endtabs %}\n\n"
            '{% content-ref url="second.md" %}\n[second.md](second.md)\n{% endcontent-ref %}\n\n'
            '<figure><img src="../.gitbook/assets/lamp (1).png" alt="A lamp"><figcaption><p>The lamp</p></figcaption></figure>\n'
            ""
        ),
        "guide/second.md": "# Second\n\nMore about the lamp.\n",
        ".gitbook/assets/lamp (1).png": "not really a picture",
    },
}


def write_tree(folder: Path, tool: str, files: Mapping[str, str] | None = None) -> Path:
    for name, text in {**TREES[tool], **(files or {})}.items():
        path = folder / tool / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / tool


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The site that each tree became."""
    folder = tmp_path_factory.mktemp("moved")
    for tool in TREES:
        assert main(["import", str(write_tree(folder / "sources", tool)), str(folder / tool)]) == 0
    return {tool: folder / tool for tool in TREES}


def article_of(site: Path, path: str) -> str:
    return (site / "content" / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("tool", TREES)
def test_a_tree_of_each_tool_becomes_a_site_without_errors(sites: Mapping[str, Path], tool: str) -> None:
    assert main(["check", "--config", str(sites[tool] / "mkdocs.yml")]) == 0


@pytest.mark.parametrize("tool", TREES)
def test_no_syntax_of_the_other_tool_is_left(sites: Mapping[str, Path], tool: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--json", "--config", str(sites[tool] / "mkdocs.yml")])
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [
        problem for problem in problems if problem["code"] in {"foreign-syntax", "raw-html", "broken-link", "broken-anchor"}
    ] == []


@pytest.mark.parametrize("tool", TREES)
def test_a_second_import_writes_nothing(
    sites: Mapping[str, Path], tool: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", "--json", str(write_tree(tmp_path, tool)), str(sites[tool])])
    outcome = json.loads(capsys.readouterr().out)
    assert (outcome["written"], outcome["kept"], outcome["removed"]) == ([], [], [])


def test_both_languages_of_a_page_become_a_pair(sites: Mapping[str, Path]) -> None:
    assert article_of(sites["mkdocs"], "en/guide/first.md").startswith("---\ntitle: First steps\ndescription:")
    assert article_of(sites["mkdocs"], "zh-hant/guide/first.md").startswith("---\ntitle: 第一步\n")
    assert "第一步" in article_of(sites["docusaurus"], "zh-hant/guide/first.md")
    assert "第一步" in article_of(sites["vitepress"], "zh-hant/guide/first.md")
    assert "第一步" in article_of(sites["hugo"], "zh-hant/guide/first/index.md")
    assert "第一步" in article_of(sites["jekyll"], "zh-hant/guide/first.md")


def test_links_lead_to_articles_and_pictures_are_copied(sites: Mapping[str, Path]) -> None:
    text = article_of(sites["mkdocs"], "en/guide/first.md")
    assert "[the second page](second.md#turn-it-off)" in text
    assert "![the switch](../../assets/img/switch-on.png){ width=300 }" in text
    assert (sites["mkdocs"] / "content/assets/img/switch-on.png").is_file()
    assert "![a switch](../../assets/img/switch.png)" in article_of(sites["docusaurus"], "en/guide/first.md")
    assert "[the second](second.md#turn-it-off)" in article_of(sites["vitepress"], "en/guide/first.md")
    assert "[the second](../second.md#turn-it-off)" in article_of(sites["hugo"], "en/guide/first/index.md")
    assert "[the second](second.md)" in article_of(sites["jekyll"], "en/guide/first.md")
    assert "![A lamp](../../assets/lamp-1-.png)" in article_of(sites["gitbook"], "en/guide/first.md")


def test_former_addresses_lead_on(sites: Mapping[str, Path]) -> None:
    assert "aliases: ['/guide/first/']" in article_of(sites["mkdocs"], "en/guide/first.md")
    assert "'/docs/start/'" in article_of(sites["docusaurus"], "en/guide/first.md")
    assert "'/guide/first.html'" in article_of(sites["vitepress"], "en/guide/first.md")
    assert "'/start/'" in article_of(sites["hugo"], "en/guide/first/index.md")
    assert "'/start/'" in article_of(sites["jekyll"], "en/guide/first.md")
    assert "'/2024/05/01/news.html'" in article_of(sites["jekyll"], "en/posts/news.md")


def test_boxes_and_tabs_become_those_of_kbgen(sites: Mapping[str, Path]) -> None:
    docusaurus = article_of(sites["docusaurus"], "en/guide/first.md")
    assert '=== "On a Mac"\n\n    Press `cmd`.' in docusaurus
    assert '!!! warning "Hot"\n\n    Do not touch.' in docusaurus
    assert "Keep the lamp dry." in docusaurus
    assert "import " not in docusaurus
    hugo = article_of(sites["hugo"], "en/guide/first/index.md")
    assert '!!! warning "Hot"\n\n    Do not touch.' in hugo
    assert '=== "Windows"\n\n    Press ctrl.' in hugo
    gitbook = article_of(sites["gitbook"], "en/guide/first.md")
    assert "!!! danger\n\n    Do not touch." in gitbook
    assert '=== "Windows"\n\n    ```sh title="a.sh"\n    lamp on\n    ```' in gitbook
    assert '=== "yarn"\n\n    ```sh [yarn]' in article_of(sites["vitepress"], "en/guide/first.md")
    jekyll = article_of(sites["jekyll"], "en/guide/first.md")
    assert "!!! warning\n\n    Do not touch." in jekyll
    assert "```sh\nlamp on\n```" in jekyll


def test_code_stays_to_the_last_character(sites: Mapping[str, Path]) -> None:
    assert "print('{{ not a variable }}')  # :material-lamp:" in article_of(sites["mkdocs"], "en/guide/first.md")


def test_included_text_stands_in_the_article(sites: Mapping[str, Path]) -> None:
    assert "Keep the lamp dry." in article_of(sites["mkdocs"], "en/guide/first.md")


def test_front_matter_gets_the_keys_of_kbgen(sites: Mapping[str, Path]) -> None:
    hugo = article_of(sites["hugo"], "en/guide/first/index.md")
    assert "order: 10\n" in hugo
    assert "keywords: [lamp, desk]\n" in hugo
    jekyll = article_of(sites["jekyll"], "en/guide/first.md")
    assert "order: 2\n" in jekyll
    assert "keywords: [lamp, desk]\n" in jekyll


def test_categories_have_the_names_of_the_source_in_both_languages(sites: Mapping[str, Path]) -> None:
    assert "title: Lamp guide\n" in article_of(sites["docusaurus"], "en/guide/index.md")
    assert "title: 檯燈指南\n" in article_of(sites["docusaurus"], "zh-hant/guide/index.md")
    assert "title: 檯燈指南\n" in article_of(sites["hugo"], "zh-hant/guide/index.md")


def test_a_category_that_nobody_named_is_a_draft_that_check_names(
    sites: Mapping[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--config", str(sites["hugo"] / "mkdocs.yml")])
    assert "content/en/care/index.md:5: warning: this article is unfinished [unfinished-article]" in capsys.readouterr().err
