"""May this subject do that: asked of a listing Hub as the subject would, with a cookie or a token, over a socket."""

import json
import os
import re
import warnings

from conformance.hub import steps
from conformance.hub.text import describe
from conformance.hub.tokens import find_server, issue
from conformance.hub.tokens import spawn as spawn_token
from conformance.hub.web import REQUEST_SECONDS

SOMEBODY = "somebody-of-this-test"  # who stands for any user, any member, any admin
_MISSES = "No access to resources or resources not found"


class Listening:
    """The application on a socket of 127.0.0.1."""

    def __init__(self, app):
        from tornado.httpserver import HTTPServer
        from tornado.netutil import bind_sockets

        app.stop = lambda *args, **kwargs: None
        sockets = bind_sockets(0, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        self._server = HTTPServer(app.tornado_application, xheaders=True)
        self._server.add_sockets(sockets)

    def close(self):
        self._server.stop()


async def spawn(hub, app, owner, name):
    """A server that runs, started by the real User.spawn with the idle spawner."""
    user = app.users[hub.orm.User.find(app.db, owner)]
    if hub.major >= 6 and name:
        user.get_or_create_spawner(name, name)
    await user.spawn(name)
    user.spawners[name]._proxy_pending = False


def token(hub, app, subject):
    """A token with the scopes that a line names: its secret or None, and why."""
    spec = {"owner": f"{subject['of']}:{subject['name']}", "scopes": subject.get("scopes") or []}
    return issue(hub, app, spec, _log())


def _log():
    import logging

    return logging.getLogger("JupyterHub").handlers[0]


def _somebody(hub, app, subject):
    """A person whom nothing names, with what everybody has, and the group or the role that the subject says."""
    db, orm = app.db, hub.orm
    user = orm.User(name=SOMEBODY)
    db.add(user)
    hub.roles.assign_default_roles(db, entity=user)
    if subject["kind"] == "any member":
        group = orm.Group.find(db, subject["name"])  # held by a name: the session keeps rows weakly
        group.users.append(user)
    if subject["kind"] == "any admin":
        user.admin = True
        hub.roles.assign_default_roles(db, entity=user)
    db.commit()
    return user


async def _bearer(hub, app, subject):
    """(what scopes are resolved of, whose roles count, the headers that say who asks, the user's name)."""
    db, orm = app.db, hub.orm
    kind = subject["kind"]
    if kind.startswith("any "):
        user = _somebody(hub, app, subject)
        return user, user, _cookie(app, user)
    if kind == "user":
        user = orm.User.find(db, subject["name"])
        return user, user, _cookie(app, user)
    if kind == "service":
        service = orm.Service.find(db, subject["name"])
        secret = service.new_api_token()
        return service, service, {"Authorization": f"token {secret}"}
    if kind == "server":
        secret, said = await spawn_token(hub, app, {"owner": f"user:{subject['name']}", "spawn": subject.get("server", "")}, _log())
        owner = orm.User.find(db, subject["name"])
    else:
        secret, said = token(hub, app, subject)
        owner = (orm.User if subject["of"] == "user" else orm.Service).find(db, subject["name"])
    if secret is None:
        raise LookupError(f"no token: {said}")
    return orm.APIToken.find(db, secret), owner, {"Authorization": f"token {secret}"}


def _cookie(app, user):
    from tornado.web import create_signed_value

    name = app.hub.cookie_name
    value = create_signed_value(app.cookie_secret, name, user.cookie_id).decode()
    return {"Cookie": f"{name}={value}; jupyterhub-session-id=abc"}


def _leave_one_role(hub, app, owner, role):
    """Takes every role but one from somebody and their groups, and every share."""
    held = [owner, *getattr(owner, "groups", [])]
    for bearer in held:
        for other in list(bearer.roles):
            if other.name != role:
                bearer.roles.remove(other)
    if hasattr(hub.orm, "Share"):
        for share in app.db.query(hub.orm.Share):
            app.db.delete(share)
    app.db.commit()


async def can(hub, app, subject, request, role=None):
    """{"yes": …} with what was seen; with a role, whether that one alone would do."""
    try:
        bearer, owner, headers = await _bearer(hub, app, subject)
    except LookupError as e:
        return {"error": str(e)}
    if role is not None:
        _leave_one_role(hub, app, owner, role)
    hub.clear_caches()
    if request.get("scope"):
        return _holds(hub, app, subject, bearer, request["scope"])
    if request.get("open"):
        return await _opens(hub, app, bearer, headers, request["path"])
    answer = await _send(hub, app, headers, request["method"], f"{app.hub.base_url}api{request['path']}", request.get("body"))
    return _judged(answer, request)


async def call(hub, app, subject, request, lasting=False):
    """Sends a call that changes this Hub for good."""
    if subject["kind"] not in ("user", "service") or not lasting:
        raise ValueError(f"a step by {subject['kind']}")
    _, _, headers = await _bearer(hub, app, subject)
    return await _send(hub, app, headers, request["method"], f"{app.hub.base_url}api{request['path']}", request.get("body"))


def _judged(answer, request):
    refused = answer["status"] == 403 or answer["status"] == 404 and answer.get("message") == _MISSES
    if answer["status"] in (302, 303) and "/hub/login" in answer.get("location", ""):
        refused = True
    if answer["status"] == 403 and "XSRF" in (answer.get("message") or ""):
        return {"error": f"the request itself was wrong: {answer}"}
    out = {"yes": not refused, "status": answer["status"], "message": answer.get("message")}
    if request.get("seeing") is not None and not refused:
        body = answer.get("body")
        entries = body.values() if isinstance(body, dict) else body
        names = sorted(entry["name"] for entry in entries if entry["name"] != SOMEBODY)
        out["names"] = names
        out["yes"] = names == sorted(set(request["seeing"]))
    return out


async def _send(hub, app, headers, method, path, body=None):
    from tornado.httpclient import HTTPRequest
    from tornado.simple_httpclient import SimpleAsyncHTTPClient

    listening = Listening(app)
    base = f"http://127.0.0.1:{listening.port}"
    text = json.dumps(body) if body is not None else ("" if method in ("POST", "PUT", "PATCH") else None)
    # What the Hub's own pages send along: JupyterHub 2 and 3 look at the first, all look at the second where a cookie says who asks.
    headers = {**headers, "Referer": f"{base}{app.hub.base_url}", "Content-Type": "application/json"}
    request = HTTPRequest(
        base + path,
        method=method,
        headers=headers,
        body=text,
        allow_nonstandard_methods=True,
        follow_redirects=False,
        request_timeout=REQUEST_SECONDS,
    )
    try:
        response = await SimpleAsyncHTTPClient(force_instance=True).fetch(request, raise_error=False)
    finally:
        listening.close()
    out = {"status": response.code}
    content = (response.body or b"").decode("utf8", "replace")
    if response.code in (301, 302, 303):
        out["location"] = response.headers.get("Location", "")
    if response.code == 400 and os.environ.get("CONFORMANCE_DEBUG"):
        out["text"] = re.findall(r"<p>\s*(.*?)\s*</p>", content, re.S)
    if "json" in response.headers.get("Content-Type", "") and content:
        parsed = json.loads(content)
        if response.code >= 400:
            out["message"] = parsed.get("message")
        else:
            out["body"] = parsed
    return out


def _holds(hub, app, subject, bearer, scope):
    """Whether the expanded scopes hold a scope: unfiltered, or by a filter that covers what is asked."""
    db, orm, scopes = app.db, hub.orm, hub.scopes
    base, _, wanted = scope.partition("!")
    kind, _, name = wanted.partition("=")
    if kind and not name:
        name = _own(subject, bearer, kind)
        if name is None:
            return {"yes": False, "own": False}
        wanted = f"{kind}={name}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            held = frozenset(scopes.get_scopes_for(bearer))
            parsed = scopes.parse_scopes(held)
        except Exception as e:
            return {"error": describe(e)}
    if not wanted:
        return {"yes": base in held}
    if kind == "server":
        owner, _, server = name.partition("/")
        if find_server(hub, db, owner, server) is None:
            db.add(orm.Spawner(name=server, user=orm.User.find(db, owner)))
            db.commit()
        resource = find_server(hub, db, owner, server)
    else:
        resource = {"user": orm.User, "group": orm.Group, "service": orm.Service}[kind].find(db, name)
    if resource is None:
        return {"error": f"no {kind} {name}"}
    yes = base in parsed and bool(scopes.check_scope_filter(parsed[base], resource, kind))
    if hasattr(scopes, "has_scope"):
        hub.clear_caches()
        other = bool(scopes.has_scope(f"{base}!{wanted}", parsed, db=db))
        if other != yes:
            return {"error": f"has_scope says {other}, check_scope_filter {yes}"}
    return {"yes": yes}


def _server(hub, app, owner, name):
    """A server with its OAuth client, as it would have them when somebody comes to it."""
    place = find_server(hub, app.db, owner, name)
    if place is not None and place.oauth_client is None:
        app.db.delete(place)
        app.db.commit()
        place = None
    if place is None:
        steps.add_servers(hub, app, {"servers": {owner: [name]}})
    return find_server(hub, app.db, owner, name)


def _own(subject, bearer, kind):
    """What a bare filter stands for."""
    user = getattr(bearer, "user", None) or (bearer if hasattr(bearer, "groups") else None)
    if kind == "user" and user is not None:
        return user.name
    if kind == "server" and subject["kind"] == "server":
        return f"{subject['name']}/{subject.get('server', '')}"
    if kind == "service" and subject["kind"] == "service":
        return subject["name"]
    return None


async def _opens(hub, app, bearer, headers, path):
    """A page of the Hub; or a server or a service, which ask the Hub about their visitors."""
    match = re.fullmatch(r"/(user|services)/([^/]+)/(?:([^/]+)/)?.*", path)
    if not match:
        return _judged(await _send(hub, app, headers, "GET", path), {})
    kind, name, server = match.groups()
    if kind == "user":
        if server and find_server(hub, app.db, name, server) is None:
            server = ""  # a path inside the default server
        place = _server(hub, app, name, server or "")
        wanted = {f"access:servers!server={name}/{server or ''}", f"access:servers!user={name}"}
    else:
        place = hub.orm.Service.find(app.db, name)
        wanted = {f"access:services!service={name}"}
    if place is None:
        return {"error": f"nothing stands at {path}"}
    if "Cookie" in headers:
        # The visitor is sent to the Hub's page of OAuth, which refuses whoever may not reach this client.
        client = place.oauth_client
        if client is None:
            return {"error": f"{path} has no OAuth client"}
        from urllib.parse import urlencode

        query = urlencode({"client_id": client.identifier, "redirect_uri": client.redirect_uri, "response_type": "code", "state": "x"})
        answer = await _send(hub, app, headers, "GET", f"{app.hub.base_url}api/oauth2/authorize?{query}")
        if answer["status"] not in (200, 302, 403):
            return {"error": f"the page of OAuth answers {answer}"}
        return _judged(answer, {})
    # A token is shown to the Hub by what stands there, and the scopes in the answer are compared by JupyterHub's own client.
    answer = await _send(hub, app, headers, "GET", f"{app.hub.base_url}api/user")
    if answer["status"] != 200:
        return {"yes": False, "status": answer["status"]}
    from jupyterhub.services.auth import check_scopes

    shown = set(answer["body"].get("scopes") or [])
    return {"yes": bool(check_scopes(wanted, shown)), "scopes": sorted(shown)[:20]}
