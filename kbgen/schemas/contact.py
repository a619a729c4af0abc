"""The setting `contact`."""

from __future__ import annotations

from kbgen.schemas.parts import Schema, choice, flag, local_text, named, one_or_more, refer, table, text
from kbgen.settings.channels import CHANNEL_KINDS, value_hint
from kbgen.settings.contact import CHANNEL_KEYS, CONTACT_KEYS, DAYS, DURATION, EXPECTATION_KEYS, PLACE_KEYS
from kbgen.settings.regions import REGION_WORDS

CHANNEL = "channel"
_DURATION_HINT = "as 2 hours, 1 working day or 3-5 days; each language gets its own words."


def contact() -> Schema:
    """Return the schema of `contact`."""
    channels: dict[str, Schema] = {
        kind: refer(f"{kind}: {value_hint(kind, '')}; several are a list.", CHANNEL) for kind in CHANNEL_KINDS
    }
    fields = {
        **channels,
        "replies": text(f"How soon somebody answers, {_DURATION_HINT}", DURATION.pattern),
        "hours": local_text("When somebody answers, in words of your own, for a site without places."),
        "places": one_or_more("Where people work, with their hours.", _place()),
        "expectations": named(
            "How long things take; articles name them as {takes:refund}.", _expectation(), "[a-z0-9][a-z0-9-]*"
        ),
    }
    return table("How readers reach a person.", fields, CONTACT_KEYS)


def channel() -> Schema:
    """Return the schema of a channel, which all kinds share."""
    fields = {
        "value": local_text("The number, address or name itself."),
        "region": choice("For readers of one region.", REGION_WORDS),
        "label": local_text("What it is called."),
        "replies": text(f"How soon somebody answers here, {_DURATION_HINT}", DURATION.pattern),
        "note": local_text("A remark that stands beside it."),
        "qr": text("A picture of it to scan, below docs_dir."),
    }
    each = {"anyOf": [local_text("The number, address or name."), table("", fields, CHANNEL_KEYS, required=("value",))]}
    return {"anyOf": [each, {"type": "array", "items": each}]}


def _place() -> Schema:
    fields = {
        "name": local_text("What it is called."),
        "region": choice("Decides the time zone and the public holidays.", REGION_WORDS),
        "address": local_text("Where it is."),
        "open": named(
            "Times of each weekday, as mon-fri: 10:00-18:30.", text("Times, as 10:00-13:00, 14:00-18:30."), DAYS.pattern
        ),
        "open_on_holidays": flag("Whether it is open on public holidays."),
        "closed": named("Days when it is closed, each with the reason.", local_text("Why."), r"\d{4}-\d{2}-\d{2}"),
    }
    return table("", fields, PLACE_KEYS, required=("name", "region", "open"))


def _expectation() -> Schema:
    fields = {
        "label": local_text("What takes its time."),
        "takes": text(f"How long, {_DURATION_HINT}", DURATION.pattern),
        "article": text("The path of the article that explains it, such as returns/refund-times."),
        "category": text("The category whose page shows it; that of the article where nothing is said."),
    }
    return table("", fields, EXPECTATION_KEYS, required=("label", "takes"))
