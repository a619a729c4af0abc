"""The search worker: many modules in the theme, one script on the portal."""

from __future__ import annotations

import json
import subprocess

import pytest

from kbgen.errors import KbgenError
from kbgen.site.worker_script import modules_of, one_script

MODULES = {
    "s/worker.js": "import { Shop, RATE } from './shop.js'\nimport { twice } from './twice.js'\nconst NAME = 'worker'\n"
    "console.log(JSON.stringify([NAME, RATE, new Shop().price(4), twice(3)]))\n",
    "s/shop.js": "import { twice } from './twice.js'\n// Not `import` in a comment, and not this import { x } from './x.js'\n"
    "const NAME = 'shop' /* its own */\nexport const RATE = 5\nexport class Shop {\n"
    "  /** @type {import('./twice.js').Number} */\n  price(n) { return `${NAME} ${twice(n) * RATE}` }\n}\n",
    "s/twice.js": "const NAME = 2\nexport function twice(n) { return n * NAME }\nexport async function later() {}\n",
    "s/alone.js": "export const ALONE = 1\n",
}


def script_of(**changed: str) -> str:
    modules = MODULES | {f"s/{name}.js": text for name, text in changed.items()}
    return one_script(modules, modules_of(modules, "s/worker.js"))


def test_each_module_stands_behind_those_it_imports_and_the_others_are_left_out() -> None:
    assert modules_of(MODULES, "s/worker.js") == ["s/twice.js", "s/shop.js", "s/worker.js"]


def test_one_script_does_what_the_modules_do_and_their_names_do_not_meet() -> None:
    script = script_of()
    assert "import" not in script
    said = subprocess.run(["node", "--input-type=module", "-e", script], capture_output=True, check=True, text=True).stdout
    assert json.loads(said) == ["worker", 5, "shop 40", 6]


@pytest.mark.parametrize(
    "line",
    [
        "import shop from './shop.js'",
        "import * as shop from './shop.js'",
        "import './shop.js'",
        "import { twice as double } from './twice.js'",
        "import {\n  twice\n} from './twice.js'",
        "const shop = await import('./shop.js')",
        "console.log(import.meta.url)",
        "export default 1",
        "export let count = 1",
        "export { NAME }",
    ],
)
def test_a_module_written_in_another_way_is_refused_with_its_name(line: str) -> None:
    with pytest.raises(KbgenError, match=r"s/worker\.js cannot be read: (im|ex)port"):
        script_of(worker=f"const NAME = 1\n{line}\n")


def test_modules_in_a_circle_and_modules_that_are_not_there_are_refused() -> None:
    with pytest.raises(KbgenError, match=r"s/twice\.js imports s/shop\.js, over others"):
        script_of(twice="import { RATE } from './shop.js'\nexport const twice = RATE\n")
    with pytest.raises(KbgenError, match=r"s/twice\.js imports s/gone\.js, which the theme lacks"):
        script_of(twice="import { gone } from './gone.js'\nexport const twice = gone\n")
