"""HTTP cases: the complete JupyterHub.initialize, its real tornado application on 127.0.0.1, real requests.

Every request runs in a fork of the process that holds the started Hub (database in memory), so each meets the
same state and none disturbs another.
"""

import asyncio
import functools
import json
import logging
import os
import re

from conformance.hub import steps
from conformance.hub.__main__ import in_fork
from conformance.hub.application import run_async
from conformance.hub.effects import Tables, effect
from conformance.hub.text import Log, describe, normalize
from conformance.hub.tokens import issue

# Values that differ from run to run or say nothing about permissions.
VOLATILE = {
    "created",
    "last_activity",
    "started",
    "expires_at",
    "created_at",
    "token",
    "id",
    "pid",
    "code",
    "accept_url",
    "full_accept_url",
    "session_id",
    "token_id",
    "last_exchanged_at",
    "python",
    "sys_executable",
    "version",
    "command",
}
REQUEST_SECONDS = 15


def clean(value):
    """A JSON body with volatile values taken out and set-ordered lists sorted."""
    if isinstance(value, dict):
        return {k: ("*" if k in VOLATILE and v is not None else clean(v)) for k, v in value.items()}
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return sorted(value)
        if all(isinstance(item, dict) and "name" in item for item in value):
            value = sorted(value, key=lambda item: item["name"])
        return [clean(item) for item in value]
    return value


async def _start(hub, case):
    """A listening Hub with the case's users, servers, shares and tokens."""
    config, log = case.get("config") or {}, Log()
    hub.new_process()
    hub.database.renew()
    app = hub.application(config)
    for cls in type(app)._walk_mro():  # what the classmethod instance() would have done
        cls._instance = app
    app.load_config_file = lambda *args, **kwargs: None
    app.init_logging = lambda: None
    for name in ("JupyterHub", "tornado.application", "tornado.general", "tornado.access"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [log], False
    app.log.handlers, app.log.propagate = [log], False
    await app.initialize([])
    steps.add_users(hub, app, config.get("users") or [])
    steps.add_servers(hub, app, {"servers": config.get("servers")})
    for owner, names in (case.get("running") or {}).items():
        row = hub.orm.User.find(app.db, owner)
        if row is None:
            continue
        user = app.users[row]
        for name in names:
            if hub.major >= 6 and name:
                user.get_or_create_spawner(name, name)
            await user.spawn(name)
            user.spawners[name]._proxy_pending = False
    for spec in case.get("shares") or []:
        steps.share(hub, app, spec)
    secrets, about = [], []
    for spec in case.get("tokens") or []:
        secret, said = issue(hub, app, spec, log)
        secrets.append(secret)
        about.append({"ok": True} if secret else said)
    hub.clear_caches()
    return app, secrets, about


def _http_request(hub, app, secrets, request, port):
    from tornado.httpclient import HTTPRequest
    from tornado.web import create_signed_value

    path = request["path"] if request.get("raw") else f"{app.hub.base_url}api{request['path']}"
    headers = {}
    if request.get("token") is not None:
        headers["Authorization"] = f"token {secrets[request['token']] or 'invalid-token'}"
    if request.get("bad_token"):
        headers["Authorization"] = "token " + "f" * 32
    if request.get("cookie"):
        user, name = hub.orm.User.find(app.db, request["cookie"]), app.hub.cookie_name
        value = create_signed_value(app.cookie_secret, name, user.cookie_id).decode()
        headers["Cookie"] = f"{name}={value}; jupyterhub-session-id=abc"
    if request.get("pagination"):
        headers["Accept"] = "application/jupyterhub-pagination+json"
    body = json.dumps(request["body"]) if "body" in request else None
    if body is None and request["method"] in ("POST", "PUT", "PATCH"):
        body = ""
    return HTTPRequest(
        f"http://127.0.0.1:{port}{path}",
        method=request["method"],
        headers=headers,
        body=body,
        allow_nonstandard_methods=True,
        follow_redirects=False,
        request_timeout=REQUEST_SECONDS,
    )


def _answer(response, path):
    out = {"status": response.code}
    text = (response.body or b"").decode("utf8", "replace")
    kind = response.headers.get("Content-Type", "")
    if response.code in (301, 302, 303):
        out["location"] = re.sub(r"_xsrf=[^&]*|code=[^&]*|state=[^&]*", "…", response.headers.get("Location", ""))
    if "json" in kind and text:
        try:
            body = clean(json.loads(text))
        except ValueError:
            return {**out, "body_text": text[:200]}
        if response.code >= 400 and isinstance(body, dict):
            message = body.get("message")
            out["message"] = normalize(message) if isinstance(message, str) else message
        else:
            out["body"] = sorted(body) if path.startswith("/info") and response.code == 200 else body
    elif "event-stream" in kind:
        out["event"] = text[:160]
    return out


async def _serve_one(hub, app, secrets, request, before):
    """One request over a socket to this process, which holds the Hub."""
    from tornado.httpserver import HTTPServer
    from tornado.netutil import bind_sockets
    from tornado.simple_httpclient import SimpleAsyncHTTPClient

    app.stop = lambda *args, **kwargs: None
    sockets = bind_sockets(0, "127.0.0.1")
    server = HTTPServer(app.tornado_application, xheaders=True)
    server.add_sockets(sockets)
    log = logging.getLogger("JupyterHub").handlers[0]
    log.take()
    try:
        http = _http_request(hub, app, secrets, request, sockets[0].getsockname()[1])
        out = _answer(await SimpleAsyncHTTPClient(force_instance=True).fetch(http, raise_error=False), request["path"])
    except Exception as e:
        out = {"exception": f"{type(e).__name__}: {e}"}
    if os.environ.get("CONFORMANCE_DEBUG"):
        out["log"] = log.take()
    await asyncio.sleep(0)
    changed = effect(before, Tables(hub, app).read())
    if changed:
        out["effect"] = changed
    return out


def _answer_one(hub, app, secrets, request, before):
    return run_async(_serve_one(hub, app, secrets, request, before))


def run_case(hub, case):
    """Returns the HTTP result of a case: what became of its tokens, and one response a request."""
    try:
        app, secrets, about = run_async(_start(hub, case))
    except (Exception, SystemExit) as e:  # a start that failed is an answer
        return {"error": describe(e), "version": hub.version}
    responses, before = [], Tables(hub, app).read()
    app.db.commit()
    for request in case["requests"]:
        asyncio.events._set_running_loop(None)
        responses.append(in_fork(functools.partial(_answer_one, hub, app, secrets, request, before)))
    return {"version": hub.version, "tokens": about, "responses": responses}
