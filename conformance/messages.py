"""What the Hub says, and the event of ours that says the same: a table from log messages and exceptions to Event.ID.

Compared are kind, order and the names that a message speaks of, never its words. A message that no row knows is
reported: the table has to be complete over everything that the Hubs of this project have ever said.
"""

import collections
import re

# 2.x prints the filter once, later versions twice.
_FILTER = (
    r"Scope filter (?:(?P<filter>.*) )?'!(?P<filter_>.*)' in scope '(?P<scope>.*)' for (?:role (?P<role>.*)|token) does not exist"
)

# Said along with another message, and no event of its own.
WITH_ANOTHER = "(with another)"

# Warnings of a start, in logs or as Python warnings: (event, pattern). Named groups are the event's arguments;
# each_key lists several, which are one event each.
WARNINGS = [
    ("role-without-scopes", r"Role (?P<role>.*) will have no scopes"),
    ("role-without-scopes", r"Warning: New defined role (?P<role>.*) has no scopes"),
    ("role-extended", r"Role (?P<role>.*) has obtained extra permissions"),
    ("role-deleted", r"Deleting role (?P<role>.*)"),
    ("group-list-deprecated", r"group config `'groupname': \[usernames\]` config format is deprecated .*"),
    ("service-admin-deprecated", r"Service (?P<service>.*) sets `admin: True`, which is deprecated .*"),
    (
        "service-implicit",
        r"(?:Warning: )?service (?:'(?P<service>.*)'|(?P<service_>.*)) not in services, creating implicitly\. .*",
    ),
    ("oauth-client-deleted", r"Deleting unused oauth client for service (?P<service>.*) with client_id=.*"),
    ("oauth-client-deleted", r"Deleting OAuth client .*"),
    ("oauth-roles-ignored", r"Ignoring oauth_roles for (?P<service>.*): .*"),
    ("upgrade", r"No roles found; assuming hub upgrade\. .*"),
    ("admin-users-and-role", r"Configuration specifies both admin_users and users in the admin role .*"),
    ("existing-user-invalid", r"Error adding user (?P<user>.*) already in db"),
    (WITH_ANOTHER, r"\s*You can set\s+c\.Authenticator\.delete_invalid_users = True\s.*"),
    ("allowed-users-single-characters", r"Allowed set contains single-character names: .*"),
    ("admin-removed", r"Removing admin=True from .*"),
    ("user-role-without-self", r"user role overridden with scopes=.*, which does not include 'self', .*"),
    ("extra-user-scopes-ignored", r"user role overridden with scopes=.*, extra_user_scopes=.* will be ignored\."),
    ("blocked-user-admin", r"Removing admin permissions from blocked user (?P<user>.*)"),
    ("blocked-user-roles", r"Removing blocked user (?P<user>.*) from roles: (?P<names>.*)"),
    ("blocked-user-groups", r"Removing blocked user (?P<user>.*) from groups: (?P<names>.*)"),
    ("custom-scope-unknown-key", r"Ignoring unrecognized key\(s\) '(?P<each_key>.*?)' in (?P<scope>custom:[^=]*)=.*"),
    # Tokens that the config asks for are expanded as they are issued.
    ("filter-dropped", r"Not expanding !(?:user|service|server) filter without target (?:user|service|server) in .*"),
    ("self-dropped", r"Not expanding '?(?:self|all|inherit)'? scope for owner .* which is not a User.*"),
]

# Warnings while somebody's scopes are resolved or a token is made: what is dropped stands in our traces.
DROPPED = [
    ("filter-dropped", r"Not expanding !(?:user|service|server) filter without target (?:user|service|server) in .*"),
    ("self-dropped", r"Not expanding '?(?:self|all|inherit)'? scope for owner .* which is not a User.*"),
    ("token-scopes-discarded", r"discarding scopes \[.*\], not present in (?:roles of owner .*|owner roles)"),
    ("token-scopes-discarded", r"Token requesting role .* with scopes not held by owner .*"),
    ("server-name-restricted", r"JupyterHub 6 has new restrictions on servernames\. .* \(.*\)"),
    ("server-token-scope-added", r"Adding required scope .* to server token, missing from Spawner\.server_token_scopes\..*"),
]

