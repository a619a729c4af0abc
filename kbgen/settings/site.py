"""The settings of a site: the `kbgen` block under `plugins` in mkdocs.yml, and what kbgen needs of the rest of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import unquote, urlsplit

from kbgen.errors import PROBLEM_CODES, Severity
from kbgen.model import LANGUAGES, Language, Region
from kbgen.settings.budget import STANDARD_BUDGET, Budget, read_budget
from kbgen.settings.check_levels import CheckLevel, read_checks
from kbgen.settings.collector import CollectorSettings, read_collector
from kbgen.settings.config_file import CONFIG_FILE, Block, inherit, plugin_block, read_file
from kbgen.settings.contact import ContactSettings, LocalText, read_contact
from kbgen.settings.faults import ConfigFaults
from kbgen.settings.fields import entries_of, shown
from kbgen.settings.lang_tags import CHINESE_TAGS, TAG_OF, ChineseTag, LangTag
from kbgen.settings.look import USUAL_LOOK, Look, read_look
from kbgen.settings.mermaid import USUAL_MERMAID, MermaidSettings, read_mermaid
from kbgen.settings.moment import moment_of_build
from kbgen.settings.owners import read_owners
from kbgen.settings.regions import USUAL_REGIONS, RegionNames, read_regions
from kbgen.settings.strict_yaml import Scalar, Table
from kbgen.settings.time_zone import STANDARD_ZONE, read_zone
from kbgen.settings.translations import USUAL_TRANSLATIONS, TranslationSettings, read_translations
from kbgen.settings.variables import read_variables

Spacing = Literal["any", "spaced", "tight"]
SPACINGS: tuple[Spacing, ...] = get_args(Spacing)
Formulas = Literal["certain", "all", "off"]
FORMULAS: tuple[Formulas, ...] = get_args(Formulas)

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
"""Kinds of images that programs show with a shared link; none of them draws SVG."""

SETTINGS = (
    "folders",
    "site_name_zh_hant",
    "zh_hant_tag",
    "zh_hant_spacing",
    "default_language",
    "time_zone",
    "collector",
    "contact",
    "social_image",
    "owners",
    "cache",
    "terms",
    "popular",
    "checks",
    "budget",
    "withdrawn",
    "regions",
    "variables",
    "translations",
    "look",
    "pictures",
    "formulas",
    "mermaid",
)
GONE = ("search",)
"""Settings of earlier versions that did nothing; who has one is told so, and not that it is unknown."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a build may depend on besides the content and the theme.

    root: folder of the configuration file; messages name files relative to it.
    content: the folder MkDocs calls `docs_dir`. output: the one it calls `site_dir`.
    folders: the folder of each language below `content`, which is also the first part of its addresses.
    owners: names of the teams that look after articles, by the name that articles give; empty where articles may give any.
    social_image: the picture shown with shared links in each language, below `content`; empty for none.
    zh_hant_spacing: whether a blank stands between Chinese and Latin letters; `any` is not looked at.
    popular: the file of articles that readers open most, which may be missing.
    cache: folder of rendered articles, or None for no cache. zone: where a day begins that a writer gives without one.
    now: the moment of the build, read once; which articles there are is a matter of it.
    """

    file: Path
    root: Path
    site_name: str
    site_name_zh_hant: str
    site_url: str
    use_directory_urls: bool
    content: Path
    output: Path
    folders: Mapping[Language, str]
    zh_hant_tag: ChineseTag
    zh_hant_spacing: Spacing
    default_language: Language
    collector: CollectorSettings | None
    contact: ContactSettings | None
    social_image: Mapping[Language, str]
    owners: Mapping[str, LocalText]
    cache: Path | None
    terms: Path
    popular: Path
    checks: Mapping[str, CheckLevel]
    zone: tzinfo
    now: datetime
    budget: Budget = STANDARD_BUDGET
    withdrawn: frozenset[str] = frozenset()
    """Published addresses that shall vanish, relative to the root of the site: `en/returns/old-name/`, `a/7f3k/`."""
    translations: TranslationSettings = USUAL_TRANSLATIONS
    pictures: bool = True
    """Whether pictures are published without notes of a camera, and those of articles in smaller files too."""
    formulas: Formulas = "certain"
    """Which formulas of articles are drawn: those that can be nothing else, all between dollars, or none."""
    mermaid: MermaidSettings = USUAL_MERMAID
    files: tuple[Path, ...] = ()
    """The configuration file, and those it inherits from."""
    theme_dir: Path | None = None
    """The site's own templates: what MkDocs calls `theme.custom_dir`."""
    watched: tuple[Path, ...] = ()
    """What code of the site's own is in or reads: what MkDocs calls `hooks` and `watch`."""
    look: Look = USUAL_LOOK
    """Colours, logo, fonts and links of the site's own."""
    variables: Mapping[str, LocalText] = field(default_factory=dict)
    """Values that articles name as `{{ name }}`, in both languages."""
    regions: RegionNames = field(default_factory=lambda: USUAL_REGIONS)
    """The regions that blocks and articles may be for, in the order in which readers see them."""

    @property
    def today(self) -> date:
        """The day of the build, where the site is."""
        return self.now.astimezone(self.zone).date()

    @property
    def shown_content(self) -> Path:
        """The content folder as messages call it: relative to the folder of the project."""
        return Path(os.path.relpath(self.content, self.root))

    @property
    def glossary(self) -> Path:
        """The file of terms and their meanings, which may be missing."""
        return self.content / "glossary.yml"

    def name(self, language: Language) -> str:
        """Return the name of the portal on pages of a language; without a Chinese one, the one of MkDocs."""
        return (language == "zh-hant" and self.site_name_zh_hant) or self.site_name

    def lang_tag(self, language: Language, region: Region | None = None) -> LangTag:
        """Return the tag for `lang` and `hreflang` attributes. region: of a page for one region, whose Chinese it is in."""
        return "en" if language == "en" else TAG_OF[region] if region else self.zh_hant_tag

    def owner_name(self, owner: str, language: Language) -> str:
        """Return the name of a team in a language; as articles write it where the settings say nothing."""
        return self.owners[owner][language] if owner in self.owners else owner

    def severity(self, code: str) -> Severity | None:
        """Return how serious a problem of this code is on this site, or None when it is switched off."""
        known = PROBLEM_CODES[code]
        level = self.checks.get(code, known.severity if known.on else "off")
        return None if level == "off" or level == "info" else level


