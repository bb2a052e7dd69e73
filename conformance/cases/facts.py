"""What each version says of its scopes and default roles: the facts that the engine is generated from."""

import functools
import json
from pathlib import Path

_HERE = Path(__file__).resolve().parents[1]
FOLDERS = (_HERE.parent / "rbac" / "facts", _HERE / "facts")


@functools.lru_cache(None)
def facts(version):
    """The facts of a version, made by `python -m conformance facts`: from the engine's folder, else from ours."""
    for folder in FOLDERS:
        path = folder / f"scopes-{version}.json"
        if path.exists():
            return json.loads(path.read_text())
    raise FileNotFoundError(
        f"no scopes-{version}.json in {' or '.join(str(f) for f in FOLDERS)}: make it with python -m conformance facts {version}"
    )
