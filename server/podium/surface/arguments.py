"""The arguments of every tool: validated once, here. Models of the wire, turned into plain values by the calls."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from podium.core.errors import UserError
from podium.core.limits import Delivery
from podium.core.texts import visible, writable
from podium.core.values import RATINGS, ContextItem

OBJECTIVE_BYTES = 256 * 1024
CONTEXT_BYTES = 4 * 1024 * 1024
MOST_ENTRIES = 20_000
MOST_ARGUMENTS = 100


def _listed(value: Any) -> Any:
    """Hosts send lists as JSON text now and then, and one word where a list of words is meant."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        try:
            return writable(json.loads(value))
        except (ValueError, RecursionError):
            return [value]
    return [value] if value.strip() else []


def _mapped(value: Any) -> Any:
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            return writable(json.loads(value))
        except (ValueError, RecursionError):
            return value
    return value


def _bytes(text: str) -> int:
    """Bytes of a text as UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _bounded_items(value: Any) -> Any:
    """Refuse what is too long by its characters alone, before each of them is looked at."""
    items = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    found = [item.get("text") for item in items]
    for tags in (item.get("tags") for item in items):
        found += tags if isinstance(tags, list) else []
    _refuse_long_context(sum(len(text) for text in found if isinstance(text, str)))
    return value


def _refuse_long_context(size: int) -> None:
    if size > CONTEXT_BYTES:
        raise ValueError(
            f"the context has at least {size:,} bytes in all, the limit is {CONTEXT_BYTES:,}; give `paths` instead"
        )


def _sized(value: str) -> str:
    """The text without characters nobody can see, if it is not too long."""
    size = _bytes(value)
    if size > OBJECTIVE_BYTES:
        raise ValueError(f"it has {size:,} bytes, the limit is {OBJECTIVE_BYTES:,}; put material into `context`")
    return visible(value)


Text = Annotated[str, AfterValidator(_sized)]
Visible = Annotated[str, AfterValidator(visible)]
Objective = Annotated[Text, StringConstraints(min_length=1)]
Paths = Annotated[
    list[Annotated[str, StringConstraints(max_length=4_096)]], BeforeValidator(_listed), Field(max_length=10_000)
]
Words = Annotated[
    list[Annotated[Visible, StringConstraints(max_length=4_096)]], BeforeValidator(_listed), Field(max_length=10_000)
]
Limit = Annotated[int, Field(ge=1)]
Rating = Annotated[int, Field(ge=1, le=5)]


class Item(BaseModel):
    """One piece of context from the caller."""

    model_config = ConfigDict(extra="ignore")
    name: Annotated[Visible, StringConstraints(min_length=1, max_length=512)]
    text: Visible
    tags: list[Visible] = []

    def value(self) -> ContextItem:
        """The item as the core knows it."""
        return ContextItem(self.name, self.text, tuple(self.tags))


Items = Annotated[list[Item], BeforeValidator(_bounded_items), BeforeValidator(_listed), Field(max_length=MOST_ENTRIES)]


class Arguments(BaseModel):
    """Base of all: unknown arguments are refused by name, and the whole context is bounded."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="after")
    def _bounded(self) -> Arguments:
        items: list[Item] = getattr(self, "context", None) or getattr(self, "items", None) or []
        _refuse_long_context(sum(_bytes(i.text) + sum(map(_bytes, i.tags)) for i in items))
        return self


Scores = Annotated[dict[Literal[RATINGS], Rating], BeforeValidator(_mapped)]  # type: ignore[valid-type]


class Orchestrate(Arguments):
    """`orchestrate` and its aliases."""

    objective: Objective
    chain: Text = ""
    confidence_override: Annotated[float, Field(ge=0, le=1)] | None = None
    agent_limit: Annotated[int, Field(ge=1, le=10)] | None = None
    context: Items = []
    paths: Paths = []
    preserve: Words = []
    scores: Scores = {}
    delivery: Delivery = "auto"
    token_limit: Limit | None = None
    seconds_limit: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    requests_limit: Limit | None = None


REPLIES: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "agent_id": {"type": "string"},
            "status": {"enum": ["ok", "failed"]},
            "content": {"type": "string"},
        },
        "required": ["agent_id", "content"],
    },
}