def load(path: Path) -> Settings:
    """Read and check a site's configuration file. Raises ConfigError, naming file and line."""
    path = path.resolve()
    files: list[Path] = []
    root = inherit(read_file(path), files)
    block = plugin_block(root)
    if block is None:
        line = root.table.key_lines.get("plugins", 1)
        raise root.error(line, "the kbgen plugin is not switched on", "add 'plugins: [kbgen]'")
    for key in GONE:
        if key in block.table.entries:
            raise block.error(block.line_of(key), f"the setting '{key}' is gone: it did nothing", "remove it")
    if not root.text("site_name"):
        raise root.error(1, "'site_name' is missing", "give the portal a name, as in 'site_name: Help centre'")
    content = path.parent / root.text("docs_dir", "docs")
    if not content.is_dir():
        line = root.table.key_lines.get("docs_dir", 1)
        what = "is not a folder" if content.exists() else "does not exist"
        raise root.error(line, f"the content folder {shown(content)} {what}", "set docs_dir to the folder of articles")
    faults = ConfigFaults()
    with faults.caught():
        block.expect(SETTINGS)
    contact = faults.read(lambda: block.block("contact"), None)
    zone: tzinfo = STANDARD_ZONE
    with faults.caught():
        zone = read_zone(block)
    settings = Settings(
        file=path,
        root=path.parent,
        site_name=root.text("site_name"),
        site_name_zh_hant=faults.read(lambda: block.text("site_name_zh_hant"), ""),
        site_url=faults.read(lambda: _site_url(root), ""),
        use_directory_urls=faults.read(lambda: root.flag("use_directory_urls", default=True), True),
        content=content,
        output=path.parent / root.text("site_dir", "site"),
        folders=faults.read(lambda: _folders(block), {}),
        zh_hant_tag=faults.read(lambda: block.choice("zh_hant_tag", CHINESE_TAGS, "zh-Hant-HK"), "zh-Hant-HK"),
        zh_hant_spacing=faults.read(lambda: block.choice("zh_hant_spacing", SPACINGS, "any"), "any"),
        default_language=faults.read(lambda: block.choice("default_language", LANGUAGES, "en"), "en"),
        collector=faults.read(lambda: read_collector(block), None),
        contact=faults.read(lambda: read_contact(contact), None) if contact else None,
        social_image=faults.read(lambda: _social_image(block, content), {}),
        owners=faults.read(lambda: read_owners(block), {}),
        cache=faults.read(lambda: _cache(block, path.parent), None),
        terms=faults.read(lambda: _terms(block, path.parent, content), path),
        popular=faults.read(lambda: _popular(block, path.parent), path),
        checks=faults.read(lambda: read_checks(block), {}),
        zone=zone,
        now=moment_of_build(),
        budget=faults.read(lambda: read_budget(block), STANDARD_BUDGET),
        withdrawn=faults.read(lambda: _withdrawn(block), frozenset()),
        variables=faults.read(lambda: read_variables(block), {}),
        regions=faults.read(lambda: read_regions(block), USUAL_REGIONS),
        translations=faults.read(lambda: read_translations(block), USUAL_TRANSLATIONS),
        pictures=faults.read(lambda: block.flag("pictures", default=True), True),
        formulas=faults.read(lambda: block.choice("formulas", FORMULAS, "certain"), "certain"),
        mermaid=faults.read(lambda: read_mermaid(block, path.parent), USUAL_MERMAID),
        files=tuple(files),
        theme_dir=_theme_dir(root),
        watched=_watched(root),
        look=faults.read(lambda: read_look(block, content), USUAL_LOOK),
    )
    faults.say()
    return settings


