"""Makes a case small that shows a difference: drops what can go while the same kind of difference stays."""

import copy
import json


def smaller(case):
    """Yields cases that lack one thing of this case, the largest things first."""
    for path in _droppable(case):
        yield _without(case, path)
    for path, value in _simpler(case):
        yield _with(case, path, value)


def shrink(case, still_differs, budget):
    """The smallest case found. still_differs takes cases and says of each whether the difference stays;
    budget is how many cases may be asked in all."""
    while budget > 0:
        candidates = []
        for candidate in smaller(case):
            if candidate not in candidates:
                candidates.append(candidate)
        candidates = candidates[:budget]
        if not candidates:
            return case
        found = None
        for start in range(0, len(candidates), 12):
            group = candidates[start : start + 12]
            budget -= len(group)
            stays = [c for c, yes in zip(group, still_differs(group)) if yes]
            if stays:
                found = min(stays, key=lambda c: len(json.dumps(c)))
                break
        if found is None:
            return case
        case = found
    return case


def _droppable(case):
    paths = []

    def walk(value, path):
        if isinstance(value, dict):
            for key, inner in value.items():
                if (path, key) not in (
                    ((), "version"),
                    ((), "config"),
                    ((), "requests"),
                    (("config",), "load_roles"),
                ) and key not in ("name", "owner", "subject", "scope", "op", "method", "path"):
                    paths.append((*path, key))
                walk(inner, (*path, key))
        elif isinstance(value, list):
            for i, inner in enumerate(value):
                paths.append((*path, i))
                walk(inner, (*path, i))

    walk(case, ())
    # Tokens are asked about by their number over all steps: only those that nothing comes after may go.
    numbered = _token_paths(case)
    paths = [
        p for p in paths if not (len(p) >= 2 and p[-2] == "tokens" and isinstance(p[-1], int)) or not _later_tokens(p, numbered)
    ]
    return sorted(paths, key=len)


def _token_paths(case):
    steps = [((), case)] + [(("restart", i), s) for i, s in enumerate(case.get("restart") or [])]
    return [(*at, "tokens", i) for at, step in steps for i in range(len(step.get("tokens") or []))]


def _later_tokens(path, numbered):
    return path in numbered and numbered.index(path) < len(numbered) - 1


def _simpler(case):
    """Replacements: one scope instead of a list of several, a role's name shortened, no filter."""
    config = case.get("config")
    for i, role in enumerate(config.get("load_roles") or [] if isinstance(config, dict) else []):
        if isinstance(role, dict) and role.get("description"):
            yield ("config", "load_roles", i, "description"), ""


def _without(case, path):
    case = copy.deepcopy(case)
    at = case
    for key in path[:-1]:
        at = at[key]
    del at[path[-1]]
    return case


def _with(case, path, value):
    case = copy.deepcopy(case)
    at = case
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return case
