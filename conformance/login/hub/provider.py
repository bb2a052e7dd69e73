"""Identity providers, faked: what authenticators fetch is answered out of the case's person."""

import importlib
import json
import types
import urllib.parse

import jupyterhub.auth
import jwt
from oauthenticator import google, mediawiki, oauth2

from conformance.login.hub.machine import INLINE

USER, ADMIN = "u" * 10, "a" * 40

CLASSES = {
    "pam": ("jupyterhub.auth", "PAMAuthenticator"),
    "dummy": ("jupyterhub.auth", "DummyAuthenticator"),
    "null": ("jupyterhub.auth", "NullAuthenticator"),
    "shared-password": ("jupyterhub.authenticators.shared", "SharedPasswordAuthenticator"),
    "auth0": ("oauthenticator.auth0", "Auth0OAuthenticator"),
    "azuread": ("oauthenticator.azuread", "AzureAdOAuthenticator"),
    "bitbucket": ("oauthenticator.bitbucket", "BitbucketOAuthenticator"),
    "cilogon": ("oauthenticator.cilogon", "CILogonOAuthenticator"),
    "generic-oauth": ("oauthenticator.generic", "GenericOAuthenticator"),
    "github": ("oauthenticator.github", "GitHubOAuthenticator"),
    "gitlab": ("oauthenticator.gitlab", "GitLabOAuthenticator"),
    "globus": ("oauthenticator.globus", "GlobusOAuthenticator"),
    "google": ("oauthenticator.google", "GoogleOAuthenticator"),
    "mediawiki": ("oauthenticator.mediawiki", "MWOAuthenticator"),
    "openshift": ("oauthenticator.openshift", "OpenShiftOAuthenticator"),
    "local-github": ("oauthenticator.github", "LocalGitHubOAuthenticator"),
    "local-generic-oauth": ("oauthenticator.generic", "LocalGenericOAuthenticator"),
}


class NativeAuthenticator(jupyterhub.auth.Authenticator):
    """A form that takes any password but the wrong one, over the base class's rules."""

    def authenticate(self, handler, data):
        return None if data["password"] == "wrong" else data["username"]


def class_named(name):
    if name == "native":
        return NativeAuthenticator
    if name in CLASSES:
        module, cls = CLASSES[name]
    else:
        module, _, cls = name.rpartition(".")
    return getattr(importlib.import_module(module), cls)


def quiet(config, cls):
    """Settings without which a class does not start, and that decide nothing."""
    if issubclass(cls, oauth2.OAuthenticator):
        for trait, value in {
            "client_id": "id",
            "client_secret": "secret",
            "oauth_callback_url": "http://hub/hub/oauth_callback",
            "token_url": "http://idp/token",
            "userdata_url": "http://idp/user",
            "authorize_url": "http://idp/authorize",
        }.items():
            config[cls.__name__].setdefault(trait, value)
        if "Auth0" in cls.__name__:
            config[cls.__name__].setdefault("auth0_domain", "idp")
        if "OpenShift" in cls.__name__:
            config[cls.__name__].setdefault("openshift_auth_api_url", "http://idp")


class Request:
    protocol, host, remote_ip, query = "http", "hub", "::1", ""


def state():
    return oauth2._serialize_state({"code_verifier": "verifier", "state_id": "x"})


class Response:
    def __init__(self, body, code=200):
        self.code, self.headers = code, {}
        self.body = json.dumps(body).encode()


class Client:
    """Answers requests of one person's login."""

    def __init__(self, person, token):
        self.person, self.token = person, token

    async def fetch(self, request, **kwargs):
        url = urllib.parse.urlsplit(request.url)
        return self._answer(url.netloc, urllib.parse.unquote(url.path), url)

    def _answer(self, host, path, url):
        person = self.person
        if request_is_token(path):
            return Response(self.token)
        if "/orgs/" in path:
            return self._github(path.split("/orgs/")[1].split("/"))
        if path.endswith("/user/emails") or path.endswith("/user/teams"):
            teams = [{"slug": t.partition(":")[2]} for t in person.get("teams", [])]
            return Response(teams if path.endswith("teams") else [])
        if path.endswith("/version"):
            return Response({"version": "17.0.1-ee"})
        if "/groups/" in path and "/members/" in path:
            group = urllib.parse.unquote(path.split("/groups/")[1].split("/members/")[0])
            return Response({}, 200 if group in person.get("groups", []) else 404)
        if "/projects/" in path:
            level = person.get("projects", {}).get(path.split("/projects/")[1].split("/members/")[0])
            return Response({"access_level": level} if level else {"message": "404"}, 200 if level else 404)
        if path.endswith("/workspaces"):
            return Response({"values": [{"name": t} for t in person.get("teams", [])]})
        if path.endswith("/my_groups"):
            return Response([{"id": g} for g in person.get("groups", [])])
        if path.endswith("/admin/directory/v1/groups"):
            return Response({"groups": [{"email": g + "@any.example"} for g in person.get("groups", [])]})
        return Response(person.get("claims", {}))

    def _github(self, parts):
        """orgs/ORG/members/NAME and orgs/ORG/teams/TEAM/members/NAME; GitHub looks names up whatever their case."""
        fold = lambda list: {one.lower() for one in list}  # noqa: E731
        name = parts[-1].lower()
        what = parts[0] if len(parts) == 3 else parts[0] + ":" + parts[2]
        held = self.person.get("orgs" if len(parts) == 3 else "teams", [])
        member = what.lower() in fold(held) and name == str(self.person.get("claims", {}).get("login")).lower()
        return Response({}, 204 if member else 404)


def request_is_token(path):
    return path.endswith("/token") or path.endswith("/access_token")


class Anything(dict):
    """Credentials for whatever domain."""

    def __contains__(self, key):
        return True

    def __missing__(self, key):
        return types.SimpleNamespace(token="token", valid=True)


class Handshaker:
    """mwoauth's, for the person of the case under way."""

    claims = {}

    def __init__(self, *args):
        pass

    def complete(self, *args):
        return types.SimpleNamespace(key="key", secret="secret")

    def identify(self, *args):
        return Handshaker.claims


def prepare():
    mediawiki.Handshaker = Handshaker


def fake(authenticator, case):
    if not isinstance(authenticator, oauth2.OAuthenticator):
        return
    person = case["person"]
    claims = person.get("claims", {})
    Handshaker.claims = claims
    token = {"access_token": "token", "token_type": "bearer", "scope": " ".join(person.get("scopes", [])), "other_tokens": [
        {"resource_server": "groups.api.globus.org", "access_token": "groups"}]}
    if "AzureAd" in type(authenticator).__name__:
        token["id_token"] = jwt.encode(claims, "k" * 32, algorithm="HS256")
    authenticator.http_client = Client(person, token)
    if hasattr(authenticator, "executor"):
        authenticator.executor = INLINE
    if isinstance(authenticator, google.GoogleOAuthenticator):
        authenticator._service_credentials = Anything()
        authenticator._service_client_credentials = lambda *args, **kwargs: None
        groups = person.get("groups", [])
        authenticator._service_client = lambda *args, **kwargs: _Service(groups)


class _Service:
    """Google's client of the directory, as old versions use it."""

    def __init__(self, groups):
        self._groups = groups

    def groups(self):
        return self

    def list(self, **kwargs):
        return self

    def execute(self):
        return {"groups": [{"email": g + "@any.example"} for g in self._groups]}
