"""Random configs and people for one provider: few names, so that rules meet; the odd mistake."""

import random

PAIRS = [("5.5.1", "17.4.0"), ("5.5.1", "16.3.1"), ("4.1.6", "15.1.0")]

CLASSES = {
    "base": "NativeAuthenticator",
    "pam": "PAMAuthenticator",
    "dummy": "DummyAuthenticator",
    "shared-password": "SharedPasswordAuthenticator",
    "null": "NullAuthenticator",
    "github": "GitHubOAuthenticator",
    "gitlab": "GitLabOAuthenticator",
    "google": "GoogleOAuthenticator",
    "bitbucket": "BitbucketOAuthenticator",
    "globus": "GlobusOAuthenticator",
    "generic": "GenericOAuthenticator",
    "openshift": "OpenShiftOAuthenticator",
    "cilogon": "CILogonOAuthenticator",
    "mediawiki": "MWOAuthenticator",
    "auth0": "Auth0OAuthenticator",
    "azuread": "AzureAdOAuthenticator",
}
ENTRY = {"base": "native", "generic": "generic-oauth"}
FORMS = ("base", "pam", "dummy", "shared-password", "null")

NAMES = ["ann", "bo", "cleo", "eve"]
ODD = ["Ann", "BO", "a/b", " ann", "", "ann smith", "ünï", "ann@uni.edu", "x"]
PEOPLE = 5  # come to a Hub of one config, by consecutive seeds

GROUPS = ["staff", "lab", "admins", "class/a"]
ORGS = ["lab", "archive", "lab:owners", "archive:readers", "Lab"]
DOMAINS = ["uni.edu", "dept.uni.edu", "other.org"]
IDPS = ["https://idp.uni.edu/shibboleth", "http://google.com/accounts/o8/id", "urn:mace:other"]
UUIDS = ["3f1c", "a04d", "77be"]
ROLES = ["staff-role", "reader", "teacher", "user", "admin", "fresh"]
RIGHTS = ["read:users", "list:users", "self", "servers!group=staff"]
SCOPES = ["read:org", "email", "openid", "groups"]


def providers(pair):
    """Those that the pair has."""
    return [p for p in CLASSES if p != "shared-password" or pair[0] >= "5.3"]


