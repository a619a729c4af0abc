"""What the documentation of each tool shows that its pages may hold: each form has its own here, or becomes text."""

# ruff: noqa: E501 - pages as writers write them

from __future__ import annotations

from pathlib import Path

import pytest
from small_trees import PAGE, outcome, text_of

from kbgen.render.forms import FORMS


@pytest.mark.parametrize(
    ("tool", "theirs", "ours"),
    [
        ("hugo", '{{< cards >}}\n{{< card link="../b/" title="B" >}}\n{{< card link="../c/" title="C" >}}\n{{< /cards >}}', "[B](../b/)"),
        ("docusaurus", '## Boil \\{#boil}', "## Boil { #boil }"),
        ("docusaurus", "<NavGroup\n  label=\"Use\"\n  items={[\n    {icon: <Icon />, docId: 'a/first'},\n    {type: 'link', label: 'B', href: 'https://a.b', description:\n 'All of it.', customProps: {icon: <Icon />}},\n  ]}\n/>",
         "**Use**\n\n- [First](first.md)\n- [B](https://a.b): All of it."),
        ("docusaurus", '<Url type="inline" style={{ margin: 1 }} href="https://a.b">\n  Boil\n</Url>', "[Boil](https://a.b)"),
        ("docusaurus", '<Card title="B" href="https://a.b">\nAll of it.\n</Card>', "- [B](https://a.b): All of it."),
        ("docusaurus", "<APITable>\n\n| a | b |\n|---|---|\n| c | {'<T>'} |\n\n</APITable>", "| a | b |\n|---|---|\n| c | \\<T> |"),
        ("docusaurus", "<Hot color=\"red\">Red</Hot> is {'{'}hot{'}'}.", "Red is \\{hot\\}."),
        ("docusaurus", '<Tabs>\n<TabItem value="w" label={<span>Win</span>}>A</TabItem>\n</Tabs>', '=== "Win"\n\n    A'),
        ("docusaurus", "import Plan from './plan.svg';\n\n<Plan style={{ width: '100%' }} title=\"The plan\" />", "![The plan](../../assets/plan.svg)"),
        ("jekyll", "Quoted\n{: .notice--warning }", "!!! warning\n\n    Quoted\n"),
        ("jekyll", "> Quoted\n> too\n{: .prompt-tip }", "!!! tip\n\n    Quoted\n    too\n"),
        ("jekyll", '<div class="alert alert-danger" role="alert">\nHot.\n</div>', "!!! danger\n\n    Hot.\n"),
        ("jekyll", "## Table of contents\n{: .no_toc .text-delta }\n\n1. TOC\n{:toc}\n\n## B\n\nText.", "Text of the page.\n\n\n## B"),
        ("jekyll", "{::nomarkdown}<b>x</b>{:/nomarkdown}", "**x**\n"),
        ("jekyll", "Of {{ site.title }}.", "Of Kettle."),
        ("jekyll", "Read {% include note.html content=\"On.\" %}", "Read \n\n!!! note\n\n    On."),
        ("mkdocs", "<ul class=\"x\"><li>a</li><li>b\n<ol start=\"3\"><li>c</li></ol></li></ul>", "- a\n- b\n\n  3. c"),
        ("mkdocs", "<dl><dt>Term</dt><dd>Its meaning</dd></dl>", "Term\n:   Its meaning"),
        ("mkdocs", "| a | b |\n|---|---|\n| c | <ul><li>x</li><li>y</li></ul> |", "| c | • x<br>• y |"),
        ("mkdocs", '<span style="x">Red</span> is hot.', "\nRed is hot."),
        ("gitbook", '{% content-ref url="first.md" %}\n[first.md](first.md)\n{% endcontent-ref %}', "[First](first.md)"),
        ("gitbook", '{% code title="a.sh" overflow="wrap" %}\n```bash\na\n```\n{% endcode %}', '```bash title="a.sh"\na\n```'),
        ("gitbook", '{% @mermaid/diagram content="graph TD\nA --> B" %}', "```mermaid\ngraph TD\nA --> B\n```"),
        ("gitbook", '{% @github-files/github-code-block url="https://a.b/c" %}', "<https://a.b/c>"),
        ("gitbook", '<a href="https://a.b" class="button primary">Start</a>', "[Start](https://a.b){ .button }"),
        ("gitbook", '{% swagger method="get" path="/a" summary="Get a" %}\n{% swagger-description %}\nGets it.\n{% endswagger-description %}\n{% endswagger %}',
         "**Get a**: `GET /a`\n\nGets it."),
        ("gitbook", '{% openapi src="https://a.b" path="/p" method="get" %}\n[p](https://a.b)\n{% endopenapi %}', "`GET /p`\n\n[p](https://a.b)\n"),
        ("gitbook", '{% openapi-operation spec="p" path="/pet" method="post" %}\n[寵物](https://a.b)\n{% endopenapi-operation %}', "`POST /pet`\n\n[寵物](https://a.b)\n"),
        ("gitbook", '{% swagger-parameter in="query" name="page" type="Integer" required="true" %}\nThe page\n{% endswagger-parameter %}', "- `page` (query, Integer, required)\n\n    The page\n"),
        ("gitbook", '{% swagger-response status="200: OK" description="Fine" %}\nAll.\n{% endswagger-response %}', "**200: OK**: Fine\n\nAll.\n"),
        ("gitbook", '{% updates %}\n{% update date="2025-01-01" tags="new" %}\n更新。\n{% endupdate %}\n{% endupdates %}', "**2025-01-01** – new\n\n更新。\n"),
        ("gitbook", '{% file src="https://a.b/x.zip" caption="Zip file" %}', "[Zip file](https://a.b/x.zip)\n"),
        ("gitbook", '<table data-view="cards"><thead><tr><th></th><th></th><th data-hidden data-card-target></th></tr></thead><tbody><tr><td><h4><i class="fa-leaf">:leaf:</i></h4></td><td><strong>Quick</strong></td><td><a href="https://a.b">a</a></td></tr></tbody></table>', "- [Quick](https://a.b)\n"),
        ("mkdocs", "{++add++}{--del--} {~~a~>b~~} {>>why<<}{==mark==}", "add b==mark=="),
        ("mkdocs", "[A](https://a.b){ data-preview }", "[A](https://a.b)\n"),
        ("vitepress", "## Boil <Badge type=\"tip\" text=\"^1.9\" />", "## Boil\n"),
        ("hugo", '{{< card link="../b/" title="B" subtitle="All of it" >}}', "- [B](../b/): All of it"),
        ("hugo", '{{< tabs items="Mac,Linux" >}}\n{{< tab >}}A{{< /tab >}}\n{{< tab >}}B{{< /tab >}}\n{{< /tabs >}}', '=== "Linux"\n\n    B'),
        (
            "hugo",
            '{{< tabpane lang="bash" >}}\n{{< tab header="Mac" >}}\n# boil\necho 1\n{{< /tab >}}\n{{< /tabpane >}}',
            '=== "Mac"\n\n    ```bash\n    # boil\n    echo 1\n    ```',
        ),
        ("hugo", '{{< tabpane text=true >}}\n{{< tab header="Mac" >}}**A**{{< /tab >}}\n{{< /tabpane >}}', '=== "Mac"\n\n    **A**'),
        ("hugo", "{{< mermaid >}}\ngraph TD; A-->B\n{{< /mermaid >}}", "```mermaid\ngraph TD; A-->B\n```"),
        ("hugo", "{{< katex display=true >}}\nx^2\n{{< /katex >}}", "$$\nx^2\n$$"),
        ("hugo", '{{< table caption="T" >}}\n| a | b |\n|---|---|\n| c | d |\n{{< /table >}}', "| a | b |\n|---|---|\n| c | d |"),
        ("hugo", "{{< filetree/folder name=\"docs\" >}}\n{{< filetree/file name=\"a.md\" >}}\n{{< /filetree/folder >}}", "- `docs`\n\n    - `a.md`"),
        ("hugo", '{{< figure src="my k.png" alt="K" >}}', "![K](../../assets/my-k.png)"),
        ("hugo", '{{< figure src="圖 一.png" alt="圖" >}}', "![圖](../../assets/%E5%9C%96-%E4%B8%80.png)"),
        ("hugo", '{{< imgproc "my k (1).png" Fill "10x10" >}}Cap{{< /imgproc >}}', "![Cap](../../assets/my-k-1-.png)"),
        ("hugo", '{{< card link="../b c/" title="B" >}}', "- [B](<../b c/>)"),
        ("jekyll", '{% include figure image_path="img/my k.png" alt="K" %}', "![K](../../assets/img/my-k.png)"),
        ("gitbook", '{% file src="my file (1).pdf" %}', "[my file (1).pdf](<my file (1).pdf>)"),
        ("gitbook", '{% file src="<my file (1).pdf>" %}', "[my file (1).pdf](<my file (1).pdf>)"),
        ("gitbook", '{% embed url="https://a.b/c d" %}', "[https://a.b/c d](<https://a.b/c d>)"),
        ("docusaurus", "<CardList items={[{title: 'B', href: '/b c'}]} />", "- [B](</b c>)"),
        ("docusaurus", "<CardList items={[{title: 'Use } here', href: '/x'}, {label: 'B', to: '/y'}]} />", "- [Use } here](/x)\n- [B](/y)"),
        ("docusaurus", "<CardList items={[{title: 'Set {name}', desc: \"It's {\", link: '/y'}]} />", "- [Set \\{name}](/y): It's \\{\n"),
        ("docusaurus", "<CardList items={[{title: '設定 {name}', href: '/x'}]} />", "- [設定 \\{name}](/x)"),
        ("docusaurus", "<CardList items={[{href: '/use/boil/'}]} />", "- [boil](/use/boil/)"),
        ("docusaurus", '<Own href="/use/boil/">\n\nBoil.\n\nPour.\n\n</Own>', "**[boil](/use/boil/)**\n\nBoil.\n\nPour."),
        ("docusaurus", '<Own title="B" href="/b (c)/x y" />', "[B](</b (c)/x y>)"),
        ("hugo", "{{< gist octocat 123 >}}", "<https://gist.github.com/octocat/123>"),
        ("hugo", "{{< columns >}}\nA\n\n<--->\n\nB\n{{< /columns >}}", "A\n\n\n\nB"),
        ("docusaurus", "````mdx-code-block\n<Tabs>\n<TabItem value=\"m\" label=\"Mac\">\n\n```sh\na\n```\n\n</TabItem>\n</Tabs>\n````",
         '=== "Mac"\n\n    ```sh\n    a\n    ```'),
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
        ("gitbook", '<figure><img src="https://a.b/k.png" alt="K"><figcaption><p>A <em>cap</em></p></figcaption></figure>', "/// caption\nA *cap*\n///"),
        ("docusaurus", '<table><tr><th>A</th><th>B</th></tr><tr><td><ol><li>x</li><li>y</li></ol></td><td><pre><code>a|b\n`c`</code></pre></td></tr><tr><td><h4>H</h4><p>p</p><p>q</p></td><td><ul><li>z</li></ul></td></tr></table>',
         "| 1. x<br>2. y | `a\\|b`<br>`` `c` `` |\n| **H**<br>p<br>q | • z |"),
        ("docusaurus", "<table>\n<tr><th>A</th><th>B</th></tr>\n<tr><td>\n\n- x\n- y\n\n</td><td>\n\n```js\na;\nb;\n```\n\n</td></tr>\n</table>", "| • x<br>• y | `a;`<br>`b;` |"),
        ("docusaurus", "| A | B |\n|---|---|\n| <pre>a<br/>b</pre> | <code>c &#124; d</code> |", "| `a`<br>`b` | `c \\| d` |"),
        ("docusaurus", '<Tabs><TabItem value="a" label="Mac">Cmd.</TabItem><TabItem value="b" label="Win">Ctrl.</TabItem></Tabs>', '=== "Mac"\n\n    Cmd.\n=== "Win"\n\n    Ctrl.'),
        ("docusaurus", "import L from './l.png';\nimport D from './d.png';\n\n<ThemedImage alt=\"K\" sources={{ light: L, dark: D }} />", "![K](../../assets/l.png#only-light)![K](../../assets/d.png#only-dark)"),
        ("mkdocs", '<picture>\n<source media="(prefers-color-scheme: dark)" srcset="https://a.b/d.png 1x, e.png 2x">\n<img alt="K" src="https://a.b/l.png" width="300">\n</picture>',
         "![K](https://a.b/l.png#only-light){ width=300 }![K](https://a.b/d.png#only-dark){ width=300 }"),
        ("mkdocs", '- x\n\n    <figure>\n      <img src="https://a.b/k.png" alt="K">\n      <figcaption>Cap</figcaption>\n    </figure>', "    ![K](https://a.b/k.png)\n\n    /// caption\n    Cap\n    ///"),
        ("hugo", '{{< figure src="https://a.b/k.png" alt="K" caption="Cap *of* [it](x)" >}}', '![K](https://a.b/k.png "Cap of it")'),
        ("hugo", '{{< figure src="https://a.b/k.png" alt="K" title="T" >}}', '![K](https://a.b/k.png "T")'),
        ("hugo", '{{< figure src="https://a.b/k.png" alt="K" title="T" caption="C" >}}', '![K](https://a.b/k.png "T: C")'),
        ("hugo", '{{< figure src="https://a.b/k.png" alt="K" title="圖" caption="說明" >}}', '![K](https://a.b/k.png "圖：說明")'),
        ("hugo", '{{< figure src="https://a.b/k.png" caption="Cap" >}}', "![Cap](https://a.b/k.png)\n/// caption\nCap\n///"),
        ("hugo", '## {{% heading "whatsnext" %}}\n\nx\n{.note #y}\n\nz', "## What's next\n\nx\n\n\nz"),
        ("hugo", '```go {linenos=table,hl_lines=[1,"2-3"]}\na\n```', '```go {linenos=table,hl_lines="1 2-3"}'),
        ("hugo", '{{< highlight go "linenos=table,hl_lines=1 2-3" >}}\na\n{{< /highlight >}}', '```go hl_lines="1 2-3"\na\n```'),
        ("vitepress", "```js{1} [a.js]\na; // [!code --:2]\nb;\nc; // [!code ++]\nd; // [!code focus]\n```", "```diff{1} [a.js]\n- a;\n- b;\n+ c;\n  d; // [!code focus]\n```"),
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
        ("mkdocs", "| a | b |\n|---|---|\n| c | d. <details><summary>`c` fields</summary><table><tr><th>N</th><th>T</th></tr>"
         "<tr><td>`x`</td><td>y</td></tr></table></details> |", "| c | d.<br>`c` fields:<br>N – T<br>`x` – y |\n"),
        ("mkdocs", '<button class="md-button" onclick="window.open(\'https://a.b\')">Look</button>', "[Look](https://a.b){ .button }"),
        ("mkdocs", '<button data-clipboard-text="bash &lt;(curl https://a.b)" title="Copy"></button>', "`bash <(curl https://a.b)`"),
        ("vitepress", '<button @click="count++" type="button">Count</button>', "\nCount\n"),
        ("mkdocs", '<img src="{{ user.picture }}" alt="U">', '<img src="{{ user.picture }}" alt="U">'),
        ("mkdocs", "```python\nboil()  # (1)!\n```\n\n1.  Takes a minute.", "boil()  # (1)\n```\n\n1.  Takes a minute."),
        ("mkdocs", '!!! note inline end "Side"\n    Text.', '!!! note "Side"\n    Text.'),
        ("mkdocs", "| a | b |\n|---|---|\n| SSO | :material-close: |", "| SSO | :material-close: |"),
        ("mkdocs", 'Others too. :material-information-outline:{ title="Such as </br><ul><li><b>A</b> one</li><li>B</li></ul>" }', "Others too. :material-information-outline: (Such as, A one, B)"),
        ("mkdocs", '<div class="grid cards" markdown>\n\n-   __A__\n\n    ---\n\n    Text.\n\n</div>', "-   __A__\n\n    Text."),
        ("mkdocs", "Press ++arrow-up++++arrow-down++++w++ now.", "Press ++arrow-up++ ++arrow-down++ ++w++ now."),
        ("jekyll", '<details open markdown="block">\n  <summary>Table of contents</summary>\n  {: .text-delta }\n1. TOC\n{:toc}\n</details>\n\nEnd.', "Text of the page.\n\n\n\nEnd."),
        ("mkdocs", '## Head { #h data-toc-label="H" }', "## Head { #h }"),
        ("hugo", '{{< figure src="https://a.b/k.png" alt="K" link="https://a.b" >}}', "[![K](https://a.b/k.png)](https://a.b)"),
        ("mkdocs", "In :flag-TW: and :flag_hk:.", "In 🇹🇼 and 🇭🇰."),
        ("mkdocs", "Press :material-dots-vertical:{ .lg .middle } and choose.", "Press :material-dots-vertical: and choose."),
        ("mkdocs", "按 :fontawesome-solid-gear: { .lg }，再選。", "按 :fontawesome-solid-gear:，再選。"),
        ("mkdocs", "Press :lucide-x: or :own-icon:{ .lg } now.", "Press :lucide-x: or :own-icon: now."),
        ("mkdocs", "## :material-home: Home", "## :material-home: Home"),
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
        ("docusaurus", "<ThemedImage alt=\"K\" sources={{light: 'https://a.b/l.png', dark: 'd.png'}} />", "![K](https://a.b/l.png#only-light)![K](../../assets/d.png#only-dark)"),
        ("mkdocs", r"Area $\pi_{a} r^2^$ of $x^{a.b}$, H~2~O.", r"Area $\pi_{a} r^2^$ of $x^{a.b}$, H<sub>2</sub>O."),
        ("docusaurus", "$$\n\\frac{a.b}{c} ~2~\n$$\n\nFor $5 and $10.", "$$\n\\frac{a.b}{c} ~2~\n$$\n\nFor $5 and $10."),
        ("jekyll", r"\(x^{2}\) and \[ {y}_{1}^2^ \]", r"\(x^{2}\) and \[ {y}_{1}^2^ \]"),
    ],
)  # fmt: skip
def test_each_form_has_its_own_here(tmp_path: Path, tool: str, theirs: str, ours: str) -> None:
    files = {PAGE[tool]: f"---\ntitle: First\n---\n\nText of the page.\n\n{theirs}\n"}
    assert ours in text_of(outcome(tmp_path, tool, files), "en/a/first.md")


