"""`kbgen build`: build the site; the old one stays until the new one is whole."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from kbgen.commands.options import add_config, add_former, add_json, print_json, problem_as_json
from kbgen.commands.terminal import Terminal, mkdocs_log
from kbgen.counted import counted
from kbgen.errors import MAX_WARNINGS, Problem, UsageError
from kbgen.settings.fields import shown
from kbgen.settings.site import load

if TYPE_CHECKING:
    from kbgen.mkdocs_plugin.engine import BuiltSite

ABOUT = "build the site; the old one stays until the new one is whole"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    add_json(parser)
    add_config(parser)
    parser.add_argument("--output", type=Path, metavar="DIR", help="(default: site_dir of the configuration, or site)")
    parser.add_argument("--before", type=Path, metavar="DIR", help="the site that is live now (default: what is in the output)")
    add_former(parser, "--former", "--before")


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command."""
    from kbgen.mkdocs_plugin.engine import build_site
    from kbgen.mkdocs_plugin.plugin import Observer
    from kbgen.site.outputs.former_index import keep_former_index
    from kbgen.site.outputs.former_scripts import keep_former_assets
    from kbgen.site.outputs.publish import staged

    start = monotonic()
    settings = load(options.config)
    output = (options.output or settings.output).absolute()
    if options.before and not options.before.is_dir():
        raise UsageError(f"--before: {shown(options.before)} is not a folder", hint="for a first site give an empty folder")
    warnings: list[Problem] = []
    with mkdocs_log(terminal, logging.WARNING), staged(output) as folder:
        built = build_site(settings.file, folder, Observer(terminal.progress, warnings.extend))
        former = (options.before or output).absolute()
        warnings += _lost(former, built, folder)
        kept = keep_former_index(former, folder)
        keep_former_assets(former, folder)
    terminal.problems(warnings, max_warnings=MAX_WARNINGS)
    outcome = _outcome(output, built, kept, monotonic() - start, warnings)
    terminal.say(_sentence(output, outcome))
    if options.json:
        print_json(outcome)
    return 0


def _lost(former: Path, built: BuiltSite, folder: Path) -> Sequence[Problem]:
    """Return what of the former site's addresses would vanish, as warnings. Raises ContentError where that is an error."""
    from kbgen.site.outputs.lost_addresses import require_addresses

    paths = {path.relative_to(folder).as_posix() for path in folder.rglob("*.htm*")}
    return require_addresses(former, built.portal, paths)


def _outcome(output: Path, built: BuiltSite, kept: int, seconds: float, warnings: Sequence[Problem]) -> dict[str, Any]:
    """Return what a build made, for programs. kept: files of the former search index."""
    from kbgen.site.outputs.publish import folder_size

    main_bytes, helper_bytes = _peak_memory_bytes()
    size_bytes = folder_size(output)
    return {
        "output": str(output),
        "build_id": built.portal.build_id,
        "pages": built.pages,
        "articles_rendered": built.portal.count.rendered,
        "articles_cached": built.portal.count.cached,
        "seconds": round(seconds, 3),
        "peak_memory_bytes": main_bytes,
        "peak_memory_helper_bytes": helper_bytes,
        "output_bytes": size_bytes,
        "index_files_kept": kept,
        "problems": [problem_as_json(problem) for problem in warnings],
    }


def _sentence(output: Path, outcome: Mapping[str, Any]) -> str:
    rendered, helper_bytes, kept = (outcome[key] for key in ("articles_rendered", "peak_memory_helper_bytes", "index_files_kept"))
    return (
        f"built {counted(outcome['pages'], 'page')} in {outcome['seconds']:.1f} s ({counted(rendered, 'article')} rendered, "
        f"{outcome['articles_cached']:,} from the cache); peak memory {outcome['peak_memory_bytes'] / 1e6:.0f} MB"
        + (f" and {helper_bytes / 1e6:.0f} MB a helper" if rendered and helper_bytes else "")
        + f"; {outcome['output_bytes'] / 1e6:.1f} MB in {shown(output)}"
        + (f", {counted(kept, 'file')} of the former search index among them" if kept else "")
    )


def _peak_memory_bytes() -> tuple[int, int]:
    """Return the peak of this process and of its largest helper process; zeros where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0, 0
    unit = 1 if sys.platform == "darwin" else 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
