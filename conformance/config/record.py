"""The recorded corpus: each program with what CPython makes of it, one JSON object a line."""

import gzip
import json

from conformance.config import corpus
from conformance.config.run import GROUP

def answers(loader):
    """Yields (name, program, answer) of the whole corpus."""
    everything = list(corpus.everything())
    for start in range(0, len(everything), GROUP):
        some = everything[start : start + GROUP]
        for (name, program), answer in zip(some, loader.ask([p for _, p in some])):
            if "unanswered" in answer:
                raise SystemExit(f"{name}: {answer['unanswered']}")
            yield name, program, answer


def write(loader, path):
    count = 0
    with open(path, "wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as out:
        for name, program, answer in answers(loader):
            if answer["raises"]:
                answer["raises"].pop("text", None)
            line = json.dumps({"name": name, **program, "python": answer}, ensure_ascii=False) + "\n"
            out.write(line.encode())
            count += 1
    return count
