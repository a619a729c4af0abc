"""`kbgen build`: a whole site or none, and the same files as `mkdocs build`."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from small_site import article

from kbgen.commands.main import main

RICH = {
    "content/assets/parcel.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='12'/>",
    "content/en/returns/a.md": article(
        "![A parcel](../../assets/parcel.svg)\n\n!!! tip\n    [x](refund-times.md#by-card)\n", aliases="[returns/old]"
    ),
    "content/zh-hant/returns/b.md": article('**「重要」**中文\n\n??? question "多久？"\n    五天。\n'),
}


def files_of(folder: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(config: Path, *arguments: str) -> int:
    return main(["build", "--config", str(config), *arguments])


def test_a_site_is_built_with_every_kind_of_page(make_site, tmp_path, capsys):
    config = make_site(RICH, top="site_url: https://help.example.com/\n")
    assert build(config) == 0
    site = tmp_path / "site"
    for page in (
        "index.html",
        "404.html",
        "en/404.html",
        "zh-hant/404.html",
        "en/index.html",
        "en/search/index.html",
        "zh-hant/returns/index.html",
        "zh-hant/returns/a/index.html",
        "en/returns/b/index.html",
        "en/returns/old/index.html",
        "en/returns/a.md",
        "sitemap.xml",
        "llms.txt",
        "robots.txt",
        "assets/parcel.svg",
    ):
        assert (site / page).is_file(), page
    assert len(list(site.glob("assets/kbgen/*/portal/portal.js"))) == 1
    assert "built 13 pages" in capsys.readouterr().err


def test_only_what_the_portal_needs_is_published(make_site, tmp_path):
    build(make_site(RICH | {"content/terms.yml": "synonyms: []\n"}))
    published = set(files_of(tmp_path / "site"))
    assert not {name for name in published if name.endswith((".yml", ".map", ".ts"))}
    assert "assets/javascripts/bundle.min.js" not in published
    assert not {name for name in published if "bundle" in name or "lunr" in name}
    in_search = {name.rpartition("/")[2] for name in published if re.match(r"assets/kbgen/\w+/search/", name)}
    assert in_search == {"client.js", "worker.js"}


def test_pages_are_in_one_language_each(make_site, tmp_path):
    build(make_site(RICH))
    assert '<html lang="en">' in (tmp_path / "site/en/returns/a/index.html").read_text("utf-8")
    chinese = (tmp_path / "site/zh-hant/returns/refund-times/index.html").read_text("utf-8")
    assert '<html lang="zh-Hant-HK">' in chinese
    assert "退款需時數天" in chinese


def test_a_page_without_a_pair_shows_the_other_language_and_is_not_indexed(make_site, tmp_path):
    build(make_site(RICH, top="site_url: https://help.example.com/\n"))
    page = (tmp_path / "site/en/returns/b/index.html").read_text("utf-8")
    assert "<strong>「重要」</strong>中文" in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<link rel="canonical" href="https://help.example.com/zh-hant/returns/b/">' in page


def test_mkdocs_build_and_kbgen_build_give_the_same_files(make_site, tmp_path):
    config = make_site(RICH, top="site_url: https://help.example.com/kb/\n")
    assert build(config, "--output", str(tmp_path / "ours")) == 0
    command = [
        sys.executable,
        "-W",
        "error",
        "-m",
        "mkdocs",
        "build",
        "-q",
        "-f",
        str(config),
        "-d",
        str(tmp_path / "theirs"),
    ]
    subprocess.run(command, check=True, cwd=tmp_path)
    assert files_of(tmp_path / "theirs") == files_of(tmp_path / "ours")


def test_a_warm_build_gives_the_bytes_of_a_cold_one(make_site, tmp_path):
    config = make_site(RICH)
    build(config, "--output", str(tmp_path / "cold"))
    build(config, "--output", str(tmp_path / "warm"))
    assert files_of(tmp_path / "warm") == files_of(tmp_path / "cold")


def test_an_index_made_beside_the_pages_is_the_one_made_after_them(make_site, tmp_path):
    config = make_site(RICH)
    build(config, "--output", str(tmp_path / "after"))
    shutil.rmtree(tmp_path / ".kbgen")
    command = [sys.executable, "-W", "error", "-m", "kbgen", "build", "--config", str(config), "--json"]
    done = subprocess.run([*command, "--output", str(tmp_path / "beside")], check=True, capture_output=True, text=True)
    assert files_of(tmp_path / "beside") == files_of(tmp_path / "after")
    outcome = json.loads(done.stdout)
    assert sum(outcome["stages"].values()) == pytest.approx(outcome["seconds"], abs=0.01)


def test_the_order_in_which_a_disk_lists_files_changes_nothing(make_site, tmp_path, monkeypatch):
    config = make_site(RICH)
    build(config, "--output", str(tmp_path / "one"))
    walk = os.walk
    monkeypatch.setattr(os, "walk", lambda *a, **k: ((d, s, f[::-1]) for d, s, f in walk(*a, **k)))
    build(config, "--output", str(tmp_path / "other"))
    assert files_of(tmp_path / "other") == files_of(tmp_path / "one")


def test_pages_without_directory_urls_link_to_files(make_site, tmp_path):
    build(make_site(RICH, top="use_directory_urls: false\n"))
    page = (tmp_path / "site/en/returns/a.html").read_text("utf-8")
    assert 'href="refund-times.html#by-card"' in page
    assert (tmp_path / "site/en/search.html").is_file()


def test_the_folders_of_the_languages_may_have_other_names(make_site, tmp_path):
    chinese = {name: None for name in RICH if "zh-hant" in name} | {
        "content/zh-hant/index.md": None,
        "content/zh-hant/returns/index.md": None,
        "content/zh-hant/returns/refund-times.md": None,
        "content/zh-hk/index.md": article(),
        "content/zh-hk/returns/refund-times.md": article(title="退款"),
    }
    assert build(make_site(RICH | chinese, settings="folders:\n  zh-hant: zh-hk")) == 0
    assert "退款" in (tmp_path / "site/zh-hk/returns/refund-times/index.html").read_text("utf-8")


def test_the_not_found_page_works_at_any_address_below_a_base_path(make_site, tmp_path):
    build(make_site(RICH, top="site_url: https://help.example.com/kb/\n"))
    page = (tmp_path / "site/zh-hant/404.html").read_text("utf-8")
    assert '<html lang="zh-Hant-HK">' in page
    assert re.search(r'href="/kb/assets/kbgen/[0-9a-f]{12}/portal/portal\.css"', page)
    assert 'data-kb-base="/kb/"' in page


def test_the_outcome_for_programs(make_site, tmp_path, capsys):
    config = make_site({"content/en/returns/a.md": article("![](../../assets/x.svg)")} | RICH)
    assert build(config, "--json") == 0
    outcome = json.loads(capsys.readouterr().out)
    assert outcome["output"] == str(tmp_path / "site")
    assert (outcome["articles_rendered"], outcome["articles_cached"], outcome["problems"]) == (8, 0, [])
    assert outcome["output_bytes"] == sum(len(content) for content in files_of(tmp_path / "site").values())


@pytest.mark.parametrize(
    ("name", "text", "place", "code"),
    [
        ("content/en/returns/x.md", "---\ntitle: a: b\n---\n", "content/en/returns/x.md:2", "front-matter"),
        ("content/en/returns/x/index.md", article(), "content/en/returns/x/index.md", "duplicate-slug"),
        ("content/en/returns/x.md", b"---\ntitle: \xe9\n---\n", "content/en/returns/x.md:2", "not-utf-8"),
        ("content/en/gifts/index.md", article(""), "content/en/gifts/index.md:1", "empty-category"),
        ("content/en/returns/x.md", article("[x](y.md)"), "content/en/returns/x.md:6", "broken-link"),
    ],
)
def test_broken_content_fails_with_its_place_and_leaves_the_old_site(make_site, tmp_path, capsys, name, text, place, code):
    assert build(make_site()) == 0
    before = files_of(tmp_path / "site")
    files = {name: text} | ({"content/en/returns/x.md": article()} if code == "duplicate-slug" else {})
    assert build(make_site(files)) == 1
    written = capsys.readouterr().err
    assert f"{place}: error: " in written
    assert f"[{code}]" in written
    assert "nothing was written" in written
    assert files_of(tmp_path / "site") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".kbgen", "content", "mkdocs.yml", "site"]


def test_mkdocs_build_leaves_the_old_site_too(make_site, tmp_path):
    build(make_site())
    before = files_of(tmp_path / "site")
    config = make_site({"content/en/returns/x.md": article("[x](y.md)")})
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", str(config)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "content/en/returns/x.md:6: error: " in done.stderr
    assert files_of(tmp_path / "site") == before


def test_an_empty_content_folder_fails(tmp_path, capsys):
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ndocs_dir: content\ntheme: material\nplugins: [kbgen]\n")
    assert build(tmp_path / "mkdocs.yml") == 1
    assert "content: error: the content folder holds no articles" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("settings", "top", "part"),
    [
        ("zh_hant_tga: zh-Hant-TW", "", "mkdocs.yml:7: unknown setting 'zh_hant_tga'"),
        ("", "site_nam: x\n", "mkdocs.yml:5: unknown setting 'site_nam'\n  hint: did you mean 'site_name'?"),
        ("", "dev_addr: nonsense\n", "mkdocs.yml:5: 'dev_addr': "),
        ("", "site_url: [a]\n", "mkdocs.yml:5: 'site_url' must be a text"),
        ("", "hooks: [nosuch.py]\n", "mkdocs.yml:5: 'hooks': "),
        ("", "extra_css:\n  - https://cdn.example/a.css\n  - nosuch.css\n", "mkdocs.yml:7: 'extra_css' is 'nosuch.css', which"),
        ("", "edit_uri: 3\n", "mkdocs.yml:5: 'edit_uri': "),
        ("collector:\n  endpoint: https://a_b.example/\n  site: a", "", "no policy can name the host"),
        ("terms: nosuch.yml", "", "mkdocs.yml:7: 'terms' is 'nosuch.yml'"),
    ],
)
def test_a_wrong_configuration_stops_build_and_check_alike(make_site, tmp_path, capsys, settings, top, part):
    config = make_site(settings=settings, top=top)
    for command in ("build", "check"):
        assert main([command, "--config", str(config)]) == 2
        assert part in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_warning_about_the_configuration_stops_build_and_check_where_it_is_strict(make_site, capsys):
    config = make_site(top="strict: true\nnav: [en/index.md]\n")
    for command in ("build", "check"):
        assert main([command, "--config", str(config)]) == 1
        assert "mkdocs.yml: 'strict' makes an error of each warning above" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("theme", "part"),
    [("custom_dir: nowhere", "mkdocs.yml:5: 'theme.custom_dir'"), ("logo: nosuch.svg", "mkdocs.yml:3: 'theme.logo'")],
)
def test_a_folder_or_file_of_the_theme_that_does_not_exist_stops_build_and_check_alike(make_site, capsys, theme, part):
    config = make_site()
    config.write_text(config.read_text().replace("  name: material\n", f"  name: material\n  {theme}\n"))
    for command in ("build", "check"):
        assert main([command, "--config", str(config)]) == 2
        assert part in capsys.readouterr().err


def test_style_sheets_and_a_logo_may_be_below_the_content_or_the_theme(make_site):
    config = make_site(
        {"content/a.css": "p{}", "own/b.css": "p{}", "content/logo.svg": "<svg/>"}, top="extra_css: [a.css, b.css]\n"
    )
    own = "  name: material\n  custom_dir: own\n  logo: logo.svg\n"
    config.write_text(config.read_text().replace("  name: material\n", own))
    assert main(["check", "--config", str(config)]) == 0
    assert build(config) == 0


def test_all_problems_show_for_programs_too(make_site, capsys):
    config = make_site({"content/en/returns/x.md": article("[x](y.md) [z](z.md)")})
    assert build(config, "--json") == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [(problem["path"], problem["line"], problem["code"]) for problem in problems] == [
        ("content/en/returns/x.md", 6, "broken-link"),
        ("content/en/returns/x.md", 6, "broken-link"),
    ]


KILLED = """
import os, signal, sys
from kbgen.commands.main import main

