"""What the handlers of an installed JupyterHub say of the scopes that they want, and of the fields that scopes reveal.

Read from the source, without running it: `VERSION/bin/python -m conformance.hub.endpoints`. One entry a method of a
handler at an address:

    {"method", "pattern", "handler",
     "needs": [[scope, ...], ...],      # the @needs_scope decorators: all of them, of each any scope
     "post_filter",                     # a listing that leaves out what filtered scopes do not cover
     "filter",                          # what the scopes are filtered by: "!user={user_name}", ...; null: nothing
     "decorators"}                      # the others
"""

import ast
import json
from pathlib import Path

METHODS = ("get", "post", "put", "patch", "delete")
PAGES = ("handlers/metrics.py", "handlers/pages.py", "handlers/base.py")
API = "apihandlers"


class Method:
    """A method of a handler class."""

    def __init__(self, function):
        arguments = function.args
        self.params = [a.arg for a in arguments.args if a.arg != "self"]
        self.defaults = dict(zip(reversed([a.arg for a in arguments.args]), map(ast.unparse, reversed(arguments.defaults))))
        self.needs, self.decorators, self.post_filter = [], [], False
        for decorator in function.decorator_list:
            if isinstance(decorator, ast.Call) and _name(decorator.func) == "needs_scope":
                self.needs.append([ast.literal_eval(scope) for scope in decorator.args])
                self.post_filter |= any(k.arg == "post_filter" and ast.literal_eval(k.value) for k in decorator.keywords)
            else:
                self.decorators.append(ast.unparse(decorator))
        # Whether it asks about scopes by itself.
        self.asks = any(
            isinstance(node, ast.Call) and _name(node.func) in ("has_scope", "get_scope_filter") for node in ast.walk(function)
        )

    def filter(self):
        """What the decorators filter by: the arguments of the handler that name somebody."""
        if not self.needs:
            return None
        if "server_name" in self.params:
            default = self.defaults.get("server_name")
            return "!server={user_name}/{server_name}" + (f" (server_name defaults to {default})" if default else "")
        for kind in ("user", "group", "service"):
            if f"{kind}_name" in self.params:
                return f"!{kind}={{{kind}_name}}"
        return None


def _name(node):
    return getattr(node, "id", getattr(node, "attr", ""))


def _methods(definition):
    """The methods of a class, with other names for them (`post = get`)."""
    out = {f.name: Method(f) for f in definition.body if isinstance(f, (ast.FunctionDef, ast.AsyncFunctionDef))}
    for statement in definition.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Name) and statement.value.id in out:
            out.setdefault(_name(statement.targets[0]), out[statement.value.id])
    return out


def _classes(trees):
    """Classes by name: (their own methods, their bases)."""
    found = [d for tree in trees.values() for d in tree.body if isinstance(d, ast.ClassDef)]
    return {d.name: (_methods(d), [ast.unparse(base) for base in d.bases]) for d in found}


def _addresses(tree):
    """The pairs of default_handlers: (pattern, class)."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and _name(statement.targets[0]) == "default_handlers":
            for pair in statement.value.elts:
                yield ast.literal_eval(pair.elts[0]), ast.unparse(pair.elts[1])


def _entries(tree, classes):
    for pattern, handler in _addresses(tree):
        if handler not in classes:
            continue
        methods, bases = classes[handler]
        for base in bases:
            methods = {**classes.get(base, ({}, []))[0], **methods}
        for name in METHODS:
            if name in methods:
                outer = methods[name]
                inner = methods.get(f"_{name}")  # a page that is decorated inside
                method = inner if inner and inner.needs and not outer.needs else outer
                entry = {
                    "method": name.upper(),
                    "pattern": pattern,
                    "handler": handler,
                    "needs": method.needs,
                    "post_filter": method.post_filter,
                    "filter": method.filter(),
                    "decorators": outer.decorators,
                }
                yield entry, bool(method.needs or outer.asks or (inner and inner.asks))


def _models(tree):
    """The access_map of each model: {"user": {scope: [field, ...]}}."""
    out = {}
    for definition in (d for d in tree.body if isinstance(d, ast.ClassDef)):
        for function in definition.body:
            if isinstance(function, ast.FunctionDef) and function.name.endswith("_model"):
                for node in ast.walk(function):
                    if isinstance(node, ast.Assign) and _name(node.targets[0]) == "access_map":
                        fields = ast.literal_eval(node.value)
                        out[function.name.removesuffix("_model")] = {scope: sorted(names) for scope, names in fields.items()}
    return out


def endpoints(version, package):
    """All of the package's source: a folder."""
    package = Path(package)
    files = [f"{API}/{p.name}" for p in sorted((package / API).glob("*.py")) if p.name != "__init__.py"] + list(PAGES)
    trees = {name: ast.parse((package / name).read_text(encoding="utf-8")) for name in files}
    classes = _classes(trees)
    api, pages = [], []
    for name in files:
        for entry, asks in _entries(trees[name], classes):
            if name.startswith(API) or name == "handlers/metrics.py":
                api.append(entry)
            elif asks:
                pages.append(entry)
    return {"version": version, "models": _models(trees[f"{API}/base.py"]), "endpoints": api, "pages": pages}


def main():
    import jupyterhub

    print(json.dumps(endpoints(jupyterhub.__version__, Path(jupyterhub.__file__).parent), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