# Exceptions: (event, class, pattern), and those that mean something of their own at one stage of a start, which are
# looked for first: (stage, event, class, pattern).
AT_STAGE = [
    # An entry without scopes for a role that is there, or whose stored scopes are None; from 6.0 on also for `user`.
    ("init_role_creation", "role-scopes-none", "TypeError", r"(?:'NoneType' object|argument of type 'NoneType') is not iterable"),
]
ERRORS = [
    ("role-without-name", "KeyError", r"name"),
    ("role-keeps-no-scopes", "KeyError", r"scopes"),  # 3.0 and before: an existing role without scopes
    ("role-twice", "ValueError", r"Role (?P<role>.*) multiply defined\. .*"),
    ("role-name-invalid", "InvalidNameError|ValueError", r"Invalid role name: .*"),
    ("admin-role-override", "RoleValueError|ValueError", r"Cannot override admin role admin\.(?P<key>\w+) = .*"),
    ("scope-renamed", "ScopeNotFound|KeyError", r"Draft scope '(?:all|read:all)' is now called .*"),
    ("username-invalid", "ValueError", r"Token user name '(?P<user>.*)' is not valid"),
    ("filter-not-found", "ScopeNotFound|KeyError", _FILTER),
    ("scope-not-found", "ScopeNotFound|KeyError", r"Scope '(?P<scope>.*)' for (?:role (?P<role>.*)|token) does not exist"),
    ("custom-scope-name-invalid", "ValueError", r"Invalid scope name: '(?P<scope>.*)'\.\n.*"),
    ("custom-scope-redefined", "ValueError", r"Cannot redefine scope (?P<scope>.*?)=.*"),
    ("custom-scope-without-description", "ValueError", r"scope (?P<scope>custom:[^=]*)=.* missing key 'description'.*"),
    ("custom-scope-subscopes-invalid", "ValueError", r"subscopes must be a list of scope strings, got .*"),
    (
        "custom-scope-of-builtin",
        "ValueError",
        r"non-custom subscope (?P<key>.*) in (?P<scope>custom:[^=]*)=.* is not allowed\..*",
    ),
    ("custom-subscope-not-found", "ValueError", r"subscope (?P<key>.*) in (?P<scope>custom:[^=]*)=.* not found\..*"),
    ("username-invalid", "ValueError", r"[Uu]sername (?:'(?P<user>.*)'|\"(?P<user_>.*)\") is not valid"),
    ("user-not-allowed", "ValueError", r"(?:Username|Token user name) '?(?P<user>.*?)'? is not in Authenticator\.allowed_users"),
    ("service-not-found", "ValueError", r"Found undefined service (?P<service>.*) in role (?P<role>.*)\. Define it first .*"),
    (
        "service-not-found",
        "ValueError",
        r"services (?P<service>.*) defined in config role definition (?P<role>.*) but not present in database",
    ),
    ("service-unknown-key", "AttributeError", r"No such service field: (?P<key>.*)"),
    (
        "service-client-id-invalid",
        "ValueError",
        r"service .* has oauth_client_id='(?P<key>.*)'\. Service oauth client ids must start with 'service-'",
    ),
    (
        "service-redirect-missing",
        "ValueError",
        r"Service (?P<service>.*) has oauth configured, but is missing required oauth_redirect_uri\.",
    ),
    (
        "service-client-shared",
        "InvalidRequestError",
        r"Instance <OAuthClient at \w+> is already associated with an instance of <class 'jupyterhub\.orm\.Service'> via its "
        r"Service\.oauth_client attribute, and is only allowed a single parent\..*",
    ),
    ("service-url-invalid", "ValueError", r"Unsupported scheme in URL for service (?P<service>.*): .*"),
    ("bearer-twice", "IntegrityError", r"UNIQUE constraint failed: \w+_role_map\..*"),
    ("admin-role-new-group", "AttributeError", r"'NoneType' object has no attribute 'admin'"),
    ("groups-managed", "ValueError", r"Group management has been offloaded to the authenticator"),
    ("token-too-short", "ValueError", r"(?:Tokens|\w+\.token) must be at least \d+ characters, got .*"),
    ("token-scopes-not-held", "ValueError", r"Not assigning requested scopes (?P<names>.*) not held by .*"),
    ("token-scopes-and-roles", "ValueError", r"Can only assign one of scopes or roles when creating tokens\."),
    (
        "token-role-not-held",
        "ValueError",
        r"Requested token role (?P<role>.*) for .* has more permissions than the token owner.*",
    ),
    ("role-not-found", "ValueError", r"No such role: (?P<role>.*)"),
    ("scope-undefined", "KeyError", r"(?P<scope>custom:.*)"),
    ("role-not-found", "KeyError|NoSuchRole", r"Role (?P<role>.*) does not exist"),
    ("filter-empty", "ValueError", r"Empty string is not a valid filter: .*"),
    ("scope-not-valid", "ValueError", r"Scope (?P<scope>.*) is not a valid scope"),
    ("filter-unexpanded", "ValueError", r"Unexpanded scope filter (?P<scope>.*) not allowed\. Use expanded scopes\."),
    ("post-filter-with-filter", "ValueError", r"post_filter=True only allowed for unfiltered scopes"),
    ("intersection-frozen", "AttributeError", r"'frozenset' object has no attribute 'add'"),
    ("scope-endless", "RecursionError", r"maximum recursion depth exceeded.*"),
    ("role-scopes-missing", "TypeError", r"'NoneType' object is not iterable"),
    ("share-filter", "ValueError", r"!(?P<filter>.*) not allowed on sharing (?P<scope>.*), only !server=.*"),
    ("share-without-scopes", "ValueError", r"Must specify scopes to grant\."),
    # Answers of this program's own: the case speaks of somebody whom the Hub does not have.
    ("owner-not-found", "NoSuchOwner", r".*"),
    ("client-not-found", "NoSuchClient", r".*"),
    ("subject-not-found", "NoSuchSubject|NoSuchResource", r".*"),
    ("unsupported", "Unsupported", r".*"),
]

