"""P20: each defence is taken away in a copy of the package, and the row of the list that it belongs to must turn red."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Mutant:
    """A defence that is missing: `old` becomes `new` in one file. red: the tests of which one at least must fail."""

    name: str
    file: str
    old: str
    new: str
    red: str


MUTANTS = [
    Mutant(
        "acknowledge before the commit",
        "store/writer.py",
        "        started = time.perf_counter()\n        try:\n",
        "        started = time.perf_counter()\n        for delivery in batch:\n"
        "            delivery.post(partial(delivery.done, Receipt(stored=len(delivery.records))))\n        try:\n",
        "tests/search_analytics/test_collector_store.py::test_a_store_that_fails_is_answered_503_and_heals_without_a_restart",
    ),
    Mutant(
        "NORMAL instead of FULL",
        "store/sqlite/store.py",
        "PRAGMA synchronous = FULL",
        "PRAGMA synchronous = NORMAL",
        "tests/attacks/test_power_cut.py::test_what_was_acknowledged_outlives_a_power_cut_with_sqlite[0]",
    ),
    Mutant(
        "no rule for the same id in SQLite",
        "store/sql/sqlite/insert_near_midnight.sql",
        "NOT EXISTS (SELECT 1 FROM event WHERE",
        "NOT EXISTS (SELECT 1 FROM event WHERE false AND",
        "tests/search_analytics/test_store_contract.py::test_a_retry_on_the_other_side_of_midnight_is_a_duplicate",
    ),
    Mutant(
        "no rule for the same id in PostgreSQL",
        "store/sql/postgres/insert_event.sql",
        "ON CONFLICT (day, id) DO NOTHING",
        "",
        "tests/attacks/test_events_twice_and_late.py::test_two_collectors_that_get_the_same_events_store_them_once",
    ),
    Mutant(
        "no turns around midnight",
        "store/postgres/store.py",
        "lock=MIDNIGHT_LOCK if any(map(is_near_midnight, records)) else None",
        "lock=None",
        "tests/attacks/test_events_twice_and_late.py::test_two_collectors_on_different_sides_of_midnight_store_an_event_once",
    ),
    Mutant(
        "no order of the rows",
        "store/postgres/store.py",
        "ordered = sorted(fresh.values(), key=lambda record: (record.day, record.id))",
        "ordered = list(fresh.values())",
        "tests/attacks/test_events_twice_and_late.py"
        "::test_two_collectors_that_get_the_same_events_in_another_order_do_not_block_each_other",
    ),
    Mutant(
        "every collector counts alone",
        "store/postgres/store.py",
        "count_together(connection, records)",
        "records",
        "tests/attacks/test_visitors_of_two_collectors.py"
        "::test_the_same_visitors_at_two_stores_at_once_count_once_and_nobody_waits_for_ever",
    ),
    Mutant(
        "digests of visitors in the log",
        "store/sql/postgres/004_visitor_days.sql",
        "CREATE UNLOGGED TABLE",
        "CREATE TABLE",
        "tests/attacks/test_visitors_of_two_collectors.py::test_when_the_day_is_over_no_byte_of_its_visitors_is_left",
    ),
    Mutant(
        "digests of visitors in the planner's statistics",
        "store/sql/postgres/004_visitor_days.sql",
        "ALTER TABLE visitor_day ALTER COLUMN digest SET STATISTICS 0;",
        "",
        "tests/attacks/test_visitors_of_two_collectors.py::test_when_the_day_is_over_no_byte_of_its_visitors_is_left",
    ),
    Mutant(
        "yesterday's visitors stay",
        "store/postgres/upkeep.py",
        "while forget_visitors(connection, today):",
        "while False:",
        "tests/attacks/test_visitors_of_two_collectors.py::test_when_the_day_is_over_no_byte_of_its_visitors_is_left",
    ),
    Mutant(
        "no halving",
        "store/bisection.py",
        "if len(records) == 1:",
        "if records:",
        "tests/attacks/test_events_twice_and_late.py::test_one_poisonous_event_of_five_hundred_costs_itself_only",
    ),
    Mutant(
        "no body cap",
        "http/request.py",
        "if len(body) > limit_bytes:",
        "if False:",
        "tests/search_analytics/test_collector_http.py::test_a_body_that_grows_past_the_limit_is_refused_at_the_limit",
    ),
    Mutant(
        "no check of the coding",
        "http/events.py",
        'fields.get(b"content-encoding", b"identity").lower() != b"identity"',
        "False",
        "tests/search_analytics/test_collector_http.py::test_compressed_bodies_are_refused_unread",
    ),
    Mutant(
        "two lengths are fine",
        "http/events.py",
        'if b"transfer-encoding" in fields and b"content-length" in fields:',
        "if False:",
        "tests/search_analytics/test_collector_http.py::test_a_body_of_two_lengths_is_refused_unread_and_closed",
    ),
    Mutant(
        "any article may be named",
        "http/events.py",
        "self.portal.sift(envelope) if self.portal else Sifted(envelope)",
        "Sifted(envelope)",
        "tests/search_analytics/test_portal_articles.py"
        "::test_an_event_of_an_article_that_nobody_wrote_is_dropped_and_counted_and_its_search_kept",
    ),
    Mutant(
        "no deadline for a head",
        "http/protocol.py",
        "            self._head_deadline = self.loop.call_later(HEAD_SECONDS, self.transport.close)",
        "            self._head_deadline = self.loop.call_later(3_600, self.transport.close)",
        "tests/attacks/test_requests.py::test_a_head_that_never_ends_is_not_waited_for",
    ),
    Mutant(
        "no end of a head",
        "http/protocol.py",
        "if self._unfinished_bytes > MAX_HEAD_BYTES:",
        "if False:",
        "tests/attacks/test_requests.py::test_a_head_without_an_end_is_cut_at_its_limit",
    ),
    Mutant(
        "no limit for a head in one piece",
        "http/protocol.py",
        "len(self.url) > MAX_HEAD_BYTES:",
        "len(self.url) < 0:",
        "tests/attacks/test_requests.py::test_a_request_that_two_parsers_could_read_differently_is_refused_and_closed",
    ),
    Mutant(
        "no origin check",
        "http/origins.py",
        "return origin is None or _is_loopback(origin)",
        "return True",
        "tests/attacks/test_requests.py::test_forged_events_are_refused_and_counted",
    ),
    Mutant(
        "no limiter",
        "http/limits.py",
        "if until_full_us > _EMPTY_US - _REFILL_US:",
        "if False:",
        "tests/attacks/test_floods.py::test_a_flood_from_one_neighbourhood_stores_what_the_limit_allows",
    ),
    Mutant(
        "a limiter without end",
        "privacy/generation_cache.py",
        "if young.taken >= self._capacity:",
        "if False:",
        "tests/attacks/test_floods.py::test_the_limiter_remembers_no_more_neighbourhoods_than_it_has_room_for",
    ),
    Mutant(
        "no share of the day",
        "store/writer.py",
        "health.is_full = health.day_bytes > self.max_day_bytes",
        "health.is_full = False",
        "tests/attacks/test_floods.py::test_a_flood_from_everywhere_stops_at_the_days_share_of_the_disk[sqlite]",
    ),
    Mutant(
        "believe every forwarded address",
        "http/client_address.py",
        "return any(size == len(address) and number & mask == first for size, first, mask in self.networks)",
        "return True",
        "tests/attacks/test_requests.py::test_a_header_that_claims_another_address_changes_nothing",
    ),
    Mutant(
        "no lock file",
        "store/lock.py",
        "        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)",
        "        pass",
        "tests/search_analytics/test_collector_process.py::test_a_second_collector_says_that_the_database_is_taken",
    ),
    Mutant(
        "no redaction",
        "events/ingest.py",
        "query = redact(clean_text(event.q), self.published)",
        "query = clean_text(event.q)",
        "tests/attacks/test_at_rest.py::test_no_file_and_no_log_holds_who_asked",
    ),
    Mutant(
        "statistics of texts",
        "store/postgres/schema.py",
        "SET STATISTICS 0",
        "SET STATISTICS 100",
        "tests/search_analytics/test_upkeep.py::test_what_the_planner_remembers_of_a_table_holds_no_phrase",
    ),
    Mutant(
        "deleted roll-ups stay in the file",
        "store/postgres/upkeep.py",
        '        _rewrite(connection, "roll_up", SMALL_BYTES)',
        "        pass",
        "tests/attacks/test_at_rest.py::test_what_retention_removes_is_gone_from_every_byte",
    ),
    Mutant(
        "a short write is a write",
        "store/spool/files.py",
        "if file.write(lines) < len(lines):",
        "if file.write(lines) < 0:",
        "tests/attacks/test_disk_full.py::test_a_full_spool_is_answered_503_and_keeps_what_it_has",
    ),
    Mutant(
        "believe the memory after an error of the disk",
        "store/sqlite/store.py",
        "        if self._doubts_memory:\n",
        "        if False:\n",
        "tests/attacks/test_failing_disk.py::test_a_collector_started_after_errors_of_the_disk_trusts_the_disk_only",
    ),
    Mutant(
        "new events wait for a spool that cannot be emptied",
        "store/spool/store.py",
        "                if behind is not None:\n                    self._put_on_duty(behind)\n",
        "",
        "tests/attacks/test_failing_disk.py::test_a_spool_that_cannot_be_emptied_holds_up_no_new_events_and_is_emptied_later",
    ),
    Mutant(
        "a store that came back is not noticed",
        "store/writer.py",
        "                self._probe()",
        "                pass",
        "tests/search_analytics/test_collector_store.py::test_a_collector_tries_the_store_by_itself_after_a_failure",
    ),
]


def run_tests(tests: str, package: Path, folder: Path) -> int:
    """Run tests of ours on a package that lies elsewhere, and return pytest's exit code."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml")]
    return subprocess.run(
        [*command, "--rootdir", str(ROOT), "-m", "long or not long", f"--basetemp={folder / 'base'}", str(ROOT / tests)],
        cwd=package,
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        check=False,
    ).returncode


def test_every_defence_and_every_row_is_where_its_mutant_looks() -> None:
    moved = [mutant.name for mutant in MUTANTS if mutant.old not in (ROOT / "search_analytics" / mutant.file).read_text("utf-8")]
    rows = {mutant.name: mutant.red.split("[")[0].split("::") for mutant in MUTANTS}
    gone = [name for name, (file, test) in rows.items() if f"def {test}(" not in (ROOT / file).read_text("utf-8")]
    assert (moved, gone) == ([], [])


@pytest.mark.long
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name.replace(" ", "-"))
def test_without_a_defence_its_row_turns_red(mutant: Mutant, tmp_path: Path) -> None:
    package = tmp_path / "mutant"
    shutil.copytree(ROOT / "search_analytics", package / "search_analytics", ignore=shutil.ignore_patterns("__pycache__"))
    file = package / "search_analytics" / mutant.file
    text = file.read_text("utf-8")
    file.write_text(text.replace(mutant.old, mutant.new), "utf-8")
    assert run_tests(mutant.red, package, tmp_path) == 1