_JSX = '<Tabs>\n<TabItem label="{}">\nA\n</TabItem>\n<TabItem label="{}">\nB\n</TabItem>\n</Tabs>'
_GROUP = "::: code-group\n```sh [{}]\na\n```\n```sh [{}]\nb\n```\n:::"
_NAMED = ":::tabs\n== {}\nA\n== {}\nB\n:::"
_HUGO = (
    '{{{{< tabs >}}}}\n{{{{< tab name="{}" >}}}}A{{{{< /tab >}}}}\n{{{{< tab name="{}" >}}}}B{{{{< /tab >}}}}\n{{{{< /tabs >}}}}'
)
_LIQUID = '{{% tabs %}}\n{{% tab title="{}" %}}\nA\n{{% endtab %}}\n{{% tab title="{}" %}}\nB\n{{% endtab %}}\n{{% endtabs %}}'
_EACH_TAB_SET = pytest.mark.parametrize(
    ("tool", "tabs"),
    [("docusaurus", _JSX), ("vitepress", _GROUP), ("vitepress", _NAMED), ("hugo", _HUGO), ("gitbook", _LIQUID)],
)


def _tab_heads(folder: Path, tool: str, body: str) -> list[str]:
    files = {PAGE[tool]: f"---\ntitle: First\n---\n\nText of the page.\n\n{body}\n"}
    text = text_of(outcome(folder, tool, files), "en/a/first.md")
    return [line.strip() for line in text.split("\n") if "===" in line]


