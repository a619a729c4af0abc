"""What draws the diagrams of articles: the setting `mermaid`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kbgen.settings.config_file import Block


@dataclass(frozen=True, slots=True)
class MermaidSettings:
    """program: the command line of Mermaid, found on PATH where it holds no slash; empty draws nothing and says nothing.

    puppeteer: the file that tells it which browser to start and how, or None.
    """

    program: str = "mmdc"
    puppeteer: Path | None = None

    def found(self) -> Path | None:
        """Return the program, or None where it is not installed."""
        import shutil  # here, because every command reads settings and only a build looks for this; it brings four more

        path = shutil.which(self.program) if self.program else None
        return Path(path) if path else None


USUAL_MERMAID = MermaidSettings()


def read_mermaid(block: Block, root: Path) -> MermaidSettings:
    """Read `mermaid` of the settings. root: where paths begin. Raises ConfigError: a file that is not there."""
    inner = block.block("mermaid")
    if inner is None:
        return USUAL_MERMAID
    inner.expect(MermaidSettings.__slots__)
    program, puppeteer = inner.text("program", "mmdc"), inner.text("puppeteer")
    if "/" in program:
        program = str(root / program)
        if not Path(program).is_file():
            hint = "name the file of mmdc, or remove the line: then it is looked for on PATH; 'off' draws no diagrams"
            raise inner.absent("program", program, hint)
    if puppeteer and not (root / puppeteer).is_file():
        raise inner.absent("puppeteer", puppeteer, "write that file beside mkdocs.yml, or remove the line")
    return MermaidSettings("" if program == "off" else program, root / puppeteer if puppeteer else None)
