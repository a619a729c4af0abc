"""Many modules in the theme, one script on the portal, and one more for each module that is imported late."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from kbgen.errors import KbgenError
from kbgen.site.assets.one_script import joined_scripts, modules_of

MODULES = {
    "s/page.js": "import { Shop, RATE } from './shop.js'\nimport { twice } from './twice.js'\nconst NAME = 'page'\n"
    "console.log(JSON.stringify([NAME, RATE, new Shop().price(4), twice(3)]))\n",
    "s/shop.js": "import { twice } from './twice.js'\n// Not `import` in a comment, and not this import { x } from './x.js'\n"
    "const NAME = 'shop' /* its own */\nexport const RATE = 5\nexport class Shop {\n"
    "  /** @type {import('./twice.js').Number} */\n  price(n) { return `${NAME} ${twice(n) * RATE}` }\n}\n",
    "s/twice.js": "const NAME = 2\nexport function twice(n) { return n * NAME }\nexport async function later() {}\n",
    "s/alone.js": "export const ALONE = 1\n",
}
WITH_LATE = {
    "page": "import { count } from './counter.js'\ncount()\nvoid import('./late.js').then(({ say }) => say('page'))\n",
    "late": "import { count } from './counter.js'\nimport { twice } from './own.js'\nconst count1 = count()\n"
    "export function say(who) { console.log(JSON.stringify([who, twice(count1), import.meta.url.slice(-9)])) }\n",
    "own": "import { count } from './counter.js'\nexport function twice(n) { return [n, n * 2, count()] }\n",
    "counter": "let counted = 0\nexport function count() { return (counted += 1) }\n",
    "unused": "export const UNUSED = 1\n",
}


def modules(**changed: str) -> dict[str, str]:
    return MODULES | {f"s/{name}.js": text for name, text in changed.items()}


def said_by(scripts: Mapping[str, str], folder: Path) -> object:
    """What s/page.js says when the folder has these scripts and no other."""
    for path, script in scripts.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(script, "utf-8")
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    return json.loads(subprocess.run(["node", folder / "s/page.js"], capture_output=True, check=True, text=True).stdout)


def test_each_module_stands_behind_those_it_imports_and_the_others_are_left_out() -> None:
    assert modules_of(MODULES, "s/page.js") == ["s/twice.js", "s/shop.js", "s/page.js"]


def test_one_script_does_what_the_modules_do_and_their_names_do_not_meet(tmp_path: Path) -> None:
    scripts = joined_scripts(MODULES, "s/page.js")
    assert list(scripts) == ["s/page.js"]
    assert "import" not in scripts["s/page.js"]
    assert said_by(scripts, tmp_path) == ["page", 5, "shop 40", 6]


def test_a_script_exports_what_its_own_module_exports_and_nothing_else(tmp_path: Path) -> None:
    sources = modules(lib="import { twice } from './twice.js'\nexport const four = twice(2)\nexport function NAME() {}\n")
    page = "import * as lib from './lib.js'\nconsole.log(JSON.stringify([Object.keys(lib).sort(), lib.four]))\n"
    assert said_by({**joined_scripts(sources, "s/lib.js"), "s/page.js": page}, tmp_path) == [["NAME", "four"], 4]


def test_a_module_may_lie_in_a_folder_beside_and_then_fetches_nothing_late(tmp_path: Path) -> None:
    sources = MODULES | {"t/page.js": "import { twice } from '../s/twice.js'\nconsole.log(JSON.stringify(twice(4)))\n"}
    script = joined_scripts(sources, "t/page.js")["t/page.js"]
    assert said_by({"s/page.js": script}, tmp_path) == 8
    late = {"s/twice.js": "export const twice = () => import('./shop.js')\n"}
    with pytest.raises(KbgenError, match=r"s/twice\.js cannot be read: import"):
        joined_scripts(sources | late, "t/page.js")


def test_a_late_module_is_a_script_that_takes_from_the_first_what_runs_there_already(tmp_path: Path) -> None:
    scripts = joined_scripts(modules(**WITH_LATE), "s/page.js")
    assert sorted(scripts) == ["s/late.js", "s/page.js"]
    assert said_by(scripts, tmp_path) == ["page", [2, 4, 3], "s/late.js"]


@pytest.mark.parametrize(
    "line",
    [
        "import shop from './shop.js'",
        "import * as shop from './shop.js'",
        "import './shop.js'",
        "import { twice as double } from './twice.js'",
        "import {\n  twice\n} from './twice.js'",
        "import { twice } from '../../s/twice.js'",
        "const shop = await import('../s/shop.js')",
        "const shop = await import(`./shop.js`)",
        "console.log(import.meta)",
        "export default 1",
        "export let count = 1",
        "export { NAME }",
        "const module3 = 1",
    ],
)
def test_a_module_written_in_another_way_is_refused_with_its_name(line: str) -> None:
    with pytest.raises(KbgenError, match=r"s/page\.js cannot be read: (import|export|module3)"):
        joined_scripts(modules(page=f"const NAME = 1\n{line}\n"), "s/page.js")


def test_modules_in_a_circle_and_modules_that_are_not_there_are_refused() -> None:
    with pytest.raises(KbgenError, match=r"s/twice\.js imports s/shop\.js, over others"):
        joined_scripts(modules(twice="import { RATE } from './shop.js'\nexport const twice = RATE\n"), "s/page.js")
    with pytest.raises(KbgenError, match=r"s/twice\.js imports s/gone\.js, which the theme lacks"):
        joined_scripts(modules(twice="import { gone } from './gone.js'\nexport const twice = gone\n"), "s/page.js")
    with pytest.raises(KbgenError, match=r"s/page\.js imports s/gone\.js, which the theme lacks"):
        joined_scripts(modules(page="void import('./gone.js')\n"), "s/page.js")


def test_a_module_that_would_run_twice_is_refused() -> None:
    at_once = modules(page="import { twice } from './twice.js'\nvoid import('./twice.js').then(twice)\n")
    with pytest.raises(KbgenError, match=r"s/page\.js imports s/twice\.js late, which runs at once already"):
        joined_scripts(at_once, "s/page.js")
    two_late = modules(page="void import('./shop.js')\nvoid import('./other.js')\n", other=MODULES["s/shop.js"])
    with pytest.raises(KbgenError, match=r"s/twice\.js would run in s/shop\.js and in s/other\.js"):
        joined_scripts(two_late, "s/page.js")