@_EACH_TAB_SET
def test_a_set_of_tabs_right_below_another_stays_a_set_of_its_own(tmp_path: Path, tool: str, tabs: str) -> None:
    body = f"{tabs.format('Mac', 'Win')}\n\n{tabs.format('JS', 'Py')}"
    assert _tab_heads(tmp_path, tool, body) == ['=== "Mac"', '=== "Win"', '===! "JS"', '=== "Py"']


@_EACH_TAB_SET
def test_a_set_of_tabs_below_other_text_needs_no_mark(tmp_path: Path, tool: str, tabs: str) -> None:
    body = f"{tabs.format('Mac', 'Win')}\n\n然後：\n\n{tabs.format('JS', 'Py')}"
    assert _tab_heads(tmp_path, tool, body) == ['=== "Mac"', '=== "Win"', '=== "JS"', '=== "Py"']


def test_sets_of_tabs_within_a_tab_are_told_apart_too(tmp_path: Path) -> None:
    within = _JSX.format("JS", "Py").replace("\n", "\n\n")
    body = f'<Tabs>\n<TabItem label="Mac">\n\n{within}\n\n{within}\n\n</TabItem>\n</Tabs>\n\n{_JSX.format("A", "B")}'
    heads = ['=== "Mac"', '=== "JS"', '=== "Py"', '===! "JS"', '=== "Py"', '===! "A"', '=== "B"']
    assert _tab_heads(tmp_path, "docusaurus", body) == heads


