"""Decisions: the real has_scope, @needs_scope, check_scope_filter, and the scopes of an OAuth authorisation."""

import inspect
import warnings

from conformance.hub.state import raw_scopes
from conformance.hub.text import describe
from conformance.hub.tokens import find_client, find_server


class Questions:
    """Asks one started Hub. Scopes of a subject are resolved once."""

    def __init__(self, hub, app, secrets):
        self.hub, self.app, self.secrets = hub, app, secrets
        self._held = {}

    def subject(self, spec):
        orm, db = self.hub.orm, self.app.db
        kind, _, name = spec.partition(":")
        if kind == "token":
            i = int(name)
            secret = self.secrets[i] if i < len(self.secrets) else None
            return orm.APIToken.find(db, secret) if secret else None
        return {"user": orm.User, "service": orm.Service, "group": orm.Group}[kind].find(db, name)

    def _scopes_of(self, spec):
        if spec not in self._held:
            bearer = self.subject(spec)
            held = None
            if bearer is not None:
                self.hub.clear_caches()
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    held = frozenset(self.hub.scopes.get_scopes_for(bearer))
            self._held[spec] = bearer, held
        return self._held[spec]

    def ask(self, query):
        try:
            bearer, held = self._scopes_of(query["subject"])
        except Exception as e:
            return {"error": describe(e)}
        if bearer is None:
            return {"error": {"type": "NoSuchSubject", "message": query["subject"]}}
        self.hub.clear_caches()
        try:
            parsed = self.hub.scopes.parse_scopes(held)
        except Exception as e:
            return {"error": describe(e, "parse_scopes")}
        if "check" in query:
            return self._check(query["check"], parsed)
        if "any" in query:
            names, wanted = query["any"], query.get("filter") or ""
        else:
            base, _, wanted = query["scope"].partition("!")
            names = [base]
        out, post_filter = {}, bool(query.get("post_filter"))
        scopes = self.hub.scopes
        if hasattr(scopes, "has_scope") and len(names) == 1:
            full = names[0] + ("!" + wanted if wanted else "")
            try:
                out["has_scope"] = bool(scopes.has_scope(full, parsed, post_filter=post_filter, db=self.app.db))
            except Exception as e:
                out["has_scope_error"] = describe(e)
        try:
            out["status"] = self._needs_scope(bearer, held, names, wanted, post_filter)
        except Exception as e:
            out["needs_scope_error"] = describe(e)
        return out

    def _check(self, check, parsed):
        """check_scope_filter over get_scope_filter: what decides fields of models, token creation, OAuth access."""
        orm, db = self.hub.orm, self.app.db
        kind, name = check["kind"], check["name"]
        try:
            if kind == "server":
                owner, _, server = name.partition("/")
                resource = find_server(self.hub, db, owner, server)
            else:
                resource = {"user": orm.User, "group": orm.Group, "service": orm.Service}[kind].find(db, name)
            if resource is None:
                return {"error": {"type": "NoSuchResource", "message": f"{kind}:{name}"}}
            if check["scope"] not in parsed:
                return {"check": False}
            return {"check": bool(self.hub.scopes.check_scope_filter(parsed[check["scope"]], resource, kind))}
        except Exception as e:
            return {"error": describe(e)}

    def _needs_scope(self, bearer, held, names, wanted, post_filter):
        """The status that the real @needs_scope gives on a handler that takes the wanted filter's arguments."""
        from tornado.web import HTTPError

        needs_scope = self.hub.scopes.needs_scope
        options = {"post_filter": True} if post_filter and "post_filter" in inspect.signature(needs_scope).parameters else {}
        kind, _, value = wanted.partition("=")
        method, arguments = _handler_method(kind, value)
        try:
            needs_scope(*names, **options)(method)(self._handler(bearer, held), **arguments)
            return 200
        except HTTPError as e:
            return e.status_code

    def _handler(self, bearer, held):
        class Request:
            path = "/hub/api/conformance"

        class Handler:
            pass

        handler = Handler()
        handler.request, handler.db, handler.current_user = Request(), self.app.db, bearer
        handler.expanded_scopes, handler.parsed_scopes = held, self.hub.scopes.parse_scopes(held)
        handler.find_user = lambda name: self.hub.orm.User.find(self.app.db, name)
        return handler

    def authorize(self, query):
        """The part of OAuthAuthorizeHandler.get that computes scopes: the same calls on the same functions."""
        db, scopes = self.app.db, self.hub.scopes
        if not hasattr(scopes, "_resolve_requested_scopes"):
            return {"error": {"type": "Unsupported", "message": "oauth scope resolution query needs >= 3.1"}}
        user, client = self.hub.orm.User.find(db, query["user"]), find_client(self.hub, db, query["client"])
        if user is None or client is None:
            return {"error": {"type": "NoSuchSubject", "message": f"{query['user']} {query['client']}"}}
        self.hub.clear_caches()
        out = {"client_allowed_scopes": sorted(client.allowed_scopes or [])}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                parsed = scopes.parse_scopes(scopes.get_scopes_for(user))
                if client.spawner:
                    base, resource, kind = "access:servers", client.spawner, "server"
                else:
                    base, resource, kind = "access:services", client.service, "service"
                out["access"] = bool(base in parsed and scopes.check_scope_filter(parsed[base], resource, kind))
                have = set(raw_scopes(self.hub, user)) | {"inherit", *scopes.identify_scopes(), *scopes.access_scopes(client)}
                requested = set(query["requested"] if query.get("requested") is not None else client.allowed_scopes)
                allowed, refused = scopes._resolve_requested_scopes(requested, have, user=user, client=client, db=db)
                out["allowed"], out["disallowed"] = sorted(allowed), sorted(refused)
            except Exception as e:
                out["error"] = describe(e)
        return out


def _handler_method(kind, value):
    """A handler method with the argument names that @needs_scope reads filters from, and its arguments."""
    if kind == "user":

        def method(self, user_name):
            return None

        return method, {"user_name": value}
    if kind == "server":

        def method(self, user_name, server_name):
            return None

        owner, _, server = value.partition("/")
        return method, {"user_name": owner, "server_name": server}
    if kind == "group":

        def method(self, group_name):
            return None

        return method, {"group_name": value}
    if kind == "service":

        def method(self, service_name):
            return None

        return method, {"service_name": value}
    if kind == "":

        def method(self):
            return None

        return method, {}
    raise ValueError(f"unknown filter kind {kind!r}")
