"""Asks the classes of one JupyterHub what their traits make of values: `VERSION/bin/python -m conformance.config.asktraits`.

One line in, a list of configs; one line out, a list of answers: {"raises": "TraitError"}, or {"values": {"Class.trait": …}} with
the traits that the config sets, as the application, its authenticator and its spawner hold them.
"""

import json
import logging
import os
import sys
import warnings

from conformance.config import encode


def ask(text):
    from jupyterhub.app import JupyterHub
    from traitlets import TraitError
    from traitlets.config import Config
    from traitlets.config.loader import LazyConfigValue

    config = Config()
    exec(compile(text, "jupyterhub_config.py", "exec"), {"c": config})
    given = [(section, trait) for section, inner in config.items() for trait in inner]
    values = {}
    try:
        app = JupyterHub(config=config, log=logging.getLogger("silent"))
        made = {"JupyterHub": app}
        if any(section != "JupyterHub" for section, _ in given) or "authenticator_class" in text or "spawner_class" in text:
            made["Authenticator"] = app.authenticator_class(parent=app)
            made["Spawner"] = app.spawner_class(config=app.config)
        for section, trait in given:
            has = getattr(made.get(section), "has_trait", lambda _: False)(trait)
            x = getattr(made[section], trait) if has else None
            values[f"{section}.{trait}"] = {"$unset": True} if not has or isinstance(x, LazyConfigValue) else encode.value(x)
    except TraitError:
        return {"raises": "TraitError"}
    except BaseException as e:  # a class that can't be made, or an observer that fails
        return {"raises": type(e).__name__}
    return {"values": values}


def names():
    """The traits of the Hub, the authenticator and the spawner that a config can set, as "Class.trait"."""
    from jupyterhub.app import JupyterHub
    from jupyterhub.auth import Authenticator
    from jupyterhub.spawner import Spawner

    return sorted(f"{c.__name__}.{n}" for c in (JupyterHub, Authenticator, Spawner) for n in c.class_traits(config=True))


def main():
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    print(json.dumps(names()), file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps([ask(text) for text in json.loads(line)]), file=answers, flush=True)


if __name__ == "__main__":
    main()