def test_an_icon_is_no_part_of_a_title_a_description_or_a_former_anchor(tmp_path: Path) -> None:
    site = "site_name: Kettle\nmarkdown_extensions:\n  - pymdownx.emoji\n"
    page = "# :material-kettle: Boil\n\nPress :material-dots-vertical: and choose what to boil. See [Tea](#tea).\n\n## :material-leaf: Tea\n"
    text = text_of(outcome(tmp_path, "mkdocs", {"mkdocs.yml": site, PAGE["mkdocs"]: page}, sign=False), "en/a/first.md")
    assert "title: Boil\n" in text
    assert "description: Press and choose what to boil." in text
    assert "Press :material-dots-vertical: and choose" in text
    assert "[Tea](#tea)" in text


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [(":material-home: Care", "care"), (":lucide-x: Care", "lucide-x-care"), (":own-icon: Care", "own-icon-care")],
)
def test_a_link_finds_a_heading_with_an_icon_drawn_or_not(tmp_path: Path, heading: str, anchor: str) -> None:
    site = "site_name: Kettle\nmarkdown_extensions:\n  - pymdownx.emoji\n"
    page = f"# First\n\nSee [Care](#care).\n\n## {heading}\n\nWipe it.\n"
    text = text_of(outcome(tmp_path, "mkdocs", {"mkdocs.yml": site, PAGE["mkdocs"]: page}, sign=False), "en/a/first.md")
    assert f"[Care](#{anchor})" in text


