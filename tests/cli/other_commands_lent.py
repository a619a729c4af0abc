"""A package that lends a command to kbgen."""


def greet(arguments: list[str]) -> int:
    """Greet somebody."""
    assert arguments == ["--loud", "x"]
    return 7