class Drawer:
    def __init__(self, provider, pair, seed):
        self.r = random.Random(f"{provider} {pair} {seed // PEOPLE}")
        self.provider, self.pair = provider, pair
        self.oauth = int(pair[1].split(".")[0])
        self.hub = int(pair[0].split(".")[0])
        self.config = []
        self.accounts = {}  # names that the machine makes others of
        self.refresh = False  # people are asked for again while they are in
        self.lives = []  # of the Hub before its last start: the settings of each that differ

    def chance(self, p):
        return self.r.random() < p

    def some(self, pool, most=3):
        return [self.r.choice(pool) for _ in range(self.r.randint(0, most))]

    def name(self):
        if any(n != own for n, own in self.accounts.items()) and self.chance(0.2):
            return self.r.choice([n for n, own in self.accounts.items() if n != own])
        return self.r.choice(ODD) if self.chance(0.12) else self.r.choice(NAMES)

    def names(self, most=3):
        return [self.name() for _ in range(self.r.randint(0 if self.chance(0.15) else 1, most))]

    def bool(self, true=0.8):
        return self.chance(true)

    # Settings.

    def sections(self):
        cls = CLASSES[self.provider]
        chain = ["Authenticator", cls]
        if self.provider not in FORMS:
            chain.insert(1, "OAuthenticator")
        if self.provider == "pam":
            chain.insert(1, "LocalAuthenticator")
        return chain

    def set(self, trait, value, sections=None):
        chain = sections or self.sections()
        self.config.append([self.r.choice(chain), trait, self.mistaken(value)])
        if self.chance(0.06):
            other = [s for s in chain if s != self.config[-1][0]]
            if other:
                self.config.append([self.r.choice(other), trait, self.mistaken(value[:1] if isinstance(value, list) else value)])

    def mistaken(self, value):
        if self.chance(0.004):
            return self.r.choice([None, 3, "x", ["x"], {"a": "b"}])
        if isinstance(value, list):
            if value and len(value) == 1 and self.chance(0.05):
                return value[0]
            return value if self.chance(0.6) else {"$tuple": value}
        return value

    def set_of(self, trait, value, p, sections=None):
        if self.chance(p):
            value = list(dict.fromkeys(value))
            self.set(trait, {"$set": value} if self.chance(0.5) else value, sections)

    def flag(self, trait, p, true=0.8):
        if self.chance(p):
            self.set(trait, self.bool(true))

    def own(self):
        return [self.sections()[-1]]

    def base(self):
        self.set_of("allowed_users", self.names(), 0.4)
        self.set_of("admin_users", self.names(2), 0.35)
        self.set_of("blocked_users", self.names(2), 0.2)
        self.flag("allow_all", 0.2)
        self.flag("allow_existing_users", 0.2, 0.7)
        self.flag("any_allow_config", 0.05)
        if self.chance(0.15):
            self.set("username_map", {self.name(): self.name() for _ in range(self.r.randint(1, 3))})
        if self.chance(0.08):
            self.set("username_pattern", self.r.choice(["[a-z]+", "^[a-z]{2,3}$", "ann", "[a-z@.]+$", ""]))
        if self.chance(0.03):
            self.set("whitelist", self.names(2))
        if self.chance(0.12):
            self.refresh = True
            self.flag("enable_auth_state", 0.9, 0.9)
            if self.chance(0.2):
                self.set("auth_refresh_age", self.r.choice([0, 60]))
        if self.chance(0.04) and self.provider != "base":  # stands for classes whose settings are not known
            self.set(self.r.choice(["allow_users", "allowed_teams_x", "admins", "allowed_user"]), self.names(2))
        if self.chance(0.02):
            self.config.append(["JupyterHub", "admin_users", self.names(2)])

    def oauth_base(self):
        if self.oauth >= 16:
            self.set_of("allowed_scopes", [self.r.choice(SCOPES[:2])], 0.08)
            if self.provider != "cilogon":
                self.set_of_list("scope", self.some(SCOPES) + ["read:org", "email"], 0.25)
        if self.provider in ("generic", "azuread", "openshift", "globus", "google", "github", "bitbucket", "gitlab", "cilogon", "auth0", "mediawiki"):
            heavy = self.provider in ("generic", "azuread", "openshift")
            managed = self.chance(0.55 if heavy else 0.2)
            if managed:
                self.set("manage_groups", self.bool(0.9))
            if managed or self.chance(0.05) or self.oauth < 17 and heavy:
                self.set_of("allowed_groups", self.some(GROUPS), 0.5)
                self.set_of("admin_groups", self.some(GROUPS, 2), 0.4)
                if self.oauth >= 17 and self.chance(0.5):
                    self.set("auth_state_groups_key", self.groups_key())

    def set_of_list(self, trait, value, p):
        if self.chance(p):
            self.set(trait, value)

    def groups_key(self):
        key = {"github": "github_user", "gitlab": "gitlab_user", "google": "google_user", "bitbucket": "bitbucket_user", "globus": "globus_user",
               "cilogon": "cilogon_user", "openshift": "openshift_user", "auth0": "auth0_user", "azuread": "user",
               "mediawiki": "MEDIAWIKI_USER_IDENTITY"}.get(self.provider, "oauth_user")
        more = {"globus": ["globus_groups"], "google": ["google_user.google_groups"], "bitbucket": ["user_teams"]}.get(self.provider, [])
        if self.chance(0.08):
            return {"$callable": "groups"}
        return self.r.choice([key + ".groups", key + ".groups", key + ".realm.roles", "groups", "realm.roles", key, "scope", key + ".name.x", *more, *more])

    def hook(self):
        """A post_auth_hook, and roles that the authenticator manages."""
        if not self.chance(0.1):
            return
        self.set("post_auth_hook", {"$callable": "hook"}, ["Authenticator"])
        if not self.chance(0.8):
            return
        if self.hub >= 5 and self.chance(0.4):
            self.lives = [self.managing(0.85, 0.15) for _ in range(self.r.randint(1, 2))]
            self.config += self.managing(0.4, 0.6)
            return
        self.set("manage_roles", self.bool(0.9))
        if self.hub >= 5 and self.chance(0.1):
            self.set("reset_managed_roles_on_startup", self.bool(0.5))
        if self.hub >= 5 and self.chance(0.5):
            self.config.append(["JupyterHub", "load_roles", [{"name": n, "scopes": self.some(RIGHTS, 2)} for n in sorted(set(self.some(ROLES[:4])))]])

    def managing(self, manages, resets):
        """Settings of one of several starts: whether logins bring roles, and whether what they brought goes."""
        out = [["Authenticator", "manage_roles", self.chance(manages)], ["Authenticator", "reset_managed_roles_on_startup", False]]
        if not out[0][2] or self.chance(0.1):
            out[1][2] = self.chance(resets)
        if self.chance(0.7):
            entries = [{"name": n} if n == "admin" else {"name": n, "scopes": self.some(RIGHTS, 2)} for n in sorted(set(self.some(ROLES, 4)))]
            for one in entries:
                if self.chance(0.05 if out[0][2] else 0.6):
                    one["users"] = sorted(set(self.some(NAMES)))
                if one["name"] != "admin" and self.chance(0.02 if out[0][2] else 0.3):
                    one["groups"] = sorted(set(self.some(GROUPS)))
            out.append(["JupyterHub", "load_roles", entries])
        return out

    def rows(self):
        rows = sorted(set(self.some(NAMES + ["x"], 2)))
        return rows, sorted(self.r.sample(rows, self.r.randint(0, len(rows)))) if self.chance(0.4) else []


