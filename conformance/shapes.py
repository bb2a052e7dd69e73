"""What of a result is compared: every state and decision. Texts, times, addresses and warnings are not.

Warnings and the names in start-up errors are compared apart: see messages.py.
"""

import json
import re

_NOT_COMPARED = ("warnings", "pywarnings", "spawn_warnings", "events", "trace")
_MODEL_VALUES = ("name", "kind", "admin", "groups", "roles", "users", "scopes")

# Answers that stand for each other: where one of them is unstable, the others beside it are, too.
_SIBLINGS = ("error", "expanded", "has_scope", "status", "message", "reduced", "raw", "check", "scopes", "type")


def shape(result):
    """The compared part of a result: an RBAC result, one with steps, or an HTTP result."""
    if "responses" in result:
        return {"responses": [_response(r) for r in result["responses"]]}
    if "steps" in result:
        return {"steps": [_step(s) for s in result["steps"]]}
    return _step(result)


def _step(step):
    if "error" in step:
        return {"error": _error(step["error"])}
    out = {kind: {name: _item(e) for name, e in (step.get(kind) or {}).items()} for kind in ("users", "groups", "services")}
    out["roles"] = {
        name: {k: v for k, v in role.items() if k != "description"} for name, role in (step.get("roles") or {}).items()
    }
    for kind in ("tokens", "shares", "queries", "oauth"):
        out[kind] = [_item(item) for item in step.get(kind) or []]
    return out


def _item(item):
    if not isinstance(item, dict):
        return item  # no answer, and so a difference
    if isinstance(item.get("error"), dict):
        return {"error": _error(item["error"])}
    return {k: _error(v) if k.endswith("error") and isinstance(v, dict) else v for k, v in item.items() if k not in _NOT_COMPARED}


def _error(error):
    return {"type": error.get("type")}


def _response(response):
    out = {"status": response.get("status")}
    if isinstance(out["status"], int) and out["status"] < 300:
        if "body" in response:
            out["body"] = _body(response["body"])
        if response.get("effect"):
            out["effect"] = response["effect"]
    return out


def _body(body):
    """What permissions decide about an answer's body: names, keys, memberships."""
    if isinstance(body, list):
        return sorted((_body(b) for b in body), key=lambda b: json.dumps(b, sort_keys=True))
    if not isinstance(body, dict):
        return None
    out = {"keys": sorted(body)}
    for key in _MODEL_VALUES:
        value = body.get(key)
        if isinstance(value, list):
            out[key] = _body(value) if value and isinstance(value[0], dict) else sorted(map(str, value))
        elif isinstance(value, (str, bool)):
            out[key] = value
    if isinstance(body.get("servers"), dict):
        out["servers"] = {name: sorted(model) for name, model in body["servers"].items()}
    for key in ("items", "api_tokens"):
        if isinstance(body.get(key), list):
            out[key] = _body(body[key])
    return out


def answers(shaped):
    """How many single answers a shape holds."""
    if isinstance(shaped, dict):
        if "responses" in shaped:
            return len(shaped["responses"])
        return sum(answers(v) for v in shaped.values()) or 1
    if isinstance(shaped, list):
        return sum(answers(v) for v in shaped) if shaped and isinstance(shaped[0], (dict, list)) else 1
    return 1


def differences(want, got, path=""):
    """Every place where two shapes differ: (path, want, got). Paths are as /users/alice/expanded."""
    if isinstance(want, dict) and isinstance(got, dict):
        return [d for key in sorted(set(want) | set(got)) for d in differences(want.get(key), got.get(key), f"{path}/{key}")]
    if (
        isinstance(want, list)
        and isinstance(got, list)
        and len(want) == len(got)
        and any(isinstance(x, (dict, list)) for x in want)
    ):
        return [d for i, (a, b) in enumerate(zip(want, got)) for d in differences(a, b, f"{path}/{i}")]
    return [] if want == got and isinstance(want, bool) == isinstance(got, bool) else [(path, want, got)]


def place(path):
    """The answer that a path belongs to: /queries/3/status and /queries/3/error are one answer, /queries/3."""
    head, _, last = path.rpartition("/")
    if last == "scopes" and "/roles/" in head:
        return path  # a role's scopes say nothing of its bearers
    return place(head) if last in _SIBLINGS and head else path


def within(path, places):
    """Whether a path lies at or under one of the places."""
    return place(path) in places or any(path.startswith(p + "/") for p in places)


def pattern(path):
    """A path without names and numbers, for counting: /users/*/expanded."""
    path = re.sub(
        r"^(/steps/\d+)?/(users|groups|services|roles)/.*?(/(?:expanded|raw|reduced|roles|users|groups|services|scopes|admin|error)(/type)?)?$",
        lambda m: f"{'/steps/*' if m.group(1) else ''}/{m.group(2)}/*{m.group(3) or ''}",
        path,
        flags=re.S,
    )
    return re.sub(r"/\d+(?=/|$)", "/*", path)


def kind(difference):
    """What sort of difference it is, so that the same one in smaller clothes is recognised."""
    path, want, got = difference
    return f"{pattern(path)}: {_sort(want)} against {_sort(got)}"


def _sort(value):
    if value is None:
        return "nothing"
    if isinstance(value, (bool, int)):
        return json.dumps(value)
    if isinstance(value, str):
        return value if re.fullmatch(r"[A-Z]\w+", value) else "text"
    if isinstance(value, dict) and set(value) == {"error"}:
        return str(value["error"].get("type"))
    if isinstance(value, dict) and set(value) == {"type"}:
        return str(value["type"])
    return "list" if isinstance(value, list) else "object"
