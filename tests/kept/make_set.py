"""Write what a commit made, for later ones to go on with: `python make_set.py NEW_FOLDER`, in a checkout of that commit.

The portal, the logs and the odd bodies are written by hand and copied from the newest set; everything else is made anew by
the code of the checkout. README.md says what each file is.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

CHECKOUT = Path.cwd()
sys.path.insert(0, str(CHECKOUT / "tests"))

from collector_station import NOON  # noqa: E402
from kbgen.site.assets.joined_assets import joined_assets  # noqa: E402
from make_stores import make_stores, receive, sent_bodies  # noqa: E402
from set_files import json_lines, must, node, pack, plain, printed  # noqa: E402

from kbgen.commands.main import main as kbgen  # noqa: E402
from kbgen.settings.site import load  # noqa: E402
from search_analytics.store.opening import open_store  # noqa: E402

BY_HAND = ("shop", "logs", "page/odd-bodies.ndjson")
COMMANDS = {
    "kbgen": "build, serve, check, new-site, search, eval, snippets, report, gaps, gaps fix, replay, export, sample, demo",
    "search_analytics": "serve, import, upkeep",
}
BUILD_DAY = "1795305600"
FORWARDED = """
import { forward } from %s;
Date.now = () => %d;
globalThis.fetch = async (url, { headers, body }) => (console.log(JSON.stringify({ header: headers["x-kb-forwarded"], body: new TextDecoder().decode(body) })), new Response(null, { status: 204 }));
const headers = { "user-agent": "Mozilla/5.0", origin: "https://help.example" };
const request = new Request("https://help.example/v1/events", { method: "POST", headers, body: process.argv[1] });
await forward(request, { collector: "https://collect.example/v1/events", secret: process.argv[2], address: "198.51.100.7" });
"""  # noqa: E501
SECRET = "0123456789abcdef0123456789abcdef"


def make_set(target: Path) -> None:
    former = max(path for path in Path(__file__).parent.iterdir() if (path / "shop").is_dir())
    for name in BY_HAND:
        if not (target / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            copy: Any = shutil.copytree if (former / name).is_dir() else shutil.copyfile
            copy(former / name, target / name)
    make_site(target)
    make_page(target / "page")
    make_stores(target)
    make_commands(target / "commands.json")


def make_site(target: Path) -> None:
    """The built portal, its settings as they were read, and the files its commands wrote for later."""
    os.environ["SOURCE_DATE_EPOCH"] = BUILD_DAY
    with tempfile.TemporaryDirectory() as folder:
        shop = shutil.copytree(target / "shop", Path(folder) / "shop")
        config = shop / "mkdocs.yml"
        must(kbgen(["build", "--config", str(config)]))
        pack(shop / "public", target / "site.tar.xz")
        must(kbgen(["eval", str(shop / "searches/judged.yml"), "--config", str(config), "--save", str(target / "judged.json")]))
        (target / "replies.json").write_text(printed(kbgen, "snippets", "--config", str(config), "--format", "json"), "utf-8")
        for name in ("mkdocs", "mkdocs-small"):
            settings = json.dumps(plain(asdict(load(shop / f"{name}.yml")), shop), ensure_ascii=False, indent=1, sort_keys=True)
            (target / f"settings-of-{name}.json").write_text(settings + "\n", "utf-8")


def make_page(folder: Path) -> None:
    """The script that sends events, what it sent, and what the collector stored of that."""
    theme = CHECKOUT / "theme"
    files = {path.relative_to(theme).as_posix(): path.read_bytes() for path in (theme / "assets").glob("**/*.*")}
    (folder / "beacon.js").write_bytes(joined_assets(files)["assets/analytics/beacon.js"])
    with tempfile.TemporaryDirectory() as away:
        for path in (CHECKOUT / "tests/js/analytics").glob("*.js"):
            source = path.read_text("utf-8").replace("../../../theme/assets/analytics/beacon.js", "./beacon.js")
            Path(away, path.name).write_text(source, "utf-8")
        shutil.copyfile(folder / "beacon.js", Path(away, "beacon.js"))
        Path(away, "package.json").write_text('{"type": "module"}')
        bodies = node(f"{away}/print_bodies.js", "1", "12")
    (folder / "bodies.ndjson").write_text(bodies, "utf-8")
    body = bodies.splitlines()[0]
    where = json.dumps(str(CHECKOUT / "deploy/edge/forward.js"))
    forwarded = node("--input-type=module", "--eval", FORWARDED % (where, NOON * 1000), body, SECRET)
    (folder / "forwarded.json").write_text(forwarded, "utf-8")
    with tempfile.TemporaryDirectory() as away:
        store = open_store(f"{away}/s.sqlite3")
        receive(store, sent_bodies(folder))
        (folder / "rows.json").write_text(json_lines(event_rows(Path(away) / "s.sqlite3")), "utf-8")


def make_commands(path: Path) -> None:
    """The options of each command, as its help names them."""
    options = {
        f"{program} {command}": sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", help_of(program, command))))
        for program, names in COMMANDS.items()
        for command in names.split(", ")
    }
    path.write_text(json.dumps(options, indent=1) + "\n", "utf-8")


def help_of(program: str, command: str) -> str:
    done = subprocess.run([sys.executable, "-m", program, *command.split(), "--help"], capture_output=True, text=True, check=True)
    return done.stdout


def event_rows(path: Path) -> list[dict[str, Any]]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    rows = [dict(row) for row in connection.execute("SELECT * FROM event ORDER BY id")]
    connection.close()
    return [{name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()} for row in rows]


if __name__ == "__main__":
    make_set(Path(sys.argv[1]).absolute())
