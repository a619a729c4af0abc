"""`kbgen build`: build the site; the old one stays until the new one is whole."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbgen.commands.garbage import garbage_looked_for_seldom
from kbgen.commands.options import add_config, add_former, add_json, print_json, problem_as_json
from kbgen.commands.terminal import AskedToEndError, Terminal, asked_to_end_tidily, mkdocs_log
from kbgen.counted import counted
from kbgen.errors import MAX_WARNINGS, Problem, UsageError
from kbgen.file_stamps import stamps_below
from kbgen.settings.fields import shown
from kbgen.settings.site import Settings, load
from kbgen.site.outputs.last_build import LastBuild
from kbgen.stages import Stages

if TYPE_CHECKING:
    from kbgen.mkdocs_plugin.engine import BuiltSite
    from kbgen.site.outputs.written import SiteFiles
    from kbgen.site.portal import Portal

ABOUT = "build the site; the old one stays until the new one is whole"
LEAST_SHOWN_SECONDS = 0.05
NOT_COMPARED = "; no former site was there, so no published address was looked for (--before DIR names the live one)"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_json(parser)
    add_config(parser)
    parser.add_argument("--output", type=Path, metavar="DIR", help="(default: site_dir of the configuration, or site)")
    parser.add_argument("--before", type=Path, metavar="DIR", help="the site that is live now (default: what is in the output)")
    add_former(parser, "--former", "--before")
    parser.add_argument("--profile", action="store_true", help="say what each stage took, processor time of helpers included")


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    stages = Stages("starting")
    settings = load(options.config)
    output = (options.output or settings.output).absolute()
    if options.before and not options.before.is_dir():
        raise UsageError(f"--before: {shown(options.before)} is not a folder", hint="for a first site give an empty folder")
    with _end_said(settings, output, terminal):
        stages.begin("comparing")
        last = LastBuild(settings, output)
        told = last.told() if options.before is None else None
        if told is None:
            told = _build(settings, output, options.before, last, stages, terminal)
        else:
            as_cached = {"pages_drawn": 0, "articles_rendered": 0, "articles_cached": told["articles"]}
            told = {**told, **as_cached, "nothing_changed": True, "addresses_compared": True}
            for line in told["said"]:
                terminal.say(line)
        before = last.problems() if len(told["problems"]) > MAX_WARNINGS else ()
        _show(told, before, output, stages, options, terminal)
    return 0


@contextmanager
def _end_said(settings: Settings, output: Path, terminal: Terminal) -> Iterator[None]:
    """Say what there is when somebody interrupts the build: a site, and what the next build need not make again."""
    before = _inode(output)
    try:
        yield
    except (KeyboardInterrupt, AskedToEndError):
        after = _inode(output)
        site = (
            "no site was written"
            if after is None
            else "the site stays as it was"
            if after == before
            else "the site is the new one"
        )
        kept = "; what was rendered until now is kept for the next build" if settings.cache and after == before else ""
        terminal.say(f"stopped: {site}{kept}")
        raise


def _inode(folder: Path) -> int | None:
    """Return what tells a folder from one that took its place, or None where there is none."""
    return folder.stat().st_ino if folder.exists() else None


def _build(
    settings: Settings, output: Path, before: Path | None, last: LastBuild, stages: Stages, terminal: Terminal
) -> dict[str, Any]:
    """Build the site, and return what it tells of itself. before: the site that is live, if that is not what lies in `output`."""
    inputs = last.inputs()
    stages.begin("starting")
    warnings: list[Problem] = []
    with garbage_looked_for_seldom():  # from the imports on, which make a tenth of all values
        from kbgen.mkdocs_plugin.engine import build_site
        from kbgen.mkdocs_plugin.plugin import Observer
        from kbgen.site.outputs.former_index import keep_former_index
        from kbgen.site.outputs.former_scripts import keep_former_assets
        from kbgen.site.outputs.publish import folder_size, staged
        from kbgen.site.outputs.written import SiteBefore, held_open

        former = (before or output).absolute()
        is_compared = (former / "index.html").is_file()  # looked at now: the new site is about to take its place
        lost: list[Problem] = []
        observer = Observer(
            terminal.progress,
            warnings.extend,
            stages.begin,
            stages.add,
            lambda portal, files: lost.extend(_lost(former, portal, files)),
        )
        with (
            asked_to_end_tidily(),
            mkdocs_log(terminal, logging.WARNING) as said,
            held_open(output) as descriptor,
            staged(output) as folder,
        ):
            old = None if descriptor is None else SiteBefore(descriptor, last.contents())
            built = build_site(settings.file, folder, observer, before=old)
            stages.begin("publishing")
            built.files.put_together()
            kept = keep_former_index(former, folder, takes_its_place=before is None)
            keep_former_assets(former, folder)
        written = stamps_below(output) if built.all_known and inputs else None
        size_bytes = folder_size(output) if written is None else sum(stamp[0] for stamp in written.values())
        told = _told(built, size_bytes, kept, warnings, said)
        if written is not None and inputs:  # without addresses that were lost: the next build would have none to lose
            last.keep(inputs, told, written, built.files.digests)
    return {**told, "addresses_compared": is_compared, "problems": [*warnings, *lost]}


def _lost(former: Path, portal: Portal, files: SiteFiles) -> Sequence[Problem]:
    """Return what of the former site's addresses would vanish, as warnings. Raises ContentError where that is an error."""
    from kbgen.site.outputs.lost_addresses import require_addresses

    paths = {path for path in files.paths() if ".htm" in path}
    return require_addresses(former, portal, paths)


