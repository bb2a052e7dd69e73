"""Python values in the JSON form of `rolecall settings --format json`."""

import json
import math


def value(x, within=()):
    """A value's JSON form. What is no plain data, or contains itself, is an object without a name."""
    if x is None or isinstance(x, (bool, int)) and type(x) in (bool, int):
        return x
    if type(x) is str:
        return x.encode("utf-8", "replace").decode("utf-8")
    if type(x) is float:
        return x if math.isfinite(x) else {"$float": repr(x)}
    if id(x) in within or len(within) > 90:
        return {"$object": "?"}
    inner = (*within, id(x))
    if type(x) is list:
        return [value(y, inner) for y in x]
    if isinstance(x, tuple):
        return {"$tuple": [value(y, inner) for y in x]}
    if isinstance(x, (set, frozenset)):
        return {"$set": ordered(value(y, inner) for y in x)}
    if isinstance(x, dict) and type(x).__name__ in ("dict", "OrderedDict", "defaultdict"):
        pairs = [(value(k, inner), value(v, inner)) for k, v in x.items()]
        if all(isinstance(k, str) and not k.startswith("$") for k, _ in pairs):
            return dict(pairs)
        return {"$dict": [list(p) for p in pairs]}
    if type(x).__name__ == "LazyConfigValue":
        return {"$lazy": lazy(x, inner)}
    return {"$object": "?"}


def ordered(items):
    return sorted(items, key=lambda x: json.dumps(x, ensure_ascii=False, sort_keys=True))


def lazy(x, within=()):
    """What a LazyConfigValue keeps. Its own to_dict leaves inserts out where something is prepended."""
    parts = {
        "extend": value(list(x._extend), within),
        "inserts": value([tuple(i) for i in x._inserts], within),
        "prepend": value(list(x._prepend), within),
    }
    parts = {name: part for name, part in parts.items() if part}
    if x._update:
        parts["update"] = value(x._update, within)
    return parts


def settings(config, section=""):
    """All traits of a traitlets Config, by dotted name, without those that were only looked at."""
    found = {}
    for name, x in config.items():
        if type(x).__name__ == "Config":
            found.update(settings(x, section + name + "."))
        else:
            form = value(x)
            if form != {"$lazy": {}}:
                found[section + name] = form
    return found
