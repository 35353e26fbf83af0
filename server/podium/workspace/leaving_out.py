"""What is never handed to an agent: secrets, generated and binary files, what the project itself ignores."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from podium.core.secrets import holds_secret
from podium.core.texts import visible
from podium.workspace.folders import PROJECT_MARKERS

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_FOLDERS = {
    **dict.fromkeys((".git", ".hg", ".svn", ".jj"), "version control"),
    **dict.fromkeys(("node_modules", "bower_components", "jspm_packages", "Pods", ".yarn"), "installed packages"),
    **dict.fromkeys((".venv", "venv", "site-packages", ".tox", ".nox", "virtualenv"), "virtual environment"),
    **dict.fromkeys(("__pycache__", ".cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"), "cache"),
    **dict.fromkeys((".next", ".nuxt", ".gradle", ".terraform", ".eggs", "htmlcov", ".svelte-kit"), "build output"),
    **dict.fromkeys((".ssh", ".aws", ".gnupg", ".kube", ".azure", ".gcloud"), "secret"),
}
_OUTPUTS = frozenset(("build", "dist", "target", "out", "coverage", "DerivedData"))

_SECRET = re.compile(
    r"\.env.*|.*\.env|.*\.(?:pem|key|p12|pfx|jks|keystore|kdbx|gpg|ppk|p8|ovpn|tfstate|tfvars|agekey)(?:\.\w+)?"
    r"|id_(?:rsa|dsa|ecdsa|ed25519)(?:[._-].*)?|\.?_?netrc|\.pgpass|\.npmrc|\.pypirc|\.htpasswd|\.git-credentials"
    r"|\.dockercfg|\.vault[-_].*|\.?(?:access|auth|api|refresh)?[-_]?tokens?|.*\.tokens?"
)
_SECRET_DATA = re.compile(
    r"\.?(?:.*[._-])?(?:credentials?|secrets?|tokens?|service[-_]?account|api[-_]?keys?|passwords?|passwd|private[-_]?keys?)(?:[._-].*)?"
)
_SOURCE_SUFFIXES = frozenset(
    (
        *(
            ".py",
            ".pyi",
            ".js",
            ".jsx",
            ".ts",
            ".tsx",
            ".mjs",
            ".cjs",
            ".go",
            ".rs",
            ".java",
            ".kt",
            ".scala",
            ".c",
            ".h",
        ),
        *(".cc", ".cpp", ".hpp", ".cs", ".rb", ".php", ".swift", ".ex", ".exs", ".md", ".rst", ".sql", ".html", ".css"),
        *(".scss", ".vue", ".svelte", ".proto", ".graphql", ".hs", ".clj", ".lua", ".dart", ".m", ".mm", ".r", ".jl"),
    )
)
_GENERATED = re.compile(
    r"(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.sum|packages\.lock\.json|.*\.lock|.*\.lockb)"
    r"|.*[.-]min\.(?:js|css)|.*\.map|.*\.(?:snap|tsbuildinfo)"
)
_BINARY = re.compile(
    r".*\.(?:png|jpe?g|gif|webp|ico|icns|bmp|tiff?|psd|pdf|zip|gz|bz2|xz|zst|7z|rar|tar|tgz|jar|war|whl|egg|exe|dll|so"
    r"|dylib|a|o|obj|lib|class|pyc|pyo|pyd|wasm|bin|dat|db|sqlite3?|db-wal|db-shm|mp[34]|m4a|wav|ogg|flac|avi|mov|mkv"
    r"|webm|ttf|otf|woff2?|eot|docx?|xlsx?|pptx?|odt|parquet|npy|npz|pkl|pickle|onnx|pt|safetensors|h5|iso|dmg|deb|rpm)"
)


def folder_reason(name: str, siblings: Collection[str]) -> str | None:
    """Why a folder is left out by its name, given the names beside it; None if it is not."""
    if name in _OUTPUTS and not _is_project(siblings):
        return None
    if not _legible(name):
        return _ILLEGIBLE
    if name in _OUTPUTS or name.endswith(".egg-info"):
        return "build output"
    return _FOLDERS.get(name) or _FOLDERS.get(name.lower())


def _legible(name: str) -> bool:
    """Whether a name can be shown, and given back to be read: some systems allow any bytes in one."""
    return (name.isascii() and name.isprintable()) or (visible(name) == name and "\n" not in name)


_ILLEGIBLE = "its name holds bytes or characters that cannot be shown"


def _is_project(siblings: Collection[str]) -> bool:
    return any(marker in siblings for marker in PROJECT_MARKERS)


def file_reason(name: str) -> str | None:
    """Why a file is left out by its name; None if it is not."""
    if not _legible(name):
        return _ILLEGIBLE
    lowered = name.lower()
    suffix = lowered[lowered.rfind(".") :] if "." in lowered else ""
    if _SECRET.fullmatch(lowered) or (suffix not in _SOURCE_SUFFIXES and _SECRET_DATA.fullmatch(lowered)):
        return "may hold secrets"
    if _GENERATED.fullmatch(lowered):
        return "generated"
    return "binary" if _BINARY.fullmatch(lowered) else None


def path_reason(relative: str) -> str | None:
    """Why a file is left out wherever it is named: by its own name, or a folder of secrets or version control."""
    *folders, name = relative.split("/")
    guarded = {_FOLDERS.get(folder.lower()) for folder in folders} & {"secret", "version control"}
    return f"in a {guarded.pop()} folder" if guarded else file_reason(name)


def text_reason(text: str) -> str | None:
    """Why a file is left out by its content; None if it is not."""
    return "holds a private key or an access token" if holds_secret(text) else None


class IgnoreFile:
    """One `.gitignore`, with the folder it stands in (relative, empty for the workspace folder)."""

    def __init__(self, folder: str, text: str) -> None:
        self._prefix = f"{folder}/" if folder else ""
        self._text = text

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec.from_lines(self._text.splitlines())

    def verdict(self, relative: str) -> bool | None:
        """True: ignored; False: taken back by `!`; None: not mentioned. Folders end with a slash."""
        return self._spec.check_file(relative.removeprefix(self._prefix)).include


def ignored(relative: str, files: Collection[IgnoreFile]) -> bool:
    """Whether a chain of `.gitignore` files, outermost first, ignores a path; the innermost that speaks decides."""
    for file in reversed(list(files)):
        verdict = file.verdict(relative)
        if verdict is not None:
            return verdict
    return False
