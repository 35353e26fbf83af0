"""JSON schemas of arguments, without what a caller does not need: every tool list costs tokens."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """The model's JSON schema without what a caller does not need, since every tool list costs tokens."""
    full = model.model_json_schema()
    return dict(_lean(full, full.get("$defs", {}), top=True))


_DROPPED = frozenset(
    {"title", "default", "$defs", "description", "maxLength", "minLength", "maxItems", "additionalProperties"}
)


def _lean(node: Any, defs: dict[str, Any], *, top: bool = False) -> Any:
    if isinstance(node, list):
        return [_lean(n, defs) for n in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _lean(defs[node["$ref"].rsplit("/", 1)[1]], defs)
    choices = [c for c in node.get("anyOf", ()) if c.get("type") != "null"]
    if len(choices) == 1:
        return _lean({**{k: v for k, v in node.items() if k != "anyOf"}, **choices[0]}, defs)
    lean = {k: _lean_value(k, v, defs) for k, v in node.items() if k not in _DROPPED or k == "const"}
    if top:
        lean["type"] = "object"
        lean.setdefault("properties", {})
    return lean


def _lean_value(key: str, value: Any, defs: dict[str, Any]) -> Any:
    if key == "properties":
        return {name: _lean(child, defs) for name, child in value.items()}
    return _lean(value, defs)
