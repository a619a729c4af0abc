"""What a writer is told who wrote a day that is none."""

from __future__ import annotations

import pytest

from kbgen.settings.moment import moment_hint, read_moment


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2027-02-29", "2027-02 has 28 days; write a day"),
        ("2028-02-30", "2028-02 has 29 days; write a day"),
        ("2026-13-01", "there is no month 13"),
        ("9999-12-31", "write a year from 1970 to 9998, or leave the line out"),
        ("2026/12/1", "write it as 2026-12-01"),
        ("20261201", "write it as 2026-12-01"),
        ("２０２６年１２月１日", "write it as 2026-12-01"),
        ("2026-12-01 9:00", "write a day, as 2026-12-01, or a time, as 2026-12-01 09:00"),
        ("01/12/2026", "write a day, as 2026-12-01"),
        ("tomorrow", "write a day, as 2026-12-01"),
    ],
)
def test_the_hint_says_what_is_wrong_with_the_day_or_how_to_write_it(written, told):
    assert read_moment(written) is None
    assert moment_hint(written).startswith(told)
