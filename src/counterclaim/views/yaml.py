"""A golden case as YAML that people like to read: texts as blocks, keys in their order."""

from __future__ import annotations

from typing import Any


def dumped(told: dict[str, Any]) -> str:
    """One YAML document."""
    import yaml  # noqa: PLC0415 (slow, and needed where cases are written)

    class Plain(yaml.SafeDumper):
        """Texts of several lines as blocks."""

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)

    Plain.add_representer(str, text)
    made: str = yaml.dump(told, Dumper=Plain, allow_unicode=True, sort_keys=False, width=110)
    return made
