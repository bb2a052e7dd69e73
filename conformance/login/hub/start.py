"""One case: the authenticator as traitlets makes it of the config, the Hub's start over its database, one login.

Real are: the authenticator's class with its validators and observers, JupyterHub.init_users, get_authenticated_user, and
BaseHandler.auth_to_user with what it calls. Faked are the identity provider's answers (provider.py), the machine's
accounts, and the parts of the application and the request that these methods look at.
"""

import asyncio
import copy
import json
import logging
import warnings

import jupyterhub
import oauthenticator
from jupyterhub import crypto, orm, roles
from jupyterhub.app import JupyterHub
from jupyterhub.handlers.base import BaseHandler
from jupyterhub.user import UserDict
from jupyterhub.utils import maybe_future
from tornado import web
from traitlets.config import Config

from conformance.hub.database import Database
from conformance.login.hub import machine, provider

MESSAGES = [
    ("No allow config found", "no-allow-rule"),
    ("Using testing authenticator", "testing-authenticator"),
    ("admin_password set, but", "password-without-admins"),
    ("admin_users set, but", "admins-without-password"),
    ("admin_password nor ", "no-password"),
    ("user_password not set", "no-password"),
    ("User names are stripped of", "strip-many-domains"),
    ("not recognized by", "unknown-trait"),
    ("is deprecated since OAuthenticator 17", "setting-deprecated"),
    ("is deprecated in OAuthenticator 17", "setting-deprecated"),
    ("allowed_idps is deprecated", "setting-deprecated"),
    # Said elsewhere: the reader of settings and rbac know these.
    ("is deprecated", None),
    ("from blocked user", None),
    ("Removing blocked user", None),
    ("No roles found; assuming hub upgrade", None),
    ("single-character names", None),
    ("Ignoring Authenticator.allowed_users", None),
    ("Error adding user", None),
    ("You can set", None),
    ("doesn't look like a valid CILogon EntityID", None),
    ("requires", None),
    ("Not using allowed_users", None),
    ("Deleting role ", None),
    ("has obtained extra permissions", None),
    ("user role overridden with", None),
    ("Removing admin=True", None),
    ("both admin_users and users in the admin role", None),
]


