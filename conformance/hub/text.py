"""Messages of the Hub, made the same in every run: set order, object addresses and token prefixes taken out."""

import logging
import os
import re
import traceback

# Lists that the Hub prints in set order: (head)(list)(tail).
_SET_LISTS = [
    re.compile(r"(Not assigning requested scopes )(.*?)( not held by )", re.S),
    re.compile(r"(discarding scopes \[)(.*?)(\],)", re.S),
]
_BRACED = re.compile(r"(extra_user_scopes=|with scopes not held by owner [^:]*: )\{([^}]*)\}")
_BLOCKED = re.compile(r"(Removing blocked user .* from (?:roles|groups): )(.*)$", re.S)

_PYTHON_ERRORS = ("KeyError", "ValueError", "TypeError", "AttributeError")


def _sorted_list(match):
    inner = re.sub(r"^frozenset\(\{|\}\)$|^\{|\}$", "", match.group(2)).replace("'", "")
    items = sorted(item.strip() for item in inner.split(",") if item.strip())
    return match.group(1) + ",".join(items) + match.group(3)


def normalize(message):
    """Returns the message as it is compared and recorded."""
    for pattern in _SET_LISTS:
        message = pattern.sub(_sorted_list, message)
    match = _BLOCKED.match(message)
    if match:
        message = match.group(1) + ", ".join(sorted(match.group(2).split(", ")))
    message = _BRACED.sub(lambda m: m.group(1) + "{" + ", ".join(sorted(m.group(2).split(", "))) + "}", message)
    message = re.sub(r"(Empty string is not a valid filter: )[^!]*!", r"\1*!", message)
    match = re.search(r"(UNIQUE constraint failed: [\w., ]+)", message)
    if match and "sqlite3.IntegrityError" in message:
        message = match.group(1)
    message = re.sub(r"(\[type=\w+), input_value=.*", r"\1]", message, flags=re.S)  # pydantic quotes the input, and an address
    message = re.sub(r" object at 0x[0-9a-f]+>", " object>", message)
    return re.sub(r"<APIToken\('[0-9a-f]{4,8}\.\.\.'", "<APIToken('...'", message)


def describe(error, stage=None):
    """An exception as data: its class, the Python error it derives from, its normalised message."""
    message = error.args[0] if isinstance(error, KeyError) and error.args and isinstance(error.args[0], str) else str(error)
    out = {"type": type(error).__name__, "message": normalize(message)}
    base = next((b.__name__ for b in type(error).__mro__[1:] if b.__name__ in _PYTHON_ERRORS), None)
    if base:
        out["base"] = base
    if stage:
        out["stage"] = stage
    return out


class Log(logging.Handler):
    """Keeps the warnings and errors that the Hub logs until they are taken."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.records = []

    def emit(self, record):
        try:
            message = normalize(record.getMessage())
        except Exception:  # a log call with wrong arguments is still a message
            message = f"{record.msg!r} {record.args!r}"
        if record.exc_info and os.environ.get("CONFORMANCE_DEBUG"):
            message += "\n" + "".join(traceback.format_exception(*record.exc_info))[-1500:]
        self.records.append(message)

    def take(self):
        records, self.records = self.records, []
        return records
