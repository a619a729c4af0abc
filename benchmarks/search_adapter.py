"""Build a collection of Markdown files as a portal, with the module that a search benchmark drives.

    python benchmarks/search_adapter.py MARKDOWN_DIR OUTPUT_DIR

MARKDOWN_DIR holds `en/` and `zh-hant/`. OUTPUT_DIR gets the portal, with pages at `/<language>/<path>.html`, and
`search/search.mjs`, which exports `createSearch({ base, locale })` → `search(query, { limit })` → `[{ url, title, score }]`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from kbgen.commands.main import main as kbgen

CONFIG = """\
site_name: Benchmark
site_url: https://benchmark.example/
docs_dir: content
use_directory_urls: false
theme:
  name: material
plugins:
  - kbgen:
      checks:
        broken-link: warning
        broken-anchor: warning
        missing-image: warning
        external-image: warning
        missing-description: warning
        missing-title: warning
        missing-category-page: warning
        missing-home-page: warning
        raw-html: "off"
        extra-title: "off"
        missing-alt: "off"
        empty-language: warning
        table-cells: warning
"""

MODULE = """\
import { createSearch as create } from '../CLIENT'

export function createSearch({ base, locale }) {
  const search = create({ base, locale })
  return {
    async search(query, { limit }) {
      const answer = await search.search(query, { limit })
      return answer.results.map(({ url, title, score }) => ({ url: `/${url}`, title, score }))
    },
  }
}
"""


def main(markdown: Path, output: Path) -> int:
    """Build the portal in a folder of its own, then move it to `output`."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for language in ("en", "zh-hant"):
            (project / "content" / language).mkdir(parents=True)
            if (markdown / language).is_dir():
                shutil.copytree(markdown / language, project / "content" / language, dirs_exist_ok=True)
        (project / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
        code = kbgen(["build", "--config", str(project / "mkdocs.yml"), "--output", str(project / "site")])
        if code:
            return code
        site = project / "site"
        (client,) = site.glob("assets/kbgen/*/search/client.js")
        module = MODULE.replace("CLIENT", client.relative_to(site).as_posix())
        (site / "search" / "search.mjs").write_text(module, encoding="utf-8")
        shutil.copytree(site, output, dirs_exist_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