def _theme_dir(root: Block) -> Path | None:
    theme = root.table.entries.get("theme")
    name = theme.entries.get("custom_dir") if isinstance(theme, Table) else None
    return root.file.parent / name.text if isinstance(name, Scalar) and not name.tag else None


def _watched(root: Block) -> tuple[Path, ...]:
    named = (entry for key in ("hooks", "watch") for entry in entries_of(root.table.entries.get(key)))
    return tuple(root.file.parent / name.text for name in named if isinstance(name, Scalar) and not name.tag)


def _site_url(root: Block) -> str:
    url = root.text("site_url")
    if url and urlsplit(url).scheme not in {"http", "https"}:
        root.bad("site_url", url, "write it with https://")
    return url if not url or url.endswith("/") else f"{url}/"


def _folders(block: Block) -> Mapping[Language, str]:
    inner = block.block("folders")
    if inner is None:
        return {language: language for language in LANGUAGES}
    inner.expect(LANGUAGES)
    folders = {language: inner.text(language, language) for language in LANGUAGES}
    for language, folder in folders.items():
        if not folder.replace("-", "").isalnum() or not folder.isascii() or folder in {"a", "assets", "notices", "search"}:
            inner.bad(language, folder, "use one folder name of a-z, 0-9 and '-'")
    if folders["en"].lower() == folders["zh-hant"].lower():
        raise inner.error(inner.table.line, f"both languages have the folder '{folders['en']}'", "use two folders")
    return folders


def _social_image(block: Block, content: Path) -> Mapping[Language, str]:
    images = block.local_text("social_image", LANGUAGES)
    for image in images.values():
        if not image.lower().endswith(PICTURES):
            block.bad("social_image", image, "name a PNG or JPEG file; programs that show shared links draw no SVG")
        if not (content / image).is_file():
            raise block.absent("social_image", image, "name a file below docs_dir")
    return images


def _terms(block: Block, root: Path, content: Path) -> Path:
    """Return the file of synonyms; only the one that no setting names may be missing."""
    name = block.text("terms")
    if name and not (root / name).is_file():
        hint = f"write that file, beside {CONFIG_FILE}, or remove the line: then it is terms.yml in the content folder"
        raise block.absent("terms", name, hint)
    return root / name if name else content / "terms.yml"


def _popular(block: Block, root: Path) -> Path:
    """Return the file of popular articles; only the one that no setting names may be missing."""
    name = block.text("popular")
    if name and not (root / name).is_file():
        hint = f"write it by 'kbgen popular --output {name}', or remove the line: then it is popular.json beside {CONFIG_FILE}"
        raise block.absent("popular", name, hint)
    return root / (name or "popular.json")


def _cache(block: Block, root: Path) -> Path | None:
    name = block.text("cache", ".kbgen/cache")
    folder = root / name
    if name == "off":
        return None
    if any(place.exists() and not place.is_dir() for place in (folder, *folder.parents)):
        block.bad("cache", name, "name a folder, which may not exist yet; a file is in its place")
    return folder


def _withdrawn(block: Block) -> frozenset[str]:
    addresses = block.texts("withdrawn", "write a list: withdrawn: [/en/returns/old-name/]")
    faults = ConfigFaults()
    for address in addresses:
        if not address.startswith("/"):
            with faults.caught():
                block.bad("withdrawn", address, "write each as below the root of the site: /en/returns/old-name/")
    faults.say()
    return frozenset(unquote(address).removeprefix("/") for address in addresses)