written, last = 0, int(sys.argv[2])
import mkdocs.utils
write_file = mkdocs.utils.write_file
def counted(content, path):
    global written
    written += 1
    if written == last:
        os.kill(os.getpid(), signal.SIGKILL)
    write_file(content, path)
mkdocs.utils.write_file = counted
sys.argv[1:] = ["build", "--config", sys.argv[1]]
sys.exit(main())  # as a program of its own, whose index is made beside the pages
"""


@pytest.mark.parametrize(
    "pages_written", [1, 9, *(pytest.param(number, marks=pytest.mark.long) for number in (2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13))]
)
def test_a_build_killed_between_two_pages_leaves_the_old_site(make_site, tmp_path, pages_written):
    build(make_site())
    before = files_of(tmp_path / "site")
    config = make_site(RICH)
    command = [sys.executable, "-c", KILLED, str(config), str(pages_written)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == -signal.SIGKILL
    assert files_of(tmp_path / "site") == before
    assert build(config) == 0
    assert (tmp_path / "site/en/returns/a/index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".kbgen", "content", "mkdocs.yml", "site"]


def test_a_build_that_is_asked_to_end_leaves_the_old_site_and_nothing_beside_it(make_site, tmp_path):
    build(make_site())
    before = files_of(tmp_path / "site")
    config = make_site(RICH)
    command = [sys.executable, "-c", KILLED.replace("SIGKILL", "SIGTERM"), str(config), "9"]
    done = subprocess.run(command, check=False, capture_output=True)
    said = b"stopped: the site stays as it was; what was rendered until now is kept for the next build\n"
    assert (done.returncode, done.stderr) == (128 + signal.SIGTERM, said)
    assert files_of(tmp_path / "site") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".kbgen", "content", "mkdocs.yml", "site"]


def test_a_cache_that_cannot_be_written_is_named_and_the_site_is_built_without_it(make_site, tmp_path, capsys):
    config = make_site()
    (tmp_path / ".kbgen").mkdir()
    (tmp_path / ".kbgen/cache").symlink_to("/proc/self/fdinfo")  # where nobody can make a file
    assert build(config) == 0
    said = capsys.readouterr().err
    assert said.count(f"the cache {tmp_path / '.kbgen/cache'} cannot be written") == 1
    assert "cache: off" in said
    assert (tmp_path / "site/en/index.html").is_file()


KILLED_ANYWHERE = """
import os, signal, sys
changes = 0
def note(event, arguments):
    global changes
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if writes or event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "ctypes.dlsym"):
        changes += 1
        if changes == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(note)
