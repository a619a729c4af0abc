"""Everything that is wrong with settings in one message, where the first fault would hide the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from kbgen.errors import ConfigError

Source = TypeVar("Source")
Value = TypeVar("Value")


class ConfigFaults:
    """Collects the faults of parts that can be read without each other; `say` ends the reading where there are any."""

    def __init__(self) -> None:
        self._found: list[ConfigError] = []

    def read(self, reader: Callable[[], Value], default: Value) -> Value:
        """Return what a reader returns, or the default in place of a value with a fault."""
        try:
            return reader()
        except ConfigError as error:
            self.add(error)
            return default

    def each(self, reader: Callable[[Source], Value], sources: Iterable[Source]) -> tuple[Value, ...]:
        """Return what a reader makes of each source that has no fault."""
        values: list[Value] = []
        for source in sources:
            with self.caught():
                values.append(reader(source))
        return tuple(values)

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Go on behind the block where it raises."""
        try:
            yield
        except ConfigError as error:
            self.add(error)

    def add(self, error: ConfigError) -> None:
        """Take a fault along, once: what two keys lack may be the same."""
        if str(error) not in map(str, self._found):
            self._found.append(error)

    def say(self) -> None:
        """Raise ConfigError with all that was found, each with its place and hint; do nothing where that is nothing."""
        if self._found:
            *others, last = self._found
            raise ConfigError("\n".join((*map(str, others), last.message)), hint=last.hint)


def read_each(reader: Callable[[Source], Value], sources: Iterable[Source]) -> tuple[Value, ...]:
    """Return what a reader makes of each source. Raises ConfigError: what is wrong with any of them."""
    faults = ConfigFaults()
    values = faults.each(reader, sources)
    faults.say()
    return values
