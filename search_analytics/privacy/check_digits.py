"""Check digits of the numbers that redaction looks for, so that an ordinary number of the same shape stays.

Arithmetic that others have laid down, apart from the rules, which are ours.
"""

from __future__ import annotations

# Twice the digit, and the digits of that added up.
_DOUBLED = dict(zip("0123456789", (0, 2, 4, 6, 8, 1, 3, 5, 7, 9), strict=True))
# Taiwan's letters stand for two digits; the order is historical, not alphabetical.
_TAIWAN_LETTERS = {letter: 10 + place for place, letter in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO")}
_TAIWAN_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)


def is_luhn(digits: str) -> bool:
    """Say whether `digits` (ASCII) pass the check of payment cards."""
    plain = sum(map(int, digits[-1::-2]))
    return (plain + sum(_DOUBLED[digit] for digit in digits[-2::-2])) % 10 == 0


def is_hkid(letters: str, digits: str, check: str) -> bool:
    """Say whether a Hong Kong identity card number is real.

    letters: one or two, upper case. digits: six. check: a digit or A, which stands for 10.
    """
    values = [36] if len(letters) == 1 else []  # a missing first letter counts as a space, value 36
    values += [ord(letter) - ord("A") + 10 for letter in letters]
    values += [int(digit) for digit in digits]
    values.append(10 if check == "A" else int(check))
    return sum(value * weight for value, weight in zip(values, range(9, 0, -1), strict=True)) % 11 == 0


def is_taiwan_id(number: str) -> bool:
    """Say whether a Taiwan identity card or resident certificate number is real.

    number: ten characters, upper case: a letter and nine digits, or, on certificates until 2020, two letters and eight.
    """
    first = _TAIWAN_LETTERS[number[0]]
    second = int(number[1]) if number[1].isdigit() else _TAIWAN_LETTERS[number[1]] % 10
    values = (first // 10, first % 10, second, *(int(digit) for digit in number[2:]))
    return sum(value * weight for value, weight in zip(values, _TAIWAN_WEIGHTS, strict=True)) % 10 == 0
