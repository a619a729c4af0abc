"""Each number of the search stands once in Python and once in JavaScript, under one name."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from test_twins import node

from kbgen.index import impacts, lexicon, postings
from kbgen.search import constants
from kbgen.text import tokens

ROOT = Path(__file__).parent.parent.parent
PYTHON = ROOT / "kbgen" / "search"
JAVASCRIPT = ROOT / "theme" / "assets" / "search"
PRINT = "import(process.argv[1]).then((constants) => console.log(JSON.stringify(constants)))"
HERE = {name: value for name, value in vars(constants).items() if name.isupper()}
NAMED_NUMBER = re.compile(r"^(?:export )?(?:const )?_?([A-Z_]+) = [0-9]", re.MULTILINE)


def test_both_twins_have_the_same_numbers_under_the_same_names() -> None:
    asked = subprocess.run([node(), "--eval", PRINT, (JAVASCRIPT / "constants.js").as_uri()], capture_output=True, check=True)
    assert json.loads(asked.stdout) == HERE
    assert {type(value) for value in HERE.values()} == {int}


def test_a_number_that_both_twins_use_stands_among_the_constants() -> None:
    in_python, in_javascript = (
        {name for path in paths if path.stem != "constants" for name in NAMED_NUMBER.findall(path.read_text("utf-8"))}
        for paths in (PYTHON.glob("*.py"), JAVASCRIPT.glob("*.js"))
    )
    assert in_python & in_javascript == {"COST_UNIT"}, "a number of the format stands where files are read, others do not"
    assert (in_python | in_javascript) & HERE.keys() == set()


def test_the_build_makes_an_index_for_the_same_numbers() -> None:
    built = (impacts.WHOLE, postings.LENT, lexicon.MAX_WORD_LENGTH, tokens.MAX_PARTS)
    assert built == (constants.WHOLE, constants.OTHER_LANGUAGE, constants.LONGEST_WORD, constants.MOST_PIECES)
