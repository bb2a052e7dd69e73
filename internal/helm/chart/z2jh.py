# What `from z2jh import …` gives: the chart's values and what it keeps in its Secret.
import secrets

_values = __values__()

# Where the chart has defaults of its own that are not among these values.
_unread = ("singleuser", "proxy", "scheduling", "prePuller", "ingress", "httpRoute", "imagePullSecret", "rbac", "global", "debug", "Chart", "Release")
_unread_of_hub = ("db", "image", "service", "serviceAccount", "networkPolicy", "pdb", "resources", "deploymentStrategy", "livenessProbe", "readinessProbe")


def _find(key):
    value = _values
    for level in key.split("."):
        if not isinstance(value, dict) or level not in value:
            return False, None
        value = value[level]
    return True, value


def get_config(key, default=None):
    found, value = _find(key)
    if found:
        return value
    top, _, rest = key.partition(".")
    if top in _unread or top == "hub" and rest.partition(".")[0] in _unread_of_hub:
        return __unread__(key)
    return default


def set_config_if_not_none(cparent, name, key):
    value = get_config(key)
    if value is not None:
        setattr(cparent, name, value)


def get_secret_value(key, default="never-explicitly-set"):
    found, value = _find(key)
    if found and value:
        return value
    if default != "never-explicitly-set":
        return default
    return secrets.token_hex(32)


def get_name(name):
    return name


def get_name_env(name, suffix=""):
    return secrets.token_hex(4)
