"""Tests of the program that compares: none needs a JupyterHub, all run in seconds. `make conformance-test`."""

import json
from pathlib import Path

# The vectors that the engine's own tests hold.
VECTORS = Path(__file__).resolve().parents[2] / "internal" / "cases" / "testdata"


def recorded():
    """Recorded answers of a JupyterHub 5.5.1: [{"seed", "kind", "case", "result"}], one of each kind."""
    with open(Path(__file__).parent / "data" / "recorded.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