def case(provider, pair, seed):
    from conformance.login import people, settings

    d = Drawer(provider, pair, seed)
    d.config.append(["JupyterHub", "authenticator_class", ENTRY.get(provider, provider)])
    if provider == "github" and d.chance(0.08):
        d.config[0][2] = "local-github"
    elif provider == "generic" and d.chance(0.06):
        d.config[0][2] = "local-generic-oauth"
    elif provider in ("github", "pam", "google") and d.chance(0.1):
        d.config[0][2] = {"github": "oauthenticator.github.GitHubOAuthenticator", "google": "oauthenticator.google.GoogleOAuthenticator",
                          "pam": "jupyterhub.auth.PAMAuthenticator"}[provider]
    if provider == "pam" and d.chance(0.15):
        d.accounts = {"UNI\\" + n: d.r.choice([*NAMES, "Ann"]) for n in d.some(NAMES)}
        if d.chance(0.2):
            d.accounts[d.r.choice([*NAMES, "gone"])] = None
        d.accounts = {**{n: n or None for n in [*NAMES, *ODD]}, **d.accounts}
    d.base()
    if provider not in FORMS:
        d.oauth_base()
    settings.BY_PROVIDER[provider](d)
    d.hook()
    d.r.shuffle(d.config)
    seen, config = set(), []
    for one in d.config:
        if (one[0], one[1]) not in seen:
            seen.add((one[0], one[1]))
            config.append(one)
    rows, admins = d.rows()
    d.r = random.Random(f"{provider} {pair} {seed} person")
    out = {"pair": list(pair), "config": config, "rows": rows, "admins": admins, "person": people.person(d)}
    if d.accounts:
        out["accounts"] = d.accounts
    if d.refresh:
        again = people.person(d)
        if d.chance(0.6):  # the same name
            again = {**again, "claims": {**again.get("claims", {}), **{k: v for k, v in out["person"].get("claims", {}).items() if k not in ("groups", "realm", "roles")}}}
        out["person"]["refreshed"] = again
    if d.lives:
        kept = [one for one in config if one[1] not in ("manage_roles", "reset_managed_roles_on_startup", "load_roles")]
        out["earlier"] = [{"config": kept + life, "people": [people.person(d) for _ in range(d.r.randint(1, 3))]} for life in d.lives]
    return out
