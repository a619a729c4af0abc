"""Answers of Zendesk's API are pages of a list: which of them nobody saved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from kbgen.importing.exports.items import split_address
from kbgen.importing.exports.json_pages import Record, number_of, text_of
from kbgen.importing.tasks import Task, of_places


@dataclass
class Answers:
    """What the saved answers say of each other. Of a list by cursors only its end tells that all of it is there."""

    saved: set[tuple[str, int]] = field(default_factory=set)
    following: dict[tuple[str, int], str] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    unended: dict[str, str] = field(default_factory=dict)

    def note(self, answer: Record) -> None:
        """Look at one answer: its own page, and the one that it says comes next."""
        following, former = text_of(answer, "next_page"), text_of(answer, "previous_page")
        if following or former:
            after, before = _page_of(following), _page_of(former)
            own = number_of(answer, "page") or (after - 1 if after else before + 1)
            self.saved.add((_list_of(following or former), own))
            if following:
                self.following[_list_of(following), after] = following
        links, meta = answer.get("links"), answer.get("meta")
        if isinstance(links, dict) and isinstance(meta, dict):
            following, former = text_of(links, "next"), text_of(links, "prev")
            if meta.get("has_more") is True and following:
                self.unended[_list_of(following)] = following
            elif former:
                self.ended.add(_list_of(former))

    def missing(self) -> tuple[Task, ...]:
        """Return what to save besides, with the address of each."""
        pages = [address for place, address in sorted(self.following.items()) if place not in self.saved]
        pages += [address for name, address in sorted(self.unended.items()) if name not in self.ended]
        return tuple(
            of_places(1, "page", "of the API not saved, so what they list is missing: save them too, and import again", pages)
        )


def _list_of(address: str) -> str:
    return re.sub(r"\.json$", "", split_address(address).path)


def _page_of(address: str) -> int:
    number = parse_qs(split_address(address).query).get("page", ["0"])[0]
    return int(number) if re.fullmatch(r"\d{1,9}", number) else 0
