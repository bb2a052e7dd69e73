"""Scenario documents: their configs go through the loader of traitlets as files, their checks to a Hub that listens.

A case is what `rolecall check --cases` prints. Each check is asked in a fork of the process that holds the started Hub, so none disturbs
another; steps change the Hub itself. A restart is a new application over the same database.
"""

import asyncio
import functools
import logging
import os
import tempfile
import warnings
from pathlib import Path

from conformance.hub import asking, steps
from conformance.hub.__main__ import in_fork
from conformance.hub.application import run_async
from conformance.hub.text import Log, describe


LOGGING_IN = "logging in"
AFTER_LOGGING_IN = "after a login"


class NotAsked(Exception):
    """The document says something that this program cannot give to a live Hub."""


def run_case(hub, case):
    """Returns {"starts": [null or the error of each start], "lines": [[answer, …] of each start]}."""
    hub.database.renew()
    out = {"starts": [], "lines": [], "version": hub.version}
    if case["state"].get("asked"):
        return {**out, "skipped": "its state answers what the config does not say"}
    if case["state"].get("before_users") or case["state"].get("before_admins"):
        return {**out, "skipped": "its state has rows from before the first start"}
    if case["state"].get("known"):
        return {**out, "skipped": "its state has people who have logged in before"}
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ.setdefault("JUPYTERHUB_CRYPT_KEY", "5a" * 32)
        os.environ.update(case["state"].get("environment") or {})
        for name, text in (case["state"].get("reads") or {}).items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text)
        first, logged_in = True, False
        for number, phase in enumerate(case["phases"]):
            asyncio.events._set_running_loop(None)
            app, error = None, None
            try:
                config = _config(hub, phase, Path(folder) / f"start-{number}")
                app = run_async(_start(hub, config, case["state"] if first else {}))
            except NotAsked as e:
                return {**out, "skipped": str(e)}
            except (Exception, SystemExit) as e:  # a start that failed is an answer
                error = describe(e, getattr(e, "conformance_stage", None))
            out["starts"].append(error)
            if app is None:
                out["lines"].append([{"error": "not started"}] * len(phase["lines"]))
            else:
                answers, logged_in = _lines(hub, app, phase["lines"], logged_in)
                out["lines"].append(answers)
            if app is not None:
                first = False
                for callback in getattr(app, "_periodic_callbacks", {}).values():
                    callback.stop()
                app.db.close()
            hub.database.reopen()
        os.chdir(tempfile.gettempdir())
    return out


def _config(hub, phase, folder):
    """The files of a start as the Hub's own loader reads them, one after the other."""
    from traitlets.config.loader import PyFileConfigLoader

    config = hub.Config()
    if phase.get("settings"):
        for name, value in phase["settings"]["settings"].items():
            section, trait = name.split(".", 1)
            setattr(config[section], trait, _known(value))
    else:
        folder.mkdir()
        for file in phase["files"]:
            path = folder / file["name"].replace("@", "-")
            path.write_text(file["text"])
            loaded = PyFileConfigLoader(path.name, path=str(folder))
            loaded.config = config  # a later file sees what an earlier one has set, as with load_subconfig
            loaded.clear = lambda: None
            try:
                loaded.load_config()
            except Exception as e:
                e.conformance_stage = "config"
                raise
    return config


def _known(value):
    """A setting that was read as data. What is a random value to the reader is one here as well."""
    if isinstance(value, dict):
        if set(value) == {"$unknown"}:
            if value["$unknown"] == "a random value":
                return "random-value-of-this-test"
            raise NotAsked(f"a value is {value['$unknown']}")
        return {k: _known(v) for k, v in value.items()}
    return [_known(v) for v in value] if isinstance(value, list) else value