_COMPILED = {
    "warning": [(event, re.compile(pattern, re.S)) for event, pattern in WARNINGS],
    "dropped": [(event, re.compile(pattern, re.S)) for event, pattern in DROPPED],
}
_ERRORS = [
    (stage, event, set(types.split("|")), re.compile(pattern, re.S))
    for stage, event, types, pattern in [*AT_STAGE, *((None, *row) for row in ERRORS)]
]


def _match(rows, message):
    for event, pattern in rows:
        match = pattern.fullmatch(message)
        if match:
            return event, {k.rstrip("_"): v for k, v in match.groupdict().items() if v is not None}
    return None, {}


def warning(message):
    """(event, arguments) of a warning at start-up, (None, {}) for one that the table lacks."""
    return _match(_COMPILED["warning"], message)


def _each(event, names):
    """One event for every name of a message that lists several things."""
    names = dict(names)
    keys = names.pop("each_key", None)
    return [(event, names)] if keys is None else [(event, {**names, "key": key}) for key in keys.split(", ")]


def dropped(message):
    """The same of a warning while scopes are resolved or a token is made."""
    return _match(_COMPILED["dropped"], message)


def error(described):
    """The same of an exception."""
    for stage, event, types, pattern in _ERRORS:
        if described["type"] in types and stage in (None, described.get("stage")):
            match = pattern.fullmatch(described.get("message") or "")
            if match:
                return event, {k.rstrip("_"): v for k, v in match.groupdict().items() if v is not None}
    return None, {}


def _steps(result):
    return result.get("steps", [result])


