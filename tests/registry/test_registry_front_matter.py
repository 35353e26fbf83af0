"""Front matter: strict for ours, tolerant for users', and never dangerous."""

from __future__ import annotations

import contextlib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from podium.core.errors import UserError
from podium.registry import front_matter
from podium.registry.front_matter import FRONT_MATTER_BYTES, read_strictly, read_tolerantly, split
from podium.registry.reading import read_builtin, read_users

BOMB = "---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ndescription: *c\n---\nBody\n"


def builtin(text: str):
    return read_builtin(text, "sample", "atomic/sample.md")


def users(text: str):
    return read_users(text, "sample", "mine", "sample.md")[:2]


@pytest.fixture(autouse=True, params=["CSafeLoader", "SafeLoader"], scope="module")
def both_loaders(request):
    """Every test runs with the C parser and with the one that is always there."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML was built without its C parser")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(front_matter, "_LOADER", getattr(yaml, request.param))
        yield


def test_a_well_formed_file_fills_every_field():
    command = builtin(
        "---\n"
        "description: Does a thing\n"
        'argument-hint: "[what]"\n'
        "aliases: [one, two]\n"
        "kind: orchestrator\n"
        "resources: [Working-Tree, staging]\n"
        "complexity: 1.4/1.5\n"
        "context-required: Some context\n"
        "execution-time: 2 minutes\n"
        "requires: [/first]\n"
        'chains-to: "*"\n'
        "feeds_into: second, third\n"
        'compatible_with: ["*atomic", "*orchestrator"]\n'
        "substitutes:\n  - fourth\n"
        "steps: a |> (b || c)\n"
        "roles: [Screen Reader, a11y]\n"
        "computes: true\n"
        "owner: somebody\n"
        "---\n# Title\n"
    )
    assert (command.name, command.description, command.argument_hint) == ("sample", "Does a thing", "[what]")
    assert (command.aliases, command.kind, command.resources) == (
        ("one", "two"),
        "orchestrator",
        ("working-tree", "staging"),
    )
    assert (command.complexity, command.context_required, command.execution_time) == (1.4, "Some context", "2 minutes")
    assert (command.requires, command.chains_to, command.feeds_into) == (("first",), ("*",), ("second", "third"))
    assert (command.compatible_with, command.substitutes) == (("*atomic", "*orchestrator"), ("fourth",))
    assert (command.steps, command.roles, command.computes) == ("a |> (b || c)", ("screen reader", "a11y"), True)
    assert (command.extra, command.body, command.source) == ({"owner": "somebody"}, "# Title\n", "builtin")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("Just text\n", "atomic/sample.md:1:", "front matter is missing"),
        ("---\ndescription: never closed\n", "atomic/sample.md:1:", "front matter is missing"),
        ("---\nkind: atomic\n---\n", "atomic/sample.md:1:", "description is missing"),
        ("---\ndescription: x\nargument-hint: a: b\n---\n", "atomic/sample.md:3:", "quotes"),
        ("---\ndescription: x\nkind: molecular\n---\n", "atomic/sample.md:3:", "molecular"),
        ("---\ndescription: x\n\n# note\ncomplexity: 2\n---\n", "atomic/sample.md:5:", "0 to 1.5"),
        ("---\ndescription: x\ncomplexity: nan\n---\n", "atomic/sample.md:3:", "0 to 1.5"),
        ("---\ndescription: x\nrequires: [no!pe]\n---\n", "atomic/sample.md:3:", "no!pe"),
        ("---\ndescription: x\nrequires: {a: b}\n---\n", "atomic/sample.md:3:", "list of words"),
        ("---\ndescription: x\nchains_to: [*atomic]\n---\n", "atomic/sample.md:3:", "quotes"),
        ("---\ndescription: x\ndescription: y\n---\n", "atomic/sample.md:3:", "twice"),
        ("---\nchains-to: x\nchains_to: y\n---\n", "atomic/sample.md:3:", "twice"),
        ("---\n- a\n- b\n---\n", "atomic/sample.md:2:", "key: value"),
        ("---\na: b\n--- more\n---\n", "atomic/sample.md:3:", "one document"),
        ("---\n? [a]\n: b\n---\n", "atomic/sample.md:2:", "plain word"),
    ],
)
def test_a_mistake_in_a_built_in_names_file_and_line(text, place, words):
    with pytest.raises(UserError) as caught:
        builtin(text)
    assert str(caught.value).startswith(place)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("description: &a text", "anchors"),
        ("description: !!python/object/apply:os.system [ls]", "tags"),
        ("description: !mine text", "tags"),
        ("description: !!str text", "tags"),
        ("deep: [[[[[[[[[[x]]]]]]]]]]", "nested"),
        ("deep: " + "[" * 15_000, "nested"),
        ("deep:\n" + "- " * 5_000 + "x", "nested"),
        ("deep: " + "{a: " * 3_000, "nested"),
    ],
)
def test_tags_anchors_and_deep_nesting_are_refused_in_every_file(line, words):
    for read in (builtin, users):
        with pytest.raises(UserError, match=words):
            read(f"---\n{line}\n---\nBody\n")


def test_an_alias_bomb_is_refused_at_its_first_anchor():
    for read in (builtin, users):
        with pytest.raises(UserError, match=r"sample\.md:2: anchors"):
            read(BOMB)


def test_front_matter_beyond_its_limit_is_refused():
    text = "---\ndescription: " + "x" * FRONT_MATTER_BYTES + "\n---\nBody\n"
    for read in (builtin, users):
        with pytest.raises(UserError, match="32768 bytes"):
            read(text)


def test_plain_scalars_stay_the_text_their_author_wrote():
    command, notes = users("---\nversion: 1.10\nday: 2026-01-01\ncountry: no\naliases: [on, 404, ~x]\n---\nBody\n")
    assert command.extra == {"version": "1.10", "day": "2026-01-01", "country": "no"}
    assert command.aliases == ("on", "404", "x")
    assert "~x" in notes


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("# Clean up\n\nRemove what is dead.\n", "Clean up"),
        ("Remove what is dead. Then stop.\n", "Remove what is dead."),
        ("\n\n> **Note** this\n", "Note this"),
        ("---\n---\n\n## Title `code`\n", "Title code"),
        ("---\n\nprose between two rules\n\n---\n# After\n", "prose between two rules"),
        ("\ufeff---\ndescription: with a mark\n---\nBody\n", "with a mark"),
        ("---\r\ndescription: with returns\r\n---\r\nBody\r\n", "with returns"),
        ("\n---\ndescription: after a blank line\n---\nBody\n", "after a blank line"),
        ("---\ndescription: Use when: it is late\n---\nBody\n", "Use when: it is late"),
        ("---\ndescription:\ttabbed\n\tand more\n---\nBody\n", "tabbed and more"),
        ("---\ndescription: >\n  folded\n  text\n---\nBody\n", "folded text"),
        ("---\ndescription: |\n  block: text\nother: a: b\n---\nBody\n", "block: text"),
        ("---\ndescription: *Important* thing\n---\nBody\n", "*Important* thing"),
        ("---\ndescription: 'quoted: yes' \nx: a: b\n---\nBody\n", "quoted: yes"),
        ("---\ndescription: @mention\n---\nBody\n", "@mention"),
        ("---\nDescription: capital\n---\nBody\n", "capital"),
        ("---\ndescription: [a, b]\n---\nBody\n", "[a, b]"),
        ("---\nmodel: fast\n---\n設計する。次に書く。\n", "設計する。次に書く。"),
        ("---\ntitle: unclosed\nBody text.\n", "Body text."),
        ("***\n```\n", "sample"),
    ],
)
def test_sloppy_files_are_commands_too(text, description):
    command, _ = users(text)
    assert command.description == description


def test_loose_front_matter_still_gives_lists_and_says_that_it_was_loose():
    command, notes = users("---\ndescription: a: b\nargument-hint: [path] [--deep]\naliases:\n- x\n- /y\n---\nBody\n")
    assert (command.description, command.argument_hint, command.aliases) == ("a: b", "[path] [--deep]", ("x", "y"))
    assert "sample.md:2" in notes


def test_unquoted_wildcards_of_a_user_are_understood():
    command, _ = users("---\ndescription: x\ncompatible_with: [*atomic, *orchestrator]\nchains_to: *\n---\nBody\n")
    assert (command.compatible_with, command.chains_to) == (("*atomic", "*orchestrator"), ("*",))


def test_a_bracketed_hint_is_kept_as_written():
    assert users("---\nargument-hint: [pr-number]\n---\nBody\n")[0].argument_hint == "[pr-number]"


def test_mistakes_in_a_users_fields_are_notes():
    command, notes = users("---\nkind: agent\ncomplexity: lots\nrequires: {a: b}\nfeeds_into: [—]\n---\nBody\n")
    assert (command.kind, command.complexity, command.requires, command.feeds_into) == ("atomic", None, (), ())
    assert "sample.md:2" in notes
    assert "sample.md:3" in notes
    assert "sample.md:4" in notes


def test_a_users_command_never_computes():
    assert not users("---\ncomputes: true\n---\nBody\n")[0].computes


def test_a_users_steps_make_it_a_workflow():
    assert users("---\nsteps: a |> b\n---\nBody\n")[0].kind == "orchestrator"


def test_hidden_characters_are_removed_from_every_text_of_a_users_file():
    hidden = "\x00\x07\u200b\u200d\u202e\u2066\ufeff\u00ad\U000e0041\U000e0100"
    text = f'---\ndescription: a{hidden}b\nnote: ["c{hidden}d"]\nescaped: "e\\u202e\\u200bf"\n---\ng{hidden}h\n'
    command, _ = users(text)
    assert (command.description, command.body) == ("ab", "gh\n")
    assert command.extra == {"note": ["cd"], "escaped": "ef"}


def test_hidden_characters_are_removed_from_nested_values_and_their_keys():
    command, _ = users('---\nmeta: {"k\\u200bey": ["v\\u202eal", {"a": "b\\u200bc"}]}\n---\nBody\n')
    assert command.extra == {"meta": {"key": ["val", {"a": "bc"}]}}


def test_escaped_lone_surrogates_never_reach_a_command():
    command, _ = users('---\ndescription: "a\\ud800b"\nnote: "c\\udfffd"\n---\nBody\n')
    command.description.encode()
    repr(command.extra).encode()


def test_ordinary_emoji_and_tabs_survive():
    command, _ = users("# Title \u2764\ufe0f\n\n\tindented\n")
    assert command.body == "# Title \u2764\ufe0f\n\n\tindented\n"


def test_text_smuggled_in_variation_selectors_is_removed():
    command, _ = users("# T\ufe00\ufe01\ufe0f\ufe0e\ufe0f itle\n")
    assert command.description == "T itle"


@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_tolerant_reader(text):
    for whole in (text, f"---\n{text}\n---\nBody\n"):
        with contextlib.suppress(UserError):
            assert users(whole)[0].description


@given(st.text(alphabet="abc:-[]{}&*!|>'\"#%@` \n\t,?", max_size=60))
def test_both_readers_agree_on_what_is_yaml(front):
    parts = split(f"---\n{front}\n---\nBody\n")
    try:
        strict = read_strictly(parts, "f.md")
    except UserError:
        return
    assert read_tolerantly(parts, "f.md") == (strict, "")
