"""One JupyterHub application object: made with a case's config, started by its own init methods."""

import asyncio
import copy
import inspect
import logging
import re
import warnings

from conformance.hub.database import Database
from conformance.hub.text import describe, normalize

INIT = (
    "init_db",
    "init_hub",
    "init_oauth",
    "init_role_creation",
    "init_users",
    "init_groups",
    "init_services",
    "init_api_tokens",
    "init_role_assignment",
    "init_blocked_users",
)
_LOGGERS = ("JupyterHub", "tornado.application", "tornado.general")

# What the test set-up itself makes the Hub say, on every start.
_NOISE = ("allow config", "Using testing authenticator", "JupyterHub seems to be served over")

_APP_KEYS = ("load_roles", "load_groups", "services", "custom_scopes", "service_tokens", "api_tokens", "extra_user_scopes")
_USER_SETS = ("admin_users", "allowed_users", "blocked_users")
_SPAWNER_KEYS = ("server_token_scopes", "oauth_client_allowed_scopes")


class Hub:
    """The modules of the installed JupyterHub, and what a process needs to start it again and again."""

    def __init__(self, version):
        import jupyterhub
        import jupyterhub.app
        import jupyterhub.apihandlers  # noqa: F401  (what the running Hub imports)
        import jupyterhub.auth
        import jupyterhub.orm
        import jupyterhub.proxy
        import jupyterhub.roles
        import jupyterhub.scopes
        import jupyterhub.spawner
        import jupyterhub.user
        import jupyterhub.utils
        from traitlets.config import Config

        if jupyterhub.__version__ != version:
            raise SystemExit(f"this environment holds JupyterHub {jupyterhub.__version__}, not {version}")
        self.version, self.major = version, int(version.split(".")[0])
        self.app_module, self.auth = jupyterhub.app, jupyterhub.auth
        self.scopes, self.roles, self.orm = jupyterhub.scopes, jupyterhub.roles, jupyterhub.orm
        self.Config = Config
        self.definitions = copy.deepcopy(self.scopes.scope_definitions)
        self.order = self._start_order()
        self.spawner, self.proxy = _idle_classes(jupyterhub)
        self._clear = self._caches()
        self.hash_token = jupyterhub.utils.hash_token

        async def up_at_once(*_args, **_kwargs):
            return None

        jupyterhub.user.User._wait_up = up_at_once
        for name in ("alembic", "alembic.runtime.migration"):
            logging.getLogger(name).setLevel(logging.ERROR)
            logging.getLogger(name).propagate = False
        self.database = Database(self)

    def _start_order(self):
        """The order of the init methods, read from this version's own JupyterHub.initialize."""
        source = inspect.getsource(self.app_module.JupyterHub.initialize)
        order = [name for name in re.findall(r"(?:await )?self\.(init_[a-z_]+)\(\)", source) if name in INIT]
        if not order or order[0] != "init_db" or "init_role_assignment" not in order:
            raise SystemExit(f"JupyterHub.initialize of {self.version} starts in an order we do not know: {order}")
        return order

    def _caches(self):
        """Every cache that functions of scopes, roles and orm keep, as calls that empty it."""
        clear, seen, found = [], set(), []
        for module in (self.scopes, self.roles, self.orm):
            for value in list(vars(module).values()):
                found.append(value)
                if inspect.isclass(value) and value.__module__ == module.__name__:
                    found.extend(getattr(member, "__func__", member) for member in list(vars(value).values()))
        for function in found:
            if id(function) in seen:
                continue
            seen.add(id(function))
            if type(function).__name__ == "_lru_cache_wrapper":
                clear.append(function.cache_clear)
            elif inspect.isfunction(function):
                for cell in function.__closure__ or ():
                    try:
                        value = cell.cell_contents
                    except ValueError:
                        continue
                    if type(value).__name__ == "LRUCache":
                        clear.append(value._cache.clear)
        return clear

    def clear_caches(self):
        for clear in self._clear:
            clear()

    def new_process(self):
        """What a real restart of the Hub's process resets."""
        self.clear_caches()
        definitions = self.scopes.scope_definitions
        definitions.clear()
        definitions.update(copy.deepcopy(self.definitions))
        self.app_module.JupyterHub.clear_instance()

    def application(self, config):
        """A JupyterHub with the case's settings as traitlets config, exactly as a config file would give them."""
        c = self.Config()
        c.JupyterHub.update(
            db_url="sqlite:///:memory:",
            cookie_secret=b"x" * 32,
            authenticator_class=self.auth.DummyAuthenticator,
            spawner_class=self.spawner,
            proxy_class=self.proxy,
            hub_ip="127.0.0.1",
            hub_port=8081,
            bind_url="http://127.0.0.1:8000",
            allow_named_servers=True,
        )
        if self.major >= 5:
            c.Authenticator.allow_all = config.get("allow_all", True)
            if "allow_existing_users" in config:
                c.Authenticator.allow_existing_users = config["allow_existing_users"]
        for key in _APP_KEYS:
            if key in config:
                value = copy.deepcopy(config[key])
                if key == "extra_user_scopes":
                    if self.major < 6:
                        continue
                    value = set(value)
                setattr(c.JupyterHub, key, value)
        for key in _USER_SETS:
            if config.get(key) is not None:
                setattr(c.Authenticator, key, set(config[key]))
        for key in ("username_map", "username_pattern"):
            if config.get(key):
                setattr(c.Authenticator, key, config[key])
        for key in _SPAWNER_KEYS:
            if config.get(f"spawner_{key}") is not None:
                setattr(c.Spawner, key, config[f"spawner_{key}"])
        app = self.app_module.JupyterHub(config=c)
        app.log.setLevel(logging.INFO)
        return app

    async def start(self, config, log, first):
        """Starts a Hub over the database. Returns the application (perhaps None) and the error (or None)."""
        app, stage = None, "config"
        try:
            app = self.application(config)
            for name in _LOGGERS:
                logger = logging.getLogger(name)
                logger.handlers, logger.propagate = [log], False
                logger.setLevel(logging.INFO)
            app.log.handlers, app.log.propagate = [log], False
            for stage in self.order:
                if stage == "init_role_creation" and first and config.get("legacy_users"):
                    self._rows_without_roles(app, config)
                result = getattr(app, stage)()
                if inspect.isawaitable(result):
                    await result
                if stage == "init_db":
                    log.take()
            return app, None
        except SystemExit as e:
            return app, {"type": "SystemExit", "message": str(e), "stage": stage}
        except Exception as e:
            if getattr(app, "db", None) is not None:
                app.db.rollback()
            return app, describe(e, stage)

    def _rows_without_roles(self, app, config):
        """A database from before roles existed: users, and no role at all."""
        admins = config.get("legacy_admins") or []
        for name in dict.fromkeys(config["legacy_users"]):
            app.db.add(self.orm.User(name=name, admin=name in admins))
        app.db.commit()


