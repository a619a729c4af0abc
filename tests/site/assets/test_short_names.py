"""A script's own names become short ones; what the outside knows keeps its name, and the script does the same."""

from __future__ import annotations

import subprocess

import pytest

from kbgen.errors import KbgenError
from kbgen.site.assets.one_script import flat_script
from kbgen.site.assets.short_names import shorten_names

SCRIPT = """const limit=3;let total=0;function add(amount,{times=1,unit:label}={}){for(const step of[amount,limit])
{total+=step*times}
if(total>limit)total-=1;return{total,label,add:amount};}
const seen=(total)=>total.toString().replace(/total|[/"]/g,"'");
const later=async(value)=>(await value)+total;const pair=([first,...others],limit)=>limit>0?first:others.length;
console.log(JSON.stringify([add(2,{unit:"kg"}),add(4,{times:2}),seen("a/total"),pair([1,2,3],0),total]));later(1).then((sum)=>console.log(sum));
export{add,later}"""


def run(script: str) -> str:
    return subprocess.run(["node", "--input-type=module"], input=script, capture_output=True, text=True, check=True).stdout


def test_the_shorter_script_does_the_same() -> None:
    shorter = shorten_names(SCRIPT)
    assert len(shorter) < 0.8 * len(SCRIPT)
    assert run(shorter) == run(SCRIPT) != ""


def test_keys_properties_strings_and_exports_keep_their_names() -> None:
    shorter = shorten_names(SCRIPT)
    for kept in ("total:", "add:", "unit:", "JSON.stringify", "toString", "/total|", "export{add,later}"):
        assert kept in shorter
    assert "amount" not in shorter


@pytest.mark.parametrize("code", ["class A{}", "var a=1", "const a=`b${c}`", "const a={get b(){return 1}}"])
def test_what_it_does_not_know_is_refused(code: str) -> None:
    with pytest.raises(KbgenError, match="cannot read"):
        shorten_names(code)


def test_modules_that_give_one_name_to_two_things_are_not_put_into_one_scope() -> None:
    sources = {
        "a.js": "import { two } from './b.js'\nconst one = two\nexport const all = one\n",
        "b.js": "const one = 1\nexport const two = one\n",
    }
    with pytest.raises(KbgenError, match=r"b\.js and a\.js both have a one"):
        flat_script(sources, "a.js")


def test_modules_in_one_scope_run_as_they_did_apart() -> None:
    sources = {
        "s/a.js": "import { two } from './b.js'\nexport const all = [two, 3]\nconsole.log(all)\n",
        "s/b.js": "const one = 1\nexport const two = one + 1\n",
    }
    assert run(flat_script(sources, "s/a.js")) == "[ 2, 3 ]\n"
