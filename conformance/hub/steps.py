"""A whole case: starts over one database, then users, servers, shares, tokens, changes, state, questions."""

import warnings

from conformance.hub import state
from conformance.hub.application import run_async, start_warnings
from conformance.hub.questions import Questions
from conformance.hub.text import Log, describe
from conformance.hub.tokens import find_server, issue, spawn


def run_case(hub, case):
    """Returns the case's result. Every step is a new Hub process over the same database."""
    steps = [case] + list(case.get("restart") or [])
    hub.database.renew()
    results = run_async(_run_steps(hub, steps))
    if len(steps) > 1:
        return {"version": hub.version, "steps": results}
    return {**results[0], "version": hub.version}


async def _run_steps(hub, steps):
    log, secrets, about, results, first = Log(), [], [], [], True
    for step in steps:
        result, app = await _run_step(hub, step, secrets, about, log, first)
        results.append(result)
        if app is not None:
            for callback in getattr(app, "_periodic_callbacks", {}).values():
                callback.stop()
            app.db.close()
            first = False
        hub.database.reopen()
    return results


async def _run_step(hub, step, secrets, about, log, first):
    hub.new_process()
    config = step.get("config") or {}
    log.take()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        app, error = await hub.start(config, log, first)
    result = {}
    logged, python = start_warnings(log, caught)
    if logged:
        result["warnings"] = logged
    if python:
        result["pywarnings"] = python
    if error is not None:
        result["error"] = error
        return result, None
    add_users(hub, app, config.get("users") or [])
    add_servers(hub, app, config)
    shares = [share(hub, app, spec) for spec in step.get("shares") or []]
    if shares:
        result["shares"] = shares
    for spec in step.get("tokens") or []:
        secret, said = await spawn(hub, app, spec, log) if "spawn" in spec else issue(hub, app, spec, log)
        secrets.append(secret)
        about.append(said)
    log.take()
    for change in step.get("after") or []:
        apply(hub, app, change)
    result.update(state.dump(hub, app, log))
    if secrets:
        result["tokens"] = [state.dump_token(hub, app, s, a, log) for s, a in zip(secrets, about)]
    questions = Questions(hub, app, secrets)
    if step.get("queries"):
        result["queries"] = [questions.ask(query) for query in step["queries"]]
    if step.get("oauth"):
        result["oauth"] = [questions.authorize(query) for query in step["oauth"]]
    log.take()
    return result, app


def add_users(hub, app, names):
    """Users as at their first login: a row, then the Hub's default roles."""
    for name in names:
        if hub.orm.User.find(app.db, name) is None:
            user = hub.orm.User(name=name)
            app.db.add(user)
            hub.roles.assign_default_roles(app.db, entity=user)
            app.db.commit()


def add_servers(hub, app, config):
    """Servers that do not run, with their OAuth clients."""
    db, orm = app.db, hub.orm
    extra = config.get("spawner_oauth_client_allowed_scopes") or []
    for owner, names in (config.get("servers") or {}).items():
        user = orm.User.find(db, owner)
        if user is None:
            continue
        have = {s.name for s in user._orm_spawners} if hasattr(user, "_orm_spawners") else set(user.orm_spawners)
        for name in names:
            if name in have:
                continue
            server = orm.Spawner(name=name, user=user)
            db.add(server)
            client = f"jupyterhub-user-{owner}" + (f"-{name}" if name else "")
            scopes = {"allowed_scopes": sorted({*extra, f"access:servers!server={owner}/{name}"})} if hub.major >= 3 else {}
            server.oauth_client = app.oauth_provider.add_client(
                client, "x" * 8, "/user/x/oauth_callback", description=f"Server at {owner}/{name}", **scopes
            )
            db.commit()


def share(hub, app, spec):
    db, orm = app.db, hub.orm
    if hub.major < 5:
        return {"error": {"type": "Unsupported", "message": "shares need >= 5"}}
    server = find_server(hub, db, spec["owner"], spec["server"])
    kind, _, name = spec["with"].partition(":")
    bearer = (orm.User if kind == "user" else orm.Group).find(db, name)
    if server is None or bearer is None:
        return {"error": {"type": "NoSuchSubject", "message": f"{spec['owner']}/{spec['server']} {spec['with']}"}}
    try:
        return {"scopes": list(orm.Share.grant(db, server, bearer, scopes=spec.get("scopes")).scopes)}
    except Exception as e:
        db.rollback()
        return {"error": describe(e)}


def apply(hub, app, change):
    """A change while the Hub runs, as the REST API or an authenticator makes it."""
    db, orm, op = app.db, hub.orm, change["op"]
    user = orm.User.find(db, change["user"]) if "user" in change else None
    group = orm.Group.find(db, change["group"]) if "group" in change else None
    if op == "group_add":
        if group and user and user not in group.users:
            group.users.append(user)
    elif op == "group_remove":
        if group and user and user in group.users:
            group.users.remove(user)
    elif op == "group_delete":
        if group:
            db.delete(group)
    elif op == "user_delete":
        if user:
            db.delete(user)
    elif op == "set_admin":
        if user:
            user.admin = bool(change["admin"])
            hub.roles.assign_default_roles(db, entity=user)
    else:
        raise ValueError(f"no change {op!r}")
    db.commit()
