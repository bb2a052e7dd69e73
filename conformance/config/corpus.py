"""The corpus: configs that we write, many to a file, and pairs and triples of them drawn with a seed.

A file of the corpus is split at lines `### NAME`. Lines `#| ` behind one are YAML-like JSON that goes into the program:
`#| {"environment": {…}, "reads": {…}}`. A name with (unknown) says that the engine does not evaluate this: no pair has it.
With (unknown: any order) CPython has no answer of its own either: it hangs on how strings are hashed.
"""

import json
import random
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "corpus"
PAIRS_SEED, PAIRS, TRIPLES = 20, 120, 60
NAME = "jupyterhub_config.py"


def written():
    """Yields (name, program) of all that stands in the corpus."""
    for path in sorted(FOLDER.glob("*.py")):
        for chunk in ("\n" + path.read_text(encoding="utf-8")).split("\n### ")[1:]:
            title, _, text = chunk.partition("\n")
            more, lines = {}, text.splitlines(keepends=True)
            while lines and lines[0].startswith("#| "):
                more.update(json.loads(lines.pop(0)[3:]))
            yield f"{path.stem}: {title.strip()}", program("".join(lines).rstrip("\n") + "\n", more)


def program(text, more=()):
    return {"files": [{"name": NAME, "text": text}], **dict(more)}


def combined():
    """Yields pairs and triples of configs: one after the other in one file."""
    draw = random.Random(PAIRS_SEED)
    pieces = [(name, p) for name, p in written() if not name.startswith(("errors", "syntax", "traits")) and "(unknown" not in name and len(p["files"]) == 1]
    for number, size in [(PAIRS, 2), (TRIPLES, 3)]:
        for _ in range(number):
            some = draw.sample(pieces, size)
            more = {}
            for _, p in some:
                for key in ("environment", "reads"):
                    if key in p:
                        more[key] = {**more.get(key, {}), **p[key]}
            yield " + ".join(name for name, _ in some), program("".join(apart(p, i) for i, (_, p) in enumerate(some)), more)


def apart(p, number):
    """A program's text with its settings of the section T in one of their own."""
    return p["files"][0]["text"].replace("c.T.", f"c.T{number}.").replace("c.T[", f"c.T{number}[")


def everything():
    yield from written()
    yield from combined()
