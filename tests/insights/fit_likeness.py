"""Make the weights of kbgen/insights/diagnosis/likeness.py from labelled pairs, and the centres of sense.py; print them.

The part held out is not read. `--centres` writes kbgen/insights/diagnosis/centres.tsv instead, and needs `kbgen[meaning]`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from diagnosis_tables import sample_index
from needs import FAILED, Part, needs

from kbgen.insights.diagnosis import likeness, sense
from kbgen.insights.diagnosis.examiner import PortalExaminer
from kbgen.insights.diagnosis.trail import Trail
from kbgen.text.aliases import concept_names

PARTS: tuple[Part, ...] = ("tuned", "seen", "seen-blind")
RIDGE = 1.0


def labelled(part: Part, examiner: PortalExaminer) -> tuple[list[str], list[likeness.Clue]]:
    """Return the need of each phrase of a part, and its clue."""
    named, clues = [], []
    for phrase, (need, text) in needs(part).items():
        trail = Trail(phrase=phrase, text=text, counts=FAILED)
        named.append(need)
        clues.append(examiner.clue(trail, examiner.examine(trail)))
    return named, clues


def pairs_of(named: Sequence[str], clues: Sequence[likeness.Clue]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return names of features, pair × feature with ones at the end, and whether each pair is one need."""
    features = {name: table for name, table in likeness.features_of(clues).items() if table is not None}
    ones, others = np.triu_indices(len(clues), 1)
    rows = np.stack([*(table[ones, others] for table in features.values()), np.ones(len(ones))], 1)
    return list(features), rows, np.array([named[one] == named[other] for one, other in zip(ones, others, strict=True)])


def fitted(rows: np.ndarray, same: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression with a ridge, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - same) + RIDGE * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def write_centres(path: Path) -> None:
    """Write the mean vector of the forms of kbgen's concepts, for each script."""
    lines = ["# script, and the mean of the vectors of what concepts are called in it. Made by tests/insights/fit_likeness.py"]
    for script in ("hani", "latn"):
        forms = sorted(form for form in concept_names() if sense.is_chinese(form) == (script == "hani"))
        found = sense.raw_vectors(forms)
        assert found is not None, "pip install 'kbgen[meaning]'"
        lines.append("\t".join([script, *(f"{number:.4f}" for number in found.mean(axis=0))]))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Print the weights."""
    if "--centres" in sys.argv:
        write_centres(Path(sense.__file__).with_name("centres.tsv"))
        return
    examiner = PortalExaminer(sample_index())
    tables = [pairs_of(*labelled(part, examiner)) for part in PARTS]
    rows, same = np.concatenate([rows for _, rows, _ in tables]), np.concatenate([same for *_, same in tables])
    names = [*tables[0][0], "bias"]
    of_meaning = likeness.Weights._field_defaults
    for kept in ([name for name in names if name not in of_meaning], names):
        weights = fitted(rows[:, [names.index(name) for name in kept]], same)
        sys.stdout.write(", ".join(f"{name}={weight:.2f}" for name, weight in zip(kept, weights, strict=True)) + "\n")


if __name__ == "__main__":
    main()
