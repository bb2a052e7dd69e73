"""What an installed JupyterHub says of its scopes and default roles: `VERSION/bin/python -m conformance.hub.facts`."""

import json


def facts():
    import jupyterhub
    import jupyterhub.app  # in the order that JupyterHub 2 needs

    roles, scopes = jupyterhub.roles, jupyterhub.scopes

    definitions = scopes.scope_definitions

    def closure(name):
        found, todo = set(), [name]
        while todo:
            scope = todo.pop()
            if scope not in found:
                found.add(scope)
                todo += definitions[scope].get("subscopes") or []
        return sorted(found)

    own = scopes._expand_self_scope if hasattr(scopes, "_expand_self_scope") else roles.expand_self_scope
    custom = getattr(scopes, "_custom_scope_pattern", None)
    return {
        "version": jupyterhub.__version__,
        "scopes": {
            name: {
                "subscopes": list(definition.get("subscopes") or []),
                "metascope": name in ("self", "inherit", "(no_scope)"),
                "closure": closure(name),
            }
            for name, definition in definitions.items()
        },
        "order": list(definitions),
        "self_expands_to_with_user_NAME": sorted(own("NAME")),
        "default_roles": [{"name": role["name"], "scopes": role["scopes"]} for role in roles.get_default_roles()],
        "role_name_pattern": roles._role_name_pattern.pattern,
        "custom_scope_pattern": custom.pattern if custom else None,
    }


if __name__ == "__main__":
    print(json.dumps(facts(), indent=1, ensure_ascii=False))
