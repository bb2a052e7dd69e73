"""The machine's accounts, groups and PAM, as far as authenticators ask."""

import concurrent.futures
import pwd
import types

import jupyterhub.auth


class Inline:
    """An executor that runs at once."""

    def submit(self, function, *args, **kwargs):
        future = concurrent.futures.Future()
        try:
            future.set_result(function(*args, **kwargs))
        except BaseException as e:
            future.set_exception(e)
        return future


INLINE = Inline()
_aliases = {}  # names that are for an account of another name, or for none
PRIMARY = 1  # every account's primary group, whose name nobody asks for
_password = {}


def prepare():
    error = jupyterhub.auth.pamela.PAMError

    def authenticate(username, password, **kwargs):
        if _password["wrong"]:
            raise error("wrong")

    jupyterhub.auth.pamela.authenticate = authenticate
    jupyterhub.auth.pamela.check_account = lambda username, **kwargs: None
    # With pam_normalize_username a name becomes the account's own, by its number.
    numbers = []

    def number(name):
        name = _aliases.get(name, name)
        if name is None:
            raise KeyError(name)
        if name not in numbers:
            numbers.append(name)
        return types.SimpleNamespace(pw_uid=numbers.index(name))

    pwd.getpwnam = number
    pwd.getpwuid = lambda uid: types.SimpleNamespace(pw_name=numbers[uid])


def fake(authenticator, case):
    """Gives an authenticator of local users the accounts of a case: everybody has one but for the person who has none,
    and each group that anybody names is there."""
    person = case["person"]
    _password["wrong"] = person.get("wrong_password", False)
    _aliases.clear()
    _aliases.update(case.get("accounts", {}))
    if not isinstance(authenticator, jupyterhub.auth.LocalAuthenticator):
        return
    missing = {person.get("username", "").lower()} if person.get("no_system_user") else set()
    mine = person.get("system_groups", [])
    numbers = {}

    def number(name):
        return numbers.setdefault(name, len(numbers) + PRIMARY + 1)

    # Groups of the machine list their members by the names of accounts: the Hub's name of the person is the only one
    # that it asks for after the start.
    def getpwnam(name):
        if name in missing:
            raise KeyError(name)
        return types.SimpleNamespace(pw_gid=PRIMARY, pw_name=name)

    def getgrnam(name):
        return types.SimpleNamespace(gr_gid=number(name), gr_mem=Everybody() if name in mine else [])

    authenticator._getpwnam = getpwnam
    authenticator._getgrnam = getgrnam
    authenticator._getgrouplist = lambda name, gid: [PRIMARY, *(number(g) for g in mine)]
    if hasattr(authenticator, "executor"):
        authenticator.executor = INLINE


class Everybody:
    def __contains__(self, name):
        return True
