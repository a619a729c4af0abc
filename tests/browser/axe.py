"""What axe-core finds in a page."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from playwright.sync_api import Page
from portal_reader import DESK, PHONE

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
COLOURS = {"runOnly": ["color-contrast"]}
# All rules once narrow and once wide; what the scheme alone can change, colours, in all four.
RUNS: list[tuple[int, Literal["light", "dark"], dict[str, list[str]]]] = [
    (DESK, "light", {}),
    (DESK, "dark", COLOURS),
    (PHONE, "dark", {}),
    (PHONE, "light", COLOURS),
]
FIND_VIOLATIONS = """async ({ within, options }) => {
    const { violations } = await axe.run(within ?? document, { resultTypes: ["violations"], ...options });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary}`));
}"""


def violations(page: Page, within: str | None = None) -> list[str]:
    """Return what axe-core finds in the page as it is, light and dark, narrow and wide. within: a selector of a part of it."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = []
    for width, scheme, options in RUNS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        problems = page.evaluate(FIND_VIOLATIONS, {"within": within, "options": options})
        found += [f"{width} {scheme} {problem}" for problem in problems]
    return found
