"""What each version says of its scopes and default roles: the facts that the engine is generated from."""

import functools
import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "rbac" / "facts"


@functools.lru_cache(None)
def facts(version):
    """The facts of a version, made by `python -m conformance facts`."""
    path = FOLDER / f"scopes-{version}.json"
    if not path.exists():
        raise FileNotFoundError(f"no {path.name} in {FOLDER}: make it with python -m conformance facts {version}")
    return json.loads(path.read_text())