@pytest.mark.parametrize("box", ["/// admonition | Title\n    type: warning\n\n{}\n///", ":::tip\n\n{}\n\n:::"])
def test_a_box_between_marks_stays_and_says_nothing_of_the_article(tmp_path: Path, box: str) -> None:
    body = box.format("Text of the block, of some length.")
    page = f"# First\n\n{body}\n\nWhat the article is about.\n"
    text = text_of(outcome(tmp_path, "mkdocs", {PAGE["mkdocs"]: page}), "en/a/first.md")
    assert "description: What the article is about." in text
    assert body in text


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("© {new Date().getFullYear()} us", "© {{ new Date().getFullYear() }} us"),
        ("共 {1 + 2} 個", "共 {{ 1 + 2 }} 個"),
        ("Of v{version}.", "Of v{{ version }}."),
        ("A {`literal`} of {`a_b`}.", "A literal of a\\_b."),
        ("All {42} of {'them'}.", "All 42 of them."),
        ("{\n  list.map((one) =>\n    one.name)\n}", "{{ list.map((one) => one.name) }}"),
        ("Of {`v${x}`}.", "Of {{ `v${x}` }}."),
    ],
)
def test_an_expression_of_mdx_becomes_its_text_or_is_named_by_the_check(tmp_path: Path, theirs: str, ours: str) -> None:
    text = text_of(outcome(tmp_path, "docusaurus", {PAGE["docusaurus"]: f"# First\n\n{theirs}\n"}), "en/a/first.md")
    assert text.endswith(f"\n{ours}\n")
    named = any(form.trigger in ours and form.pattern.search(ours) for form in FORMS)
    assert named == ("{{" in ours)


