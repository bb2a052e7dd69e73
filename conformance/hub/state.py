"""What a started Hub's database holds, and what everybody in it may do."""

import warnings

from conformance.hub.text import describe, normalize


def resolve(hub, bearer, log):
    """get_scopes_for with cold caches, and the warnings that it gave."""
    hub.clear_caches()
    log.take()
    out, scopes = {}, None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            scopes = frozenset(hub.scopes.get_scopes_for(bearer))
            out["expanded"] = sorted(scopes)
        except Exception as e:
            out["error"] = describe(e)
    if scopes is not None and hasattr(hub.scopes, "reduce_scopes"):
        try:
            reduced = sorted(hub.scopes.reduce_scopes(scopes))
            if reduced != out["expanded"]:
                out["reduced"] = reduced
        except Exception as e:
            out["reduce_error"] = describe(e)
    python = sorted(
        {normalize(str(w.message)) for w in caught if "jupyterhub" in (w.filename or "") or "xpand" in str(w.message)}
    )
    if python:
        out["pywarnings"] = python
    logged = sorted(log.take())
    if logged:
        out["warnings"] = logged
    return out


def raw_scopes(hub, bearer):
    """The scopes of all roles of a bearer, as written."""
    roles = hub.roles
    if hasattr(roles, "get_roles_for"):
        return sorted(roles.roles_to_scopes(roles.get_roles_for(bearer)))
    held = list(bearer.roles)  # 2.x
    if isinstance(bearer, hub.orm.User):
        for group in bearer.groups:
            held.extend(group.roles)
    return sorted({scope for role in held for scope in role.scopes or []})


def dump(hub, app, log):
    """Roles, users, groups and services of the database, as FORMAT.md shapes them."""
    db, orm = app.db, hub.orm
    db.expire_all()
    state = {"roles": {}, "users": {}, "groups": {}, "services": {}}
    for role in db.query(orm.Role).order_by(orm.Role.name):
        out = {"description": role.description, "scopes": list(role.scopes) if role.scopes is not None else None}
        for kind in ("users", "services", "groups"):
            bearers = sorted(bearer.name for bearer in getattr(role, kind))
            if bearers:
                out[kind] = bearers
        state["roles"][role.name] = out
    for kind, table in (("users", orm.User), ("groups", orm.Group), ("services", orm.Service)):
        for row in db.query(table).order_by(table.name):
            out = {"roles": sorted(role.name for role in row.roles)}
            if kind == "groups":
                out["users"] = sorted(user.name for user in row.users)
            else:
                out["admin"] = bool(row.admin)
            if kind == "users" and row.groups:
                out["groups"] = sorted(group.name for group in row.groups)
            if kind == "services" and hub.major >= 3 and getattr(row, "oauth_client", None) is not None:
                out["oauth_client_allowed_scopes"] = sorted(row.oauth_client.allowed_scopes or [])
            try:
                out["raw"] = raw_scopes(hub, row)
            except Exception as e:
                out["raw_error"] = describe(e)
            out.update(resolve(hub, row, log))
            state[kind][row.name] = out
    return state


def dump_token(hub, app, secret, about, log):
    out = dict(about)
    if secret is None:
        return out
    token = hub.orm.APIToken.find(app.db, secret)
    if token is None:
        out["gone"] = True
        return out
    if hub.major >= 3:
        out["scopes"] = sorted(token.scopes)
    else:
        out["roles"] = sorted(role.name for role in token.roles)
    if token.client_id != "jupyterhub":
        out["client_id"] = token.client_id
    out.update(resolve(hub, token, log))
    return out