def _told(built: BuiltSite, size_bytes: int, kept: int, warnings: Sequence[Problem], said: Sequence[str]) -> dict[str, Any]:
    """Return what a build made. size_bytes: of all files. kept: files of the former search index. said: lines of MkDocs."""
    from kbgen.site.portal import next_change

    count = built.portal.count
    return {
        "build_id": built.portal.build_id,
        "next_change": next_change(built.portal),
        "pages": built.pages,
        "pages_drawn": built.pages - built.pages_cached,
        "articles": count.rendered + count.cached,
        "articles_rendered": count.rendered,
        "articles_cached": count.cached,
        "output_bytes": size_bytes,
        "index_files_kept": kept,
        "nothing_changed": False,
        "problems": warnings,
        "said": list(said),
    }


def _show(
    told: Mapping[str, Any],
    before: Collection[Problem],
    output: Path,
    stages: Stages,
    options: argparse.Namespace,
    terminal: Terminal,
) -> None:
    """Say what a build made and what it took. before: the problems of the last one."""
    main_bytes, helper_bytes = _peak_memory_bytes()
    terminal.problems(told["problems"], max_warnings=MAX_WARNINGS, before=before)
    spent = stages.spent()
    outcome = {
        "output": str(output),
        **{name: value for name, value in told.items() if name != "said"},
        "seconds": round(sum(stage.seconds for stage in spent.values()), 3),
        "stages": {name: round(stage.seconds, 3) for name, stage in spent.items()},
        "processor_seconds": {name: round(stage.processor_seconds, 3) for name, stage in spent.items()},
        "peak_memory_bytes": main_bytes,
        "peak_memory_helper_bytes": helper_bytes,
    }
    terminal.say(_sentence(output, outcome, stages.beside))
    if options.profile:
        for name, stage in spent.items():
            terminal.say(f"  {name:<12} {stage.seconds:7.2f} s, {stage.processor_seconds:7.2f} s of processors")
    if options.json:
        print_json({**outcome, "problems": [problem_as_json(problem) for problem in told["problems"]]})


def _sentence(output: Path, outcome: Mapping[str, Any], beside: Mapping[str, float]) -> str:
    pages, seconds, size_mb = outcome["pages"], outcome["seconds"], outcome["output_bytes"] / 1e6
    problems = counted(len(outcome["problems"]), "problem")
    if outcome["nothing_changed"]:
        return (
            f"nothing changed: the {counted(pages, 'page')} in {shown(output)} ({size_mb:.1f} MB) are what a build would write; "
            f"{problems}; looked at in {seconds:.1f} s"
        )
    helper_bytes, kept = outcome["peak_memory_helper_bytes"], outcome["index_files_kept"]
    return (
        f"built {counted(pages, 'page')} in {seconds:.1f} s ({_stages(outcome['stages'], beside)}); "
        f"{counted(outcome['articles_rendered'], 'article')} rendered, {outcome['articles_cached']:,} from the cache; "
        f"{counted(outcome['pages_drawn'], 'page')} drawn; {problems}; peak memory {outcome['peak_memory_bytes'] / 1e6:.0f} MB"
        + (f" and {helper_bytes / 1e6:.0f} MB a helper" if helper_bytes else "")
        + f"; {size_mb:.1f} MB in {shown(output)}"
        + (f", {counted(kept, 'file')} of the former search index among them" if kept else "")
        + ("" if outcome["addresses_compared"] else NOT_COMPARED)
    )


def _stages(spent: Mapping[str, float], beside: Mapping[str, float]) -> str:
    """Return the stages that took some time, which add up, and behind them those that another process did meanwhile."""
    shown, meanwhile = (
        ", ".join(f"{name} {seconds:.1f}" for name, seconds in some.items() if seconds >= LEAST_SHOWN_SECONDS)
        for some in (spent, beside)
    )
    return f"{shown}; beside them {meanwhile}" if meanwhile else shown


def _peak_memory_bytes() -> tuple[int, int]:
    """Return the peak of this process and of its largest helper process; zeros where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0, 0
    unit = 1 if sys.platform == "darwin" else 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
