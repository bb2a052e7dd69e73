"""The settings that each provider adds."""

from conformance.login.generate import DOMAINS, GROUPS, IDPS, ORGS, UUIDS


def nothing(d):
    pass


def pam(d):
    d.set_of("allowed_groups", d.some(GROUPS), 0.3, ["LocalAuthenticator", "PAMAuthenticator"])
    d.set_of("admin_groups", d.some(GROUPS, 2), 0.25, d.own())
    if d.accounts:
        d.set("pam_normalize_username", d.bool(0.9), d.own())


def dummy(d):
    if d.chance(0.3):
        word(d, "password", d.r.choice(["u" * 10, "u" * 10, ""]))


def shared(d):
    if d.chance(0.7):
        word(d, "user_password", "u" * 10)
    if d.chance(0.5):
        word(d, "admin_password", "a" * 40)
    managed = d.chance(0.4)
    if managed:
        d.set("manage_groups", d.bool(0.9))
    if d.chance(0.6 if managed else 0.03):
        word(d, "password_groups", {f"password-{n}": d.some(GROUPS, 2) for n in range(d.r.randint(0, 2))})


def word(d, trait, value):
    """A password is never another one by mistake: people are drawn as typing the right or the wrong one."""
    d.config.append([d.own()[0], trait, value])


def github(d):
    d.set_of("allowed_organizations", d.some(ORGS), 0.55, d.own())
    if d.chance(0.1):
        d.set("populate_teams_in_auth_state", True, d.own())
    if d.chance(0.03):
        d.set("github_organization_whitelist", d.some(ORGS), d.own())
    claim(d, ["login", "email", "name"], 0.08)


def gitlab(d):
    d.set_of("allowed_gitlab_groups", d.some(GROUPS), 0.4, d.own())
    d.set_of("allowed_project_ids", [d.r.choice([1, 2, "3", 4]) for _ in range(2)], 0.35, d.own())
    claim(d, ["username", "email", "name"], 0.08)


def bitbucket(d):
    d.set_of("allowed_teams", d.some(GROUPS), 0.5, d.own())


def google(d):
    if d.chance(0.45):
        domains = d.some(DOMAINS, 2) or [DOMAINS[0]]
        domains = [x.upper() if d.chance(0.05) else x for x in domains]
        d.set("hosted_domain", domains[0] if len(domains) == 1 and d.chance(0.3) else domains, d.own())
    if d.oauth >= 17 and d.chance(0.2):
        d.set("strip_domain", d.bool(0.6), d.own())
    for trait, p in (("allowed_google_groups", 0.35), ("admin_google_groups", 0.25)):
        if d.chance(p):
            d.set(trait, {x: d.some(GROUPS) for x in d.some(DOMAINS, 2)}, d.own())
    claim(d, ["email", "sub", "name"], 0.1)


def globus(d):
    if d.chance(0.3):
        d.set("identity_provider", d.r.choice(DOMAINS), d.own())
    if d.chance(0.15):
        d.set("username_from_email", d.bool(), d.own())
    d.set_of("allowed_globus_groups", d.some(UUIDS), 0.35, d.own())
    d.set_of("admin_globus_groups", d.some(UUIDS, 2), 0.25, d.own())
    if d.oauth >= 16:
        claim(d, ["email", "preferred_username", "sub"], 0.06)


def generic(d):
    claim(d, ["username", "email", "sub", "preferred_username", "nothing"], 0.4)
    if d.chance(0.15):
        d.set("username_key", d.r.choice(["email", "sub", {"$callable": "username"}]), d.own())
    if d.oauth < 17 and d.chance(0.4) or d.chance(0.06):
        d.set("claim_groups_key", d.r.choice(["groups", "realm.roles", "roles", {"$callable": "groups"}]), d.own())


def openshift(d):
    pass


def auth0(d):
    if d.oauth >= 16:
        claim(d, ["email", "sub", "name"], 0.15)
    if d.chance(0.1):
        d.set("username_key", d.r.choice(["email", "sub"]), d.own())
    if d.chance(0.15):
        d.set("allow_unverified_email", d.bool(0.7), d.own())


def azuread(d):
    claim(d, ["name", "upn", "email"], 0.3)
    if d.oauth >= 16 and d.chance(0.2):
        d.set("user_groups_claim", d.r.choice(["groups", "roles", ""]), d.own())


def mediawiki(d):
    if d.oauth >= 16:
        claim(d, ["username", "email", "sub"], 0.06)


def cilogon(d):
    name = "idps" if d.oauth >= 17 and d.chance(0.85) else "allowed_idps"
    if d.chance(0.9):
        d.set(name, {key: idp(d) for key in d.some(IDPS, 3)}, d.own())
    if d.oauth >= 16:
        if d.chance(0.01):
            d.set("username_claim", "email", d.own())
        return
    claim(d, ["email", "eppn", "sub"], 0.3)
    if d.chance(0.2):
        d.set("additional_username_claims", d.some(["email", "sub", "name"], 2), d.own())


def idp(d):
    derivation = {"username_claim": d.r.choice(["email", "eppn", "sub", "preferred_username"])}
    kind = d.r.random()
    if kind < 0.3:
        derivation.update(action="strip_idp_domain", domain=d.r.choice([*DOMAINS, "UNI.edu"]))
    elif kind < 0.5:
        derivation.update(action="prefix", prefix=d.r.choice(["gh", "g"]))
    one = {"username_derivation": derivation}
    if d.chance(0.35):
        one["allowed_domains"] = d.some([*DOMAINS, "*.edu", "*uni.edu", "?ept.uni.edu", "UNI.EDU", "[ou]*"], 2)
    if d.oauth >= 16:
        if d.chance(0.25):
            one["allow_all"] = d.bool(0.7)
        if d.chance(0.15):
            one["allowed_domains_claim"] = d.r.choice(["email", "eppn", "hd"])
    if d.chance(0.04):
        d.r.choice(MISTAKES)(one)
    return one


MISTAKES = [
    lambda one: one.pop("username_derivation"),
    lambda one: one["username_derivation"].pop("username_claim"),
    lambda one: one["username_derivation"].update(action="drop"),
    lambda one: one["username_derivation"].update(action="prefix"),
    lambda one: one.update(allow=True),
    lambda one: one.update(allowed_domains="uni.edu"),
    lambda one: one["username_derivation"].update(extra="x"),
]


def claim(d, claims, p):
    if d.chance(p):
        sections = d.own() if d.oauth < 16 else None
        value = d.r.choice(claims)
        if d.provider not in ("cilogon",) and d.oauth >= 16 and d.chance(0.12):
            value = {"$callable": "username"}
        d.set("username_claim", value, sections)


BY_PROVIDER = {
    "base": nothing, "null": nothing, "pam": pam, "dummy": dummy, "shared-password": shared, "github": github, "gitlab": gitlab, "google": google,
    "bitbucket": bitbucket, "globus": globus, "generic": generic, "openshift": openshift, "cilogon": cilogon, "mediawiki": mediawiki,
    "auth0": auth0, "azuread": azuread,
}
