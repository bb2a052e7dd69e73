"""Vector files: recorded answers of real Hubs, one JSON object a line, gzipped."""

import gzip
import json
import re
from pathlib import Path

_NAME = re.compile(r"(rbac|http)-(.+)-(\d+)\.jsonl\.gz")


def about(path):
    """(protocol, version) of a vector file, by its name: rbac-5.5.1-00400.jsonl.gz."""
    match = _NAME.fullmatch(Path(path).name)
    if not match:
        raise SystemExit(f"{path}: not a vector file's name (rbac-VERSION-FIRSTSEED.jsonl.gz)")
    return match.group(1), match.group(2)


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write(path, records):
    """Writes records as {"seed", "kind", "case", "result"}. The order of a case's keys is kept: it is the order of the config."""
    with open(path, "wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=9, mtime=0) as out:
        for record in records:
            out.write((json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n").encode())


def plain_differences(recorded, again, path=""):
    """Paths where two results differ in anything at all, texts included."""
    if recorded == again:
        return []
    if isinstance(recorded, dict) and isinstance(again, dict):
        keys = sorted(set(recorded) | set(again))
        return [d for k in keys for d in plain_differences(recorded.get(k), again.get(k), f"{path}/{k}")]
    if isinstance(recorded, list) and isinstance(again, list) and len(recorded) == len(again):
        return [d for i, (a, b) in enumerate(zip(recorded, again)) for d in plain_differences(a, b, f"{path}/{i}")]
    return [(path, recorded, again)]