async def _start(hub, config, state):
    """A listening Hub with this config and what the state says there is."""
    hub.new_process()
    app = hub.application({})
    own = app.config
    own.merge(config)
    own.JupyterHub.update(
        spawner_class=hub.spawner,
        authenticator_class=hub.auth.DummyAuthenticator,
        allow_named_servers=True,
    )
    _without_forms(hub)
    hub.app_module.JupyterHub.clear_instance()
    app = hub.app_module.JupyterHub(config=own)
    log = Log()
    for cls in type(app)._walk_mro():  # what the classmethod instance() would have done
        cls._instance = app
    app.load_config_file = lambda *args, **kwargs: None
    app.init_logging = lambda: None
    for name in ("JupyterHub", "tornado.application", "tornado.general", "tornado.access"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [log], False
    app.log.handlers, app.log.propagate = [log], False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            await app.initialize([])
        except Exception:
            if getattr(app, "db", None) is not None:
                app.db.rollback()
            raise
    steps.add_users(hub, app, state.get("users") or [])
    running = state.get("running") or {}
    servers = {owner: list(names) for owner, names in (state.get("servers") or {}).items()}
    for owner, names in running.items():
        servers.setdefault(owner, []).extend(name for name in names if name not in servers.get(owner, []))
    steps.add_servers(hub, app, {"servers": servers})
    for owner, names in running.items():
        for name in names:
            await asking.spawn(hub, app, owner, name)
    for spec in state.get("shares") or []:
        said = steps.share(hub, app, {**spec, "with": spec["with"].replace(" ", ":", 1)})
        if "error" in said:
            raise NotAsked(f"the share {spec} is refused")
    hub.clear_caches()
    return app


def _without_forms(hub):
    """Requests with a cookie do without the token that the Hub's forms carry: it keeps other sites out, and is no permission."""
    from jupyterhub.handlers.base import BaseHandler

    classes = [BaseHandler]
    for cls in classes:
        classes.extend(cls.__subclasses__())
        if cls is BaseHandler or "check_xsrf_cookie" in vars(cls):
            cls.check_xsrf_cookie = lambda self: None


def _lines(hub, app, lines, logged_in):
    """The answers to the lines of one start, and whether anybody has logged in by its end: from there on this Hub is another one."""
    out = []
    for line in lines:
        asyncio.events._set_running_loop(None)
        if line["kind"] == "after" and line["request"].get("log_in"):
            logged_in = True
            out.append({"skipped": LOGGING_IN})
        elif logged_in:
            out.append({"skipped": AFTER_LOGGING_IN})
        elif line["verdict"] == "error":
            out.append({"skipped": "the engine does not decide it"})
        elif line["kind"] == "after":
            out.append(_step(hub, app, line))
        else:
            out.append(in_fork(functools.partial(_judge, hub, app, line)))
    return out, logged_in


def _step(hub, app, line):
    answer = run_async(asking.call(hub, app, line["subject"], line["request"], lasting=True))
    hub.clear_caches()
    app.db.expire_all()
    return {"holds": answer["status"] < 400, "saw": answer}


def _judge(hub, app, line):
    """Whether the claim of a line is true of this Hub. Runs in a fork, and asks each of several subjects in one of its own."""
    request = line.get("request") or {}
    if request.get("log_in"):
        return {"skipped": LOGGING_IN}
    if line["kind"] == "token":
        secret, said = asking.token(hub, app, line["subject"])
        return {"holds": (secret is None) == bool(line.get("negative")), "saw": said}
    if line["kind"] == "only":
        return _only(hub, app, line)
    saw = _alone(hub, app, line["subject"], request)
    if "yes" not in saw:
        return saw
    holds = saw["yes"] != bool(line.get("negative"))
    if holds and line.get("because"):
        through = _alone(hub, app, line["subject"], request, line["because"])
        if not through.get("yes"):
            return {"holds": False, "saw": {"with that role alone": through, "with all": saw}}
    return {"holds": holds, "saw": saw}


def _alone(hub, app, subject, request, role=None):
    return in_fork(functools.partial(_can, hub, app, subject, request, role))


def _can(hub, app, subject, request, role):
    return run_async(asking.can(hub, app, subject, request, role))


def _only(hub, app, line):
    """Every listed subject can, and nobody else of whom `only` speaks."""
    db, orm = app.db, hub.orm
    listed = line.get("subjects") or []
    named = {(s["kind"], s.get("name")) for s in listed}
    everybody = [{"kind": "any user"}]
    everybody += [{"kind": "any member", "name": g.name} for g in db.query(orm.Group)]
    everybody += [{"kind": "user", "name": u.name} for u in db.query(orm.User)]
    everybody += [{"kind": "service", "name": s.name} for s in db.query(orm.Service)]

    def covered(s):
        if (s["kind"], s.get("name")) in named:
            return True
        if s["kind"] == "service":
            return False
        if ("any user", None) in named:
            return True
        if s["kind"] != "user":
            return False
        user = orm.User.find(db, s["name"])
        if ("any admin", None) in named and user.admin:
            return True
        return any(("any member", g.name) in named for g in user.groups)

    wrong = []
    for subject, wanted in [(s, True) for s in listed] + [(s, False) for s in everybody if not covered(s)]:
        saw = _alone(hub, app, subject, line["request"])
        if saw.get("own", True) is False:
            continue  # a bare filter that stands for nothing of this subject
        if "yes" not in saw:
            return saw
        if saw["yes"] != wanted:
            wrong.append({"subject": subject, "saw": saw})
    return {"holds": not wrong, "saw": wrong[:3], "asked": len(listed) + len(everybody)}