def unmapped(result):
    """Messages of a Hub's RBAC result that the table lacks: ["warning: …", "ValueError: …"]."""
    out = []
    for step in _steps(result):
        out += [f"warning: {m}" for m in step.get("warnings", []) + step.get("pywarnings", []) if warning(m)[0] is None]
        errors = [step["error"]] if "error" in step else []
        for kind in ("users", "groups", "services"):
            for entity in (step.get(kind) or {}).values():
                errors += _errors(entity)
                out += _lost(entity)
        for kind in ("tokens", "shares", "queries", "oauth"):
            for item in step.get(kind) or []:
                errors += _errors(item)
                out += _lost(item)
        out += [f"{e['type']}: {e.get('message')}" for e in errors if error(e)[0] is None]
    return out


def _errors(item):
    return [v for k, v in item.items() if k.endswith("error") and isinstance(v, dict)]


def _lost(item):
    said = item.get("warnings", []) + item.get("pywarnings", []) + item.get("spawn_warnings", [])
    return [f"resolving: {m}" for m in said if dropped(m)[0] is None]


def differences(want, got):
    """Where the engine's events say something else than the Hub's messages: [(kind, detail)]."""
    out = []
    for i, (hub, ours) in enumerate(zip(_steps(want), _steps(got))):
        out += [(kind, f"start {i + 1}: {detail}") for kind, detail in _step(hub, ours)]
    return out


def _step(hub, ours):
    out = []
    if "events" in ours:
        said = [pair for m in hub.get("warnings", []) + hub.get("pywarnings", []) for pair in _each(*warning(m))]
        said = [pair for pair in said if pair[0] not in ("filter-dropped", "self-dropped", WITH_ANOTHER)]
        answer = [(e["id"], e.get("args") or {}) for e in ours["events"] if e.get("level") == "warn"]
        want, got = (collections.Counter(event for event, _ in side) for side in (said, answer))
        for event in sorted(filter(None, {*want, *got})):
            if want[event] != got[event]:
                out.append((f"warning {event}: {want[event]} against {got[event]}", f"hub {said} ours {answer}"))
        if not out:
            out += _names(said, answer)
    if "error" in hub and "error" in ours:
        out += _start_error(hub["error"], ours)
    return out


def _start_error(error_of_hub, ours):
    event, names = error(error_of_hub)
    answer = ours["error"]
    out = []
    if "stage" in answer and answer["stage"] != error_of_hub.get("stage"):
        out.append((f"stage of {event}", f"hub {error_of_hub.get('stage')} ours {answer['stage']}"))
    if "id" in answer and event is not None and answer["id"] != event:
        out.append((f"error {event} against {answer['id']}", f"hub {error_of_hub}"))
    fatal = [e.get("args") or {} for e in ours.get("events", []) if e.get("level") == "fatal"]
    if fatal and not out:
        out += _names([(event, names)], [(answer.get("id"), fatal[-1])])
    return out


def _names(said, answer):
    """Whether messages and events of the same kind speak of the same names."""
    out = []
    key = lambda pair: (str(pair[0]), sorted((k, str(v)) for k, v in pair[1].items()))  # noqa: E731
    for event in sorted({event for event, _ in said if event}):
        wanted = sorted((p for p in said if p[0] == event), key=key)
        given = [args for e, args in answer if e == event]
        for _, names in wanted:
            fits = next((args for args in given if all(_same(args.get(k), v) for k, v in names.items())), None)
            if fits is None:
                out.append((f"names of {event}", f"hub {names} ours {given}"))
            else:
                given.remove(fits)
    return out


def _same(ours, text):
    if isinstance(ours, list):  # names may hold commas themselves, so compare what stands between commas
        pieces = lambda joined: sorted(piece.strip() for piece in joined.split(","))  # noqa: E731
        return pieces(",".join(ours)) == pieces(text)
    ours = ours or ""
    return text in (ours, repr(ours)[1:-1])  # the Hub prints some names as Python literals