from kbgen.commands.main import main
main(["build", "--config", sys.argv[1]])
print(changes)
"""


@pytest.mark.parametrize(
    "change", [600, *(pytest.param(number, marks=pytest.mark.long) for number in (1, 12, 40, *range(100, 760, 40)))]
)
def test_a_build_killed_at_any_change_of_the_disk_leaves_the_old_site_or_the_new_one(make_site, tmp_path, change):
    build(make_site())
    before = files_of(tmp_path / "site")
    config = make_site(RICH)
    command = [sys.executable, "-c", KILLED_ANYWHERE, str(config), str(change)]
    done = subprocess.run(command, check=False, capture_output=True)
    killed = files_of(tmp_path / "site")
    assert done.returncode == -signal.SIGKILL or change > int(done.stdout)
    assert build(config) == 0
    assert killed in (before, files_of(tmp_path / "site"))
    assert sorted(path.name for path in tmp_path.iterdir()) == [".kbgen", "content", "mkdocs.yml", "site"]


def test_a_theme_without_icons_is_explained(make_site, capsys):
    config = make_site()
    config.write_text(config.read_text().replace("name: material", "name: readthedocs"))
    for command in ("build", "check"):
        assert main([command, "--config", str(config)]) == 1
        assert "the theme 'readthedocs' has no icons" in capsys.readouterr().err


def test_a_template_with_a_mistake_is_named(make_site, capsys):
    config = make_site({"overrides/main.html": "{{ kb.title }}\n{% if %}"})
    config.write_text(config.read_text().replace("  name: material\n", "  name: material\n  custom_dir: overrides\n"))
    assert build(config) == 1
    written = capsys.readouterr().err
    assert "overrides/main.html:2: " in written
    assert "hint: it cannot be read as a template" in written


def test_an_unknown_string_in_a_template_is_named(make_site, capsys):
    config = make_site({"overrides/main.html": "{{ kb.t('hom') }}"})
    config.write_text(config.read_text().replace("  name: material\n", "  name: material\n  custom_dir: overrides\n"))
    assert build(config) == 1
    assert "no interface string 'hom'\n  hint: did you mean 'home'?" in capsys.readouterr().err


HOSTILE_PATHS = (
    *("../outside", "../../outside", "/outside", "//outside", "..\\outside", "C:outside", "returns/../../outside"),
    *(
        "returns/%2e%2e/outside",
        "/%2e%2e/outside",
        "/..%2foutside",
        "returns//outside",
        "returns/./outside",
        "con/outside",
        "returns/outside\x00",
    ),
    *("returns/outside.", "\u202eoutside", "http://evil.example/outside", "returns/<outside>", "returns/out|side"),
)


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_a_former_address_cannot_leave_the_site(make_site, tmp_path, path):
    config = make_site({"content/en/returns/x.md": article(aliases=f"[{json.dumps(path)}]")})
    if build(config) == 0:  # an absolute path is an address of the site
        assert (tmp_path / "site/outside/index.html").is_file()
    written = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*outside*")}
    assert written <= {"site/outside"}


def index_names(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in (site / "search").rglob("*.bin")}


def test_the_search_index_of_the_site_that_is_replaced_is_kept_once(make_site, tmp_path, capsys):
    site, names, kept = tmp_path / "site", [], []
    for word in ("one", "two", "three"):
        assert build(make_site({"content/en/returns/a.md": article(word)}), "--json") == 0
        names.append(set((site / "search/files.txt").read_text().splitlines()))
        kept.append(json.loads(capsys.readouterr().out)["index_files_kept"])
    assert kept == [0, len(names[0] - names[1]), len(names[1] - names[2])]
    assert index_names(site) == {f"search/{name}" for name in names[1] | names[2]}


def test_a_build_into_an_empty_folder_is_told_of_the_live_site(make_site, tmp_path, capsys):
    live, fresh = tmp_path / "live", tmp_path / "fresh"
    assert build(make_site({"content/en/returns/a.md": article("one")}), "--output", str(live)) == 0
    config = make_site({"content/en/returns/a.md": article("two")})
    assert build(config, "--output", str(fresh), "--before", str(live)) == 0
    assert index_names(live) < index_names(fresh)
    assert "files of the former search index among them" in capsys.readouterr().err
    assert build(config, "--output", str(fresh), "--before", str(tmp_path / "no-such-folder")) == 2
    assert "no-such-folder is not a folder" in capsys.readouterr().err


def test_the_warning_just_made_is_shown_however_many_there_were(make_site, capsys):
    broken = "checks:\n  broken-link: warning"
    many = {f"content/en/returns/a-{number:02}.md": article("[x](nowhere.md)\n", title=f"No {number}") for number in range(25)}
    assert build(make_site(many, settings=broken)) == 0
    assert "a-24.md" not in capsys.readouterr().err
    edited = article("[y](no-such-file.md)\n", title="Last")
    assert build(make_site({**many, "content/en/returns/z.md": edited}, settings=broken)) == 0
    said = capsys.readouterr().err
    assert said.index("z.md") < said.index("a-00.md")
    assert "more warnings" in said


def test_a_build_says_where_it_knew_no_former_site_that_could_lose_an_address(make_site, tmp_path, capsys):
    live = tmp_path / "site"
    said = []
    for text, *options in (("one",), ("two",), ("three", "--output", str(tmp_path / "a"), "--before", str(live))):
        assert build(make_site({"content/en/returns/a.md": article(text)}), *options) == 0
        said.append("no former site was there" in capsys.readouterr().err)
    assert said == [True, False, False]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert build(make_site(), "--output", str(tmp_path / "b"), "--before", str(empty), "--json") == 0
    assert json.loads(capsys.readouterr().out)["addresses_compared"] is False


def test_a_build_that_would_lose_an_address_leaves_the_old_site(make_site, tmp_path, capsys):
    config, output = make_site(), tmp_path / "out"
    command = ["build", "--config", str(config), "--output", str(output)]
    assert main(command) == 0
    for side in ("en", "zh-hant"):
        folder = config.parent / "content" / side / "returns"
        (folder / "refund-times.md").rename(folder / "moved.md")
    assert main(command) == 1
    assert "the published address '/en/returns/refund-times/' would vanish [lost-address]" in capsys.readouterr().err
    assert (output / "en/returns/refund-times/index.html").is_file()
    assert not (output / "en/returns/moved/index.html").exists()
