"""Programs within pages of MDX: what they show stays, what they do goes, code stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_trees import PAGE, outcome, text_of

from kbgen.render.raw_tags import first_html


def imported(folder: Path, body: str, front: str = "", **others: str) -> str:
    files = {PAGE["docusaurus"]: f"{front}# First\n\n{body}\n", **others}
    return text_of(outcome(folder, "docusaurus", files), "en/a/first.md").partition("\n---\n\n")[2]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("<button onClick={() => alert('x')} className=\"button\">Click</button>", "Click"),
        ("<button onClick={() => window.open('https://a.b')}>Go</button>", "[Go](https://a.b){ .button }"),
        ("<div onClick={() => {if (a > b) x();}}>Text of it</div>", "Text of it"),
        ('<a href="https://a.b" onClick={(e) => {\n  e.go(">");\n}}>到那裡</a>', "[到那裡](https://a.b)"),
        ("<Foo.Baz>裡面</Foo.Baz>", "裡面"),
        ("<Own a={[{b: 1}]} when={a > b} />", "<Own a={[{b: 1}]} when={a > b} />"),
        ('<Tabs>\n<TabItem value="o" label={<>It\'s <b>x</b></>}>In it</TabItem>\n</Tabs>', '=== "It\'s x"\n\n    In it'),
        ('<Tabs><TabItem value="x">Only one</TabItem></Tabs>', '=== "x"\n\n    Only one'),
        (
            '<Tabs><TabItem value="x">One</TabItem>\n<TabItem value="y">Two</TabItem></Tabs>',
            '=== "x"\n\n    One\n\n=== "y"\n\n    Two',
        ),
        (
            "<details><summary>Why <b>so</b>?</summary>Because.</details>",
            "<details>\n<summary>Why **so**?</summary>\n\nBecause.\n\n</details>",
        ),
        ('<video controls><source src="https://a.b/v.mp4"/></video>', "<https://a.b/v.mp4>"),
        ('<audio controls>\n  <source src="https://a.b/v.ogg" type="audio/ogg">\n</audio>', "<https://a.b/v.ogg>"),
    ],
)
def test_attributes_that_are_programs_leave_what_readers_see(tmp_path: Path, theirs: str, ours: str) -> None:
    assert imported(tmp_path, theirs).strip() == ours


def test_a_component_that_is_a_member_is_named_by_the_check(tmp_path: Path) -> None:
    text = imported(tmp_path, "<Foo.Bar render={() => <div>a</div>} />")
    assert text.strip() == "<Foo.Bar />"
    assert first_html(text) == "<Foo.Bar />"
    assert not first_html("Write to <name.surname> or <example.com>.")


def test_values_that_the_source_says_are_filled_in(tmp_path: Path) -> None:
    page = (
        "import {version as v, other} from '@site/package.json';\nimport own from './own.json';\n"
        "export const year = '2024_a';\n\n第 {v} 版，{year}，{own.a.b}，{other}。"
    )
    own = {"package.json": '{"version": "9.1"}', "docs/a/own.json": '{"a": {"b": 7}}'}
    assert imported(tmp_path, page, **own).strip() == "第 9.1 版，2024\\_a，7，{{ other }}。"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (
            '  <CodeBlock language="jsx">\n    {`function B() {\n  return 1;\n}`}\n  </CodeBlock>',
            "  ```jsx\n  function B() {\n    return 1;\n  }\n  ```",
        ),
        ("- 項目\n\n  <CodeBlock>{`a {\n    b\n  }`}</CodeBlock>", "- 項目\n\n  ```text\n  a {\n    b\n  }\n  ```"),
        (
            '<Tabs>\n    <TabItem label="X">\n        Some text.\n\n'
            "        <CodeBlock>{`a {\n  b\n}`}</CodeBlock>\n    </TabItem>\n</Tabs>",
            '=== "X"\n\n    Some text.\n\n    ```text\n    a {\n      b\n    }\n    ```',
        ),
        ("<CodeBlock>{`a \\`b\\` \\${c}`}</CodeBlock>", "```text\na `b` ${c}\n```"),
    ],
)
def test_code_in_a_literal_keeps_its_blanks(tmp_path: Path, theirs: str, ours: str) -> None:
    assert imported(tmp_path, theirs).strip("\n") == ours


def test_numbers_of_names_and_positions_are_one_scale(tmp_path: Path) -> None:
    files = {
        "docs/b/other.md": "# Other\n\nText of it.\n",
        "docs/a/01-one.md": "# One\n\nText of it.\n",
        "docs/a/02-two.md": "# Two\n\nText of it.\n",
        "docs/a/three.md": "---\nsidebar_position: 3\n---\n# Three\n\nText of it.\n",
        "docs/a/half.md": "---\nsidebar_position: 2.5\n---\n# Half\n\nText of it.\n",
    }
    result = outcome(tmp_path, "docusaurus", files)
    orders = {name: text_of(result, f"en/a/{name}.md").partition("order: ")[2][:2] for name in ("one", "two", "half", "three")}
    assert orders == {"one": "10", "two": "20", "half": "25", "three": "30"}
