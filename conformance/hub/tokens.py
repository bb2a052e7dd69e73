"""Tokens: issued by the Hub's own new_api_token, or to a server by the real User.spawn."""

import warnings

from conformance.hub.text import describe, normalize


def find_server(hub, db, owner, name):
    orm = hub.orm
    query = db.query(orm.Spawner).join(orm.User, orm.Spawner.user_id == orm.User.id)
    return query.filter(orm.User.name == owner, orm.Spawner.name == name).first()


def find_client(hub, db, spec):
    """The OAuth client of "service:NAME" or "server:USER/NAME", None without one."""
    kind, _, name = spec.partition(":")
    if kind == "service":
        bearer = hub.orm.Service.find(db, name)
    else:
        owner, _, server = name.partition("/")
        bearer = find_server(hub, db, owner, server)
    return bearer.oauth_client if bearer is not None else None


def _missing(kind, name):
    return None, {"error": {"type": kind, "message": name}}


def issue(hub, app, spec, log):
    """Returns the token's secret (None when refused) and what there is to say about it."""
    db, orm = app.db, hub.orm
    kind, _, name = spec["owner"].partition(":")
    owner = (orm.User if kind == "user" else orm.Service).find(db, name)
    if owner is None:
        return _missing("NoSuchOwner", spec["owner"])
    request = {}
    if spec.get("scopes") is not None:
        if hub.major < 3:
            return _missing("Unsupported", "token scopes need JupyterHub >= 3")
        request["scopes"] = list(spec["scopes"])
    if spec.get("roles") is not None:
        request["roles"] = list(spec["roles"])
    if spec.get("client"):
        client = find_client(hub, db, spec["client"])
        if client is None:
            return _missing("NoSuchClient", spec["client"])
        request["client_id"] = client.identifier
    hub.clear_caches()
    log.take()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            secret = owner.new_api_token(**request)
        except Exception as e:
            db.rollback()
            out = {"error": describe(e)}
            python = sorted({normalize(str(w.message)) for w in caught if "xpand" in str(w.message)})
            if python:
                out["pywarnings"] = python
            logged = sorted(log.take())
            if logged:
                out["warnings"] = logged
            return None, out
    log.take()
    return secret, {}


async def spawn(hub, app, spec, log):
    """The token that a server gets as it is spawned."""
    db = app.db
    name = spec["owner"].partition(":")[2]
    row = hub.orm.User.find(db, name)
    if row is None:
        return _missing("NoSuchOwner", spec["owner"])
    if not getattr(app, "_conformance_tornado", False):
        app.init_proxy()
        app.eventlog = None
        app.init_tornado_settings()
        app._conformance_tornado = True
    user, server = app.users[row], spec["spawn"]
    hub.clear_caches()
    log.take()
    try:
        if hub.major >= 6 and server:
            user.get_or_create_spawner(server, server)
        await user.spawn(server)
        secret = user.spawners[server].api_token
    except Exception as e:
        db.rollback()
        return None, {"error": describe(e)}
    logged = sorted(log.take())
    return secret, ({"spawn_warnings": logged} if logged else {})