class Listener(logging.Handler):
    """What is logged while the Hub starts."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.heard = []

    def emit(self, record):
        self.heard.append(record.getMessage())


class Handler(BaseHandler):
    """A request as far as a login looks at it."""

    def __init__(self, hub, authenticator):
        self._hub, self._authenticator = hub, authenticator
        self._users = UserDict(lambda: hub.session, {"authenticator": authenticator, "config_role_names": hub.config_role_names})

    db = property(lambda self: self._hub.session)
    users = property(lambda self: self._users)
    authenticator = property(lambda self: self._authenticator)
    log = property(lambda self: self._hub.log)
    settings = property(lambda self: {})
    request = provider.Request()

    def get_argument(self, name, *args, **kwargs):
        return name

    def get_state_cookie(self):
        return provider.state()

    def get_secure_cookie(self, name, *args, **kwargs):
        return '["key", "secret"]'

    def clear_cookie(self, name, **kwargs):
        pass


class Application:
    """The application as far as the methods of its start look at it that are run here."""

    custom_scopes = extra_user_scopes = ()
    init_users = JupyterHub.init_users
    _get_or_create_user = getattr(JupyterHub, "_get_or_create_user", None)
    init_role_creation = JupyterHub.init_role_creation
    init_role_assignment = JupyterHub.init_role_assignment

    def __init__(self, hub, authenticator, admin_users, load_roles, first):
        self.first = first  # start over a fresh database; None: what only logs in, whose roles nobody looks at
        self.db, self.log, self.authenticator, self.admin_users = hub.session, hub.log, authenticator, set(admin_users)
        self.load_roles, self.config_role_names = load_roles, []

    async def start(self):
        """Roles are looked at where the authenticator manages them, or where there are several starts; else the default ones
        are all there is."""
        whole = self.first is not None or getattr(self.authenticator, "manage_roles", False)
        if whole and self.first is not False:
            for role in self.db.query(orm.Role):
                self.db.delete(role)
            self.db.commit()
        if whole:
            await self.init_role_creation()
        await self.init_users()
        if whole:
            await self.init_role_assignment()
            if hasattr(JupyterHub, "init_blocked_users"):
                await JupyterHub.init_blocked_users(self)


class Hub:
    def __init__(self):
        warnings.simplefilter("ignore")
        self.versions = [jupyterhub.__version__, oauthenticator.__version__]
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        self._listener = Listener()
        self.log = logging.getLogger("conformance.login")
        self.log.propagate = False
        self.log.addHandler(self._listener)
        logging.getLogger("tornado").setLevel(logging.CRITICAL)
        logging.getLogger("tornado.application").setLevel(logging.CRITICAL)
        import jupyterhub.orm as module

        self._database = Database(_Modules(module))
        self.session = self._started = self._empty = None
        self.config_role_names = []
        self._person = {}  # who logs in
        crypto.CryptKeeper.instance().keys = [b"k" * 32]  # of auth_state
        machine.prepare()
        provider.prepare()

    def answer(self, case):
        return self._loop.run_until_complete(self._answer(case))

    async def _answer(self, case):
        """Several people may come to a Hub that started once: each finds it as it was then."""
        missing = case["person"].get("no_system_user") and case["person"].get("username")
        text = json.dumps([case["config"], case.get("accounts"), case.get("rows"), case.get("admins"), case.get("earlier"), missing])
        if text != self._started or "$callable" in text:
            self._started = text
            self._failed, self._answered = None, {}
            try:
                self._renew(case)
                if failed := await self._lives(case):
                    return failed
                self._authenticator = await self._start(case, False if case.get("earlier") else None)
                self._answered = {"warnings": told} if (told := self._warnings()) else {}
                if case.get("earlier"):
                    self._answered["restarted"] = self._left()
                self._allowed = set(self._authenticator.allowed_users)
                self._kept = self._database.keep()
            except Exception as e:
                self._failed = type(e).__name__
            finally:
                self.session.close()
        if self._failed:
            return {"start": self._failed}
        self._database.restore(self._kept)
        self.session = orm.new_session_factory()()
        self._person.clear()
        self._person.update(case["person"])
        try:
            self._authenticator.allowed_users = set(self._allowed)
            machine.fake(self._authenticator, case)
            provider.fake(self._authenticator, case)
            return {**self._answered, **await self._login(case, self._authenticator)}
        finally:
            self.session.close()

    async def _lives(self, case):
        """What Hubs of earlier configs left in the database: people logged in to each. The answer where one does not start."""
        for number, life in enumerate(case.get("earlier", ())):
            try:
                authenticator = await self._start({**case, **life, "person": {}}, number == 0)
            except Exception as e:
                self._started = None
                return {"life": number, "start": type(e).__name__}
            for person in life["people"]:
                machine.fake(authenticator, {**case, "person": person})
                provider.fake(authenticator, {"person": person})
                self.roles = person.get("reply_roles")
                self._person.clear()
                self._person.update(person)
                await self._once(Handler(self, authenticator), authenticator, person)
            self.session.close()
            self._listener.heard = []
            self.session = orm.new_session_factory()()
        return None

    def _left(self):
        """What a start makes of what was there: the database's rows, whatever collections the session still holds of before."""
        self.session.expire_all()
        admins = sorted(u.name for u in self.session.query(orm.User) if u.admin)
        out = {"table": {role.name: _held(role) for role in self.session.query(orm.Role)}}
        return {**out, "admins": admins} if admins else out

    def _renew(self, case):
        """A database with the default roles and the case's rows."""
        if self._empty is None:
            self._database.renew()
            self.session = orm.new_session_factory()()
            for role in roles.get_default_roles():
                roles.create_role(self.session, role)
            self.session.commit()
            self.session.close()
            self._empty = self._database.keep()
        self._database.restore(self._empty)
        self._listener.heard = []
        self.session = orm.new_session_factory()()
        for name in sorted({*case.get("rows", ()), *case.get("admins", ())}):
            self.session.add(orm.User(name=name, admin=name in case.get("admins", ())))
        self.session.commit()

    async def _start(self, case, first):
        config, name = Config(), "pam"
        admin_users, load_roles = (), []
        for section, trait, value in case["config"]:
            if (section, trait) == ("JupyterHub", "authenticator_class"):
                name = value
            elif (section, trait) == ("JupyterHub", "admin_users"):
                admin_users = value
            elif (section, trait) == ("JupyterHub", "load_roles"):
                load_roles = value
            else:
                config[section][trait] = self._hook(self._person) if value == {"$callable": "hook"} else decoded(value, self._person)
        cls = provider.class_named(name)
        provider.quiet(config, cls)
        authenticator = cls(config=config, log=self.log)
        machine.fake(authenticator, case)
        app = Application(self, authenticator, admin_users, copy.deepcopy(load_roles), first)
        await app.start()
        self.config_role_names = app.config_role_names
        return authenticator

    async def _login(self, case, authenticator):
        person = case["person"]
        handler = Handler(self, authenticator)
        if "roles_before" in person:
            self.roles = person["roles_before"]
            await self._once(handler, authenticator, person)
            handler = Handler(self, authenticator)
        self.roles = person.get("reply_roles")
        out, model, user = await self._once(handler, authenticator, person)
        if user is None:
            return out
        out = {"verdict": "allowed", "username": user.name}
        if model.get("admin") is not None:
            out["admin"] = bool(model["admin"])
        if authenticator.manage_groups and model.get("groups") is not None:
            out["managed"] = True
            groups = sorted(g.name for g in user.orm_user.groups)
            if groups:
                out["groups"] = groups
        if held := sorted(r.name for r in user.orm_user.roles):
            out["roles"] = held
        if getattr(authenticator, "manage_roles", False) and model.get("roles") is not None:
            out["table"] = {role.name: _held(role) for role in self.session.query(orm.Role)}
        if "refreshed" in person:
            out["refreshed"] = await self._refreshed(handler, authenticator, user, person["refreshed"])
            if error := out["refreshed"].pop("error", None):
                out["error"] = error
        return out

    async def _refreshed(self, handler, authenticator, user, person):
        """What becomes of somebody who is in when the Hub asks the provider again, which by now knows them as this person."""
        provider.fake(authenticator, {"person": person})
        self._person.clear()
        self._person.update(person)
        said = []
        refresh = authenticator.refresh_user

        async def heard(*args, **kwargs):
            said.append(await maybe_future(refresh(*args, **kwargs)))
            return said[-1]

        authenticator.refresh_user = heard
        try:
            left = await handler.refresh_auth(user, force=True)
            out = {"outcome": "again" if left is None else "renewed" if said and said[0] is not True else "same"}
        except Exception as e:
            self.session.rollback()
            self.session.expire_all()
            return {"outcome": "failed", "error": type(e).__name__}
        finally:
            del authenticator.refresh_user
        out["admin"] = bool(user.admin)
        for key, held in (("groups", user.orm_user.groups), ("roles", user.orm_user.roles)):
            if names := sorted(one.name for one in held):
                out[key] = names
        return out

    async def _once(self, handler, authenticator, person):
        """One login: (the answer where it ends early, the auth model, the user)."""
        word = "wrong" if person.get("wrong_password") else provider.ADMIN if person.get("admin_password") else provider.USER
        if number := person.get("password_group"):
            word = [*getattr(authenticator, "password_groups", {}), *["wrong"] * number][number - 1]
        data = {"username": person.get("username", ""), "password": word}
        try:
            model = await maybe_future(authenticator.get_authenticated_user(handler, data))
            if not model:
                return {"verdict": "refused"}, None, None
            return {}, model, await handler.auth_to_user(model)
        except web.HTTPError as e:
            self.session.rollback()
            return {"verdict": "refused" if e.status_code == 403 else "failed"}, None, None
        except Exception as e:
            self.session.rollback()
            return {"verdict": "failed", "error": type(e).__name__}, None, None

    def _hook(self, person):
        """post_auth_hook as a config may have it: what it does stands in the person."""

        def hook(authenticator, handler, model):
            if not person.get("reply_hook"):
                return None
            if "reply_admin" in person:
                model["admin"] = person["reply_admin"]
            if authenticator.manage_groups and "reply_groups" in person:
                model["groups"] = person["reply_groups"]
            if self.roles is not None:
                model["roles"] = copy.deepcopy(self.roles)
            return model

        return hook

    def _warnings(self):
        ids = set()
        for text in self._listener.heard:
            found = [id for part, id in MESSAGES if part in text]
            ids.add(found[0] if found else f"unknown message: {text}")
        return sorted(i for i in ids if i)


def _held(role):
    return {"scopes": list(role.scopes), "users": sorted(u.name for u in role.users), "groups": sorted(g.name for g in role.groups)}


class _Modules:
    """What Database takes from a Hub."""

    def __init__(self, module):
        from jupyterhub.utils import hash_token

        self.orm, self.hash_token = module, hash_token


def decoded(value, person):
    """A value of the config out of its JSON."""
    if isinstance(value, dict):
        if "$set" in value:
            return {decoded(v, person) for v in value["$set"]}
        if "$tuple" in value:
            return tuple(decoded(v, person) for v in value["$tuple"])
        if "$callable" in value:
            reply = "reply_username" if value["$callable"] == "username" else "reply_groups"
            return lambda *args: person.get(reply)
        return {k: decoded(v, person) for k, v in value.items()}
    if isinstance(value, list):
        return [decoded(v, person) for v in value]
    return value