def test_a_file_md_of_docusaurus_is_mdx_unless_its_configuration_says_otherwise(tmp_path: Path) -> None:
    page, config = {"docs/a/first.md": "# First\n\nOf {1 + 2}.\n"}, "export default { markdown: { format: 'detect' } };\n"
    assert "Of {{ 1 + 2 }}." in text_of(outcome(tmp_path / "a", "docusaurus", page), "en/a/first.md")
    detected = outcome(tmp_path / "b", "docusaurus", {**page, "docusaurus.config.js": config})
    assert "Of {1 + 2}." in text_of(detected, "en/a/first.md")


@pytest.mark.parametrize(
    ("tool", "body"),
    [
        ("docusaurus", "Type \\{name\\} or `{name}`, {props.name}.\n\n## Boil { #boil }\n\n$x_{a} + {b}$"),
        ("docusaurus", "<Own a={[{b: 1}, {'c': 2}]} d={e} />"),
        ("docusaurus", "```js\nlet {a} = {1 + 2};\n```"),
        ("mkdocs", "The set {1, 2} and {name} of {`a`}."),
        ("vitepress", "The set {1, 2} and {name} of {`a`}."),
    ],
)
def test_braces_that_are_no_expression_of_mdx_stay(tmp_path: Path, tool: str, body: str) -> None:
    text = text_of(outcome(tmp_path, tool, {PAGE[tool]: f"# First\n\n{body}\n"}), "en/a/first.md")
    assert text.endswith(f"\n{body}\n")