class Continue(Arguments):
    """`orchestrate-continue`."""

    run_id: str
    # Entries are read one by one, so that the valid ones of a mixed list are kept.
    replies: Annotated[list[Any], BeforeValidator(_listed), Field(max_length=1_000), WithJsonSchema(REPLIES)] = []
    quiet: bool = False
    cancel: bool = False


class Brief(Arguments):
    """`agent-brief`."""

    run_id: str
    agent_id: str


class Status(Arguments):
    """`orchestrate-status`."""

    run_id: str | None = None


class Feedback(Arguments):
    """`orchestrate-feedback`."""

    run_id: str
    success: bool
    note: Annotated[str, StringConstraints(max_length=4_000)] = ""


class Decide(Arguments):
    """`decision-engine`."""

    objective: Objective
    context: Items = []
    paths: Paths = []
    scores: Scores = {}


class Relationships(Arguments):
    """`command-relationships`."""

    commands: Words = []
    objective: Text = ""


class Task(BaseModel):
    """One task of `parallel-over-sequential`."""

    model_config = ConfigDict(extra="ignore")
    id: Visible
    minutes: float
    depends_on: Annotated[list[Visible], BeforeValidator(_listed)] = []
    resources: Annotated[list[Visible], BeforeValidator(_listed)] = []


class Parallel(Arguments):
    """`parallel-over-sequential`."""

    tasks: Annotated[list[Task], BeforeValidator(_listed), Field(max_length=10_000)] = []
    max_parallel: Annotated[int, Field(ge=1, le=1_000)] = 10
    objective: Text = ""


class Economy(Arguments):
    """`context-economy`."""

    objective: Objective
    items: Items = []
    paths: Paths = []
    roles: Annotated[Words, Field(max_length=30)] = []
    budget_tokens: Annotated[int, Field(ge=50, le=2_000_000)] = 8_000
    preserve: Words = []
    strategy: str = ""


class Mathematics(Arguments):
    """`verify-mathematics`."""

    claims: Visible | list[Visible]


class Learning(Arguments):
    """`learning-report`."""

    domain: Visible | None = None


ModelT = TypeVar("ModelT", bound=Arguments)


def read(model: type[ModelT], arguments: dict[str, Any] | None) -> ModelT:
    """The validated arguments.

    Raises:
        UserError: one sentence for every mistake, each with what to do.
    """
    _refuse_too_many(model, arguments or {})
    given = {k: v for k, v in writable(arguments or {}).items() if v is not None}
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise UserError("; ".join(_sentences(error, model))) from None


def _refuse_too_many(model: type[BaseModel], arguments: Mapping[str, Any]) -> None:
    """Refuse what has far too many parts before each of them is looked at."""
    if len(arguments) > MOST_ARGUMENTS:
        names = ", ".join(model.model_fields)
        raise UserError(f"there are {len(arguments):,} arguments; those that this tool knows are {names}")
    for name, value in arguments.items():
        if isinstance(value, list) and len(value) > MOST_ENTRIES:
            raise UserError(f"`{name[:60]}` has {len(value):,} entries, the limit is {MOST_ENTRIES:,}")


def _sentences(error: ValidationError, model: type[BaseModel]) -> list[str]:
    found = [_sentence(e, model) for e in error.errors(include_url=False, include_context=False)[:5]]
    more = error.error_count() - len(found)
    return [*found, f"and {more} more"] if more > 0 else found


def _sentence(mistake: Any, model: type[BaseModel]) -> str:
    where = ".".join(str(part) for part in mistake["loc"] if part != "[key]")
    if mistake["type"] == "missing":
        return f"`{where}` is missing; call again with it"
    if mistake["type"] == "extra_forbidden":
        names = list(model.model_fields)
        from difflib import get_close_matches  # here, because only a mistake needs it

        close = get_close_matches(where, names, 1)
        hint = f"did you mean `{close[0]}`?" if close else f"the arguments are {', '.join(names)}"
        return f"there is no argument `{where[:60]}`; {hint}"
    if where.startswith("scores"):
        return f"`{where[:80]}`: a score is a whole number from 1 to 5 for one of {', '.join(RATINGS)}"
    message = mistake["msg"].removeprefix("Value error, ")
    return f"`{where}`: {message}" if where else message