def start_warnings(log, caught):
    """The warnings of a start: what was logged, and Python warnings about scopes and unknown keys."""
    logged = [m for m in log.take() if not any(noise in m for noise in _NOISE)]
    python = sorted(
        {
            normalize(str(w.message))
            for w in caught
            if issubclass(w.category, UserWarning) and "xpand" in str(w.message) or "unrecognized key" in str(w.message)
        }
    )
    return logged, python


def _idle_classes(jupyterhub):
    """A spawner and a proxy that start nothing."""

    class IdleSpawner(jupyterhub.spawner.Spawner):
        _running = False

        async def start(self):
            self._running = True
            return ("127.0.0.1", 1)

        async def stop(self, now=False):
            self._running = False

        async def poll(self):
            return None if self._running else 0

    class IdleProxy(jupyterhub.proxy.Proxy):
        should_start = False

        async def get_all_routes(self):
            return {}

        async def add_route(self, routespec, target, data):
            pass

        async def delete_route(self, routespec):
            pass

    return IdleSpawner, IdleProxy


def run_async(coroutine):
    """Runs a coroutine on a fresh event loop, as a fork needs it."""
    loop = asyncio.new_event_loop()
    with warnings.catch_warnings():
        asyncio.set_event_loop(loop)
    return loop.run_until_complete(coroutine)
