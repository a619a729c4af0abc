"""Plants gaps in a made-up shop, has kbgen find, explain and close them, and counts how often it is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from planted_log import DAYS, four_weeks, weeks_after
from planted_needs import Plant, World, planted_world
from planted_shop import write_article, write_shop

from kbgen.errors import UsageError
from kbgen.insights.agreement import each_network_once
from kbgen.insights.counting import with_mended_in_vain
from kbgen.insights.decisions import Decision, Decisions, ids_of
from kbgen.insights.diagnosis.drafts import read_drafts
from kbgen.insights.diagnosis.examiner import PortalExaminer
from kbgen.insights.fixes.choose import Wishes
from kbgen.insights.fixes.git_branch import write_edits
from kbgen.insights.fixes.plan import Workshop, plan_fix
from kbgen.insights.gaps import Gap, Gaps, find_gaps
from kbgen.insights.replay.queries import LoggedQueries, queries_of_log
from kbgen.insights.search_log import read_log_under_todays_ids
from kbgen.model import LANGUAGES, Language
from kbgen.search.query import SearchEngine
from kbgen.search.reader import IndexReader, index_of
from kbgen.settings.site import load
from kbgen.site.portal import Portal, prepare
from kbgen.site.site_search import SiteSearch, search_of_articles, with_drafts
from search_analytics.events.record import EventRecord
from search_analytics.privacy.match_key import group_key
from search_analytics.store.search_log import Question, SearchLog
from search_analytics.store.sqlite.store import SqliteStore

FIRST_DAY = date(2026, 10, 1)
TOP = 3
"""Results that readers take in."""


@dataclass
class Shop:
    """A planted shop on disk, with the log of its readers."""

    world: World
    folder: Path
    seed: int
    portal: Portal = field(init=False)
    index: IndexReader = field(init=False)
    search: SiteSearch = field(init=False)
    events: list[EventRecord] = field(init=False)

    def __post_init__(self) -> None:
        write_shop(self.folder, self.world.articles)
        self.build()
        self._place_low()
        self.events = four_weeks(self.world, self.engines, FIRST_DAY, self.seed)
        self.store(self.events)

    def read(self) -> None:
        """Read the articles as they are."""
        self.portal = prepare(with_drafts(load(self.folder / "mkdocs.yml")))
        self.search = search_of_articles(self.portal)

    def build(self) -> None:
        """Publish the articles: make the index that readers ask."""
        self.read()
        self.index = index_of(self.search.files)
        for name, content in self.search.files.items():
            path = self.folder / "site" / "search" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    @property
    def engines(self) -> Mapping[Language, SearchEngine]:
        return {language: SearchEngine(self.index, language) for language in LANGUAGES}

    @property
    def log_file(self) -> Path:
        return self.folder / "searches.sqlite3"

    def store(self, events: list[EventRecord]) -> None:
        log = SqliteStore(self.log_file)
        log.append(events)
        log.close()

    def _place_low(self) -> None:
        """Let the article meant by a search with several be the one that stands lowest today."""
        engines = self.engines
        for at, plant in enumerate(self.world.plants):
            if plant.low:
                own = {article.id for article in self.world.articles if article.thing.name(plant.language) == plant.texts[0]}
                found = [result.document.id for result in engines[plant.language].search(plant.texts[0]).results]
                self.world.plants[at] = replace(plant, article=[article for article in found if article in own][-1])

    def examiner(self) -> PortalExaminer:
        drafts = read_drafts(self.folder / "drafts").texts if (self.folder / "drafts").is_dir() else {}
        return PortalExaminer(self.index, drafts, {plant.opened for plant in self.world.plants if plant.opened})

    def gaps(self, weeks: int = 4, decisions: Decisions | None = None) -> tuple[SearchLog, Gaps]:
        """Return the log and the gaps of its weeks, by the portal as it is."""
        examiner = self.examiner()
        until = FIRST_DAY + timedelta(days=DAYS * weeks // 4 - 1)
        question = Question(until - timedelta(days=DAYS * weeks // 4 - 1), until, threshold_k=3, agreeing_networks=3)
        log = with_mended_in_vain(read_log_under_todays_ids(str(self.log_file), question, {}), examiner.is_mended)
        return log, find_gaps(log, examiner, decisions)

    def finds(self, plant: Plant, article: str) -> bool:
        """Tell whether a reader finds an article among the first results, in their language."""
        answer = self.engines[plant.language].search(plant.texts[0])
        return any(result.document.id == article and not result.weak and result.own for result in answer.results[:TOP])


def gap_of(plant: Plant, gaps: Gaps) -> Gap | None:
    """Return the gap that shows what readers typed."""
    phrase = group_key(plant.texts[0]), plant.language
    for gap in gaps.found:
        if any((group_key(phrasing.text), phrasing.language) == phrase for phrasing in gap.phrasings):
            return gap
    return None


@dataclass
class Outcome:
    """What became of a planted gap. verdict: None where it was not found. fix: what was written, or why nothing was.

    is_closed: whether kbgen said so afterwards, as `finds` says of its readers; None where nothing was to be found.
    """

    plant: Plant
    verdict: str | None = None
    gap: Gap | None = None
    fix: str = ""
    article: str | None = None
    is_fixed: bool = False
    finds: bool | None = None
    state: str = ""

    @property
    def is_found(self) -> bool:
        return self.gap is not None

    @property
    def is_diagnosed(self) -> bool:
        return self.verdict == self.plant.cause

    @property
    def follows(self) -> bool:
        """Whether the state of the gap follows what its readers did after the change."""
        return self.state == ("closed" if self.finds else "reopened")


def diagnosed(shop: Shop) -> list[Outcome]:
    """Return the planted gaps as kbgen finds and explains them."""
    _, gaps = shop.gaps()
    found = [(plant, gap_of(plant, gaps)) for plant in shop.world.plants]
    return [Outcome(plant, gap.diagnosis.verdict.value if gap else None, gap) for plant, gap in found]


def fix_all(shop: Shop, outcomes: list[Outcome]) -> None:
    """Write what kbgen offers for each gap, one after the other as an editor does, write the drafts, and publish."""
    log, _ = shop.gaps()
    queries = queries_of_log(each_network_once(log), shop.examiner().is_published)
    plans: dict[str, tuple[str, str | None]] = {}
    for outcome in outcomes:
        if outcome.gap is None:
            continue
        if outcome.gap.id not in plans:
            plans[outcome.gap.id] = _fixed(shop, outcome.gap, queries)
        outcome.fix, outcome.article = plans[outcome.gap.id]
    _write_drafts(shop)
    shop.build()
    for outcome in outcomes:
        outcome.is_fixed = _is_right(shop, outcome)


def _fixed(shop: Shop, gap: Gap, queries: LoggedQueries) -> tuple[str, str | None]:
    """Write the change for a gap; return what it is, or why there is none, and the article that it is for."""
    try:
        plan = plan_fix(gap, Wishes(), Workshop(shop.portal.settings, shop.portal, queries, shop.search))
    except UsageError as error:
        return f"refused: {error.message}", None
    if plan.fault:
        return f"refused: {plan.fault}", None
    write_edits(shop.folder, plan.fix.edits)
    shop.read()
    return plan.fix.what, plan.fix.article


_WRITTEN: Mapping[Language, str] = {"en": "Ask us, and we see to it.\n", "zh-hant": "請告訴我們，我們會處理。\n"}
"""What an editor writes in place of the mark of a draft."""


def _write_drafts(shop: Shop) -> None:
    """Do what an editor does with drafts: write those that kbgen began, translate, and publish what was written."""
    by_id = {article.id: article for article in shop.world.articles}
    for path in sorted((shop.folder / "content").rglob("*.md")):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        if not any(line.startswith("<!-- unfinished") for line in lines):
            continue
        language: Language = "en" if "en" in path.relative_to(shop.folder).parts else "zh-hant"
        name = path.relative_to(shop.folder / "content" / language).with_suffix("").as_posix()
        text = "".join(_WRITTEN[language] if line.startswith("<!-- unfinished") else line for line in lines)
        if name in by_id:
            words = [line for line in lines if line.startswith("keywords:")]
            title = by_id[name].titles[language]
            text = f"---\ntitle: {title}\ndescription: {title}\n{''.join(words)}---\n\n{by_id[name].bodies[language]}"
        path.write_text(text, "utf-8")
    for article in by_id.values():
        for language in article.languages if article.draft else ():
            write_article(shop.folder, article, language, published=True)


def _is_right(shop: Shop, outcome: Outcome) -> bool:
    plant, refused = outcome.plant, outcome.fix.startswith("refused")
    if plant.right == "nothing":
        return refused
    if plant.right == "draft":
        return outcome.fix.startswith("draft of") and shop.finds(plant, outcome.article or "")
    return (refused or plant.right == "found") and shop.finds(plant, plant.article or "")


def weeks_later(shop: Shop, outcomes: list[Outcome]) -> None:
    """Let readers search again, of two gaps in three with success, and note what kbgen says of each then."""
    again = [one for one in outcomes if one.is_fixed and one.plant.right != "nothing"]
    for n, outcome in enumerate(again):
        outcome.finds = n % 3 != 0
    found = ((one.plant, one.article or one.plant.article or "", bool(one.finds)) for one in again)
    shop.store(weeks_after(found, shop.engines, FIRST_DAY + timedelta(days=DAYS), len(shop.events) + 1))
    # That readers take what they passed over no index can tell: an editor says so on the day of the change.
    seen = [one.gap for one in again if one.gap and one.gap.diagnosis.seen]
    published = FIRST_DAY + timedelta(days=DAYS - 1)
    done = {gap.id: Decision(gap.id, "done", published, same=ids_of(gap.identities, gap.id)) for gap in seen}
    _, gaps = shop.gaps(weeks=8, decisions=Decisions(done))
    for outcome in again:
        gap = gap_of(outcome.plant, gaps)
        outcome.state = "gone" if gap is None else "closed" if gap.is_closed else gap.state


COLUMNS = ("planted", "gaps", "found", "diagnosed", "fixed right", "closed or reopened rightly")


def table(outcomes: list[Outcome]) -> str:
    """Return a row for each cause as Markdown, and one of all."""
    by_cause = defaultdict[str, list[Outcome]](list)
    for outcome in outcomes:
        by_cause[outcome.plant.cause].append(outcome)
    lines = [f"| {' | '.join(COLUMNS)} |", f"| --- |{' ---: |' * (len(COLUMNS) - 1)}"]
    for cause, some in (*sorted(by_cause.items()), ("all", outcomes)):
        again = [one for one in some if one.finds is not None]
        right = (sum(getattr(one, name) for one in some) for name in ("is_found", "is_diagnosed", "is_fixed"))
        cells = (cause, len(some), *right, f"{sum(one.follows for one in again)} of {len(again)}")
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def share(outcomes: list[Outcome], is_so: Callable[[Outcome], bool]) -> float:
    """Return the share of outcomes of which something is so."""
    return sum(map(is_so, outcomes)) / len(outcomes)


def planted_shop(folder: Path, *, seed: int, number: int) -> Shop:
    """Plant so many gaps of each cause in a shop that is written into a folder."""
    return Shop(planted_world(seed, number), folder, seed)
