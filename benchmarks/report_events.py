"""A made-up month of a large portal, as rows for a store: phrases by Zipf's law in both languages, and what follows them."""

from __future__ import annotations

import itertools
import math
from bisect import bisect
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

import psycopg

from search_analytics.privacy.match_key import group_key
from search_analytics.store.location import is_postgres
from search_analytics.store.opening import open_store
from search_analytics.store.postgres.connection import connect
from search_analytics.store.postgres.schema import add_month

COLUMNS = (
    "day", "id", "ts", "type", "site", "build", "source", "language", "query", "match_key", "results", "outcome", "mode",
    "previous", "first", "search", "article", "position", "origin", "vote", "reason",
)  # fmt: skip
Row = tuple[object, ...]
SITE, BUILD = "harbour-hill", "build-1"
ENGLISH = (  # noqa: SIM905, a list of words as words
    "refund order delivery proof colour shirt hoodie mug sticker badge banner card gift bag box label ribbon print sample "
    "invoice payment octopus voucher discount return exchange parcel courier pickup store address account password login "
    "artwork file resolution bleed font logo vector deadline rush bulk quote minimum fabric cotton size chart wash care "
    "embroidery foil"
).split()
CHINESE = (  # noqa: SIM905, a list of words as words
    "退款 訂單 送貨 校稿 顏色 衛衣 杯子 貼紙 襟章 橫額 卡片 禮物 袋 盒 標籤 絲帶 印刷 樣本 發票 付款 "
    "八達通 優惠券 折扣 退貨 換貨 包裹 速遞 自取 門市 地址 帳戶 密碼 登入 檔案 解像度 出血 字型 標誌 "
    "期限 急件 大量 報價 最少 布料 純棉 尺寸 洗衣 刺繡 燙金"
).split()
ARTICLES = tuple(f"{topic}/{word}" for topic in ("orders", "delivery", "files", "returns") for word in ENGLISH[:40])
SEARCHES, VIEWS = 0.40, 0.34
"""Shares of all events; clicks come to about a fifth, votes to a twentieth."""


def phrases(count: int, random: Random) -> list[tuple[str, str, str]]:
    """Return distinct (language, query, match key), the most used first; a third of them English."""
    found: dict[tuple[str, str], str] = {}
    while len(found) < count:
        language, words, joint = ("en", ENGLISH, " ") if random.random() < 0.34 else ("zh-hant", CHINESE, "")
        most = 1 + min(3, int(math.log10(len(found) + 10)))
        query = joint.join(random.sample(words, random.randint(1, most)))
        found.setdefault((language, group_key(query)), query)
    return [(language, query, key) for (language, key), query in found.items()]


def rows(events: int, days: int, last_day: date, distinct: int, seed: int) -> Iterator[list[Row]]:
    """Yield the events of each day, in order of their ids. distinct: phrases of the whole period."""
    random = Random(seed)
    known = phrases(distinct, random)
    weights = list(itertools.accumulate(1 / (rank + 8) for rank in range(distinct)))
    fates = [random.choices(("exact", "corrected", "weak", "none"), (70, 8, 12, 10))[0] for _ in known]
    for age in range(days - 1, -1, -1):
        day = last_day - timedelta(days=age)
        midnight = int(datetime.combine(day, time(), UTC).timestamp())
        found = list(_day(random, day.isoformat(), midnight, events // days, known, weights, fates))
        yield sorted(found, key=lambda row: row[1])  # type: ignore[arg-type, return-value]


def _day(
    random: Random,
    day: str,
    midnight: int,
    events: int,
    known: list[tuple[str, str, str]],
    weights: list[float],
    fates: list[str],
) -> Iterator[Row]:
    left = int(events * SEARCHES)
    before: bytes | None = None
    while left:
        left -= 1
        place = min(bisect(weights, random.random() * weights[-1]), len(known) - 1)
        (language, query, key), outcome, id_ = known[place], fates[place], random.randbytes(16)
        stamp = midnight + random.randrange(8_640) * 10
        results = 0 if outcome == "none" else random.randint(1, 40)
        head = (day, id_, stamp, "search", SITE, BUILD, "js", language, query, key, results, outcome, "settle", before)
        yield (*head, int(random.random() < 0.86), None, None, None, None, None, None)
        chance = random.random()
        before = id_ if chance < (0.3 if outcome in ("none", "weak") else 0.06) else None
        if chance > (0.9 if outcome in ("none", "weak") else 0.35):
            article = "contact" if chance > 0.99 else ARTICLES[(place * 7 + int(chance > 0.8)) % len(ARTICLES)]
            yield _other(random, day, stamp, "click", None, (id_, article, 1 + int(random.expovariate(0.6)), None, None, None))
    for _ in range(int(events * VIEWS)):
        article, origin = ARTICLES[int(random.random() ** 2 * len(ARTICLES))], random.choice(("search", "nav", "other"))
        yield _other(
            random, day, midnight + 10, "view", random.choice(("en", "zh-hant")), (None, article, None, origin, None, None)
        )
        if random.random() < 0.14:
            yield _other(random, day, midnight + 20, "vote", "en", (None, article, None, None, int(random.random() < 0.8), None))


def _other(random: Random, day: str, stamp: int, kind: str, language: str | None, tail: Row) -> Row:
    return (day, random.randbytes(16), stamp, kind, SITE, BUILD, "js", language, *[None] * 7, *tail)


def fill(location: str, events: int, days: int, last_day: date, distinct: int, seed: int = 7) -> int:
    """Fill a new store behind the collector's back, a day a transaction; return the number of rows."""
    open_store(location).close()
    found = rows(events, days, last_day, distinct, seed)
    return _fill_postgres(location, found) if is_postgres(location) else _fill_sqlite(Path(location), found)


def _fill_sqlite(path: Path, days: Iterator[list[Row]]) -> int:
    import sqlite3

    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        marks = ", ".join("?" * len(COLUMNS))
        written = 0
        for found in days:
            connection.executemany(f"INSERT INTO event ({', '.join(COLUMNS)}) VALUES ({marks})", found)
            connection.commit()
            written += len(found)
    return written


def _fill_postgres(url: str, days: Iterator[list[Row]]) -> int:
    written = 0
    with connect(url) as connection:
        for found in days:
            add_month(connection, str(found[0][0])[:7])
            with connection.cursor() as cursor, cursor.copy(f"COPY event ({', '.join(COLUMNS)}) FROM STDIN".encode()) as copy:
                for row in found:
                    copy.write_row(row)
            written += len(found)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")
    return written
