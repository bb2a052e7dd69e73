"""People, as each provider knows them."""

from conformance.login.generate import DOMAINS, FORMS, GROUPS, IDPS, NAMES, ORGS, RIGHTS, ROLES, SCOPES, UUIDS


def person(d):
    p = {}
    if d.provider in FORMS:
        p["username"] = d.name()
        if d.chance(0.08):
            p["wrong_password"] = True
        elif d.provider == "shared-password" and d.chance(0.4):
            p["admin_password"] = True
        elif d.provider == "shared-password" and d.chance(0.4):
            p["password_group"] = d.r.randint(1, 2)
    else:
        p["claims"] = claims(d)
        p["scopes"] = sorted(set(d.some(SCOPES)))
        p["reply_username"] = d.r.choice(["ann", "Bo", "cleo"])
        p["reply_groups"] = d.some(GROUPS, 2)
    if d.provider == "github":
        p["orgs"] = d.some([o for o in ORGS if ":" not in o], 2)
        p["teams"] = d.some([o for o in ORGS if ":" in o], 2)
    elif d.provider == "gitlab":
        p["groups"] = d.some(GROUPS, 2)
        p["projects"] = {str(d.r.randint(1, 4)): d.r.choice([10, 20, 30, 40]) for _ in range(d.r.randint(0, 3))}
    elif d.provider == "bitbucket":
        p["teams"] = d.some(GROUPS, 2)
    elif d.provider == "google":
        p["groups"] = d.some(GROUPS, 2)
    elif d.provider == "globus":
        p["groups"] = d.some(UUIDS, 2)
    local = d.provider == "pam" or "local-" in str([c[2] for c in d.config if c[1] == "authenticator_class"])
    if local:
        p["system_groups"] = sorted(set(d.some(GROUPS, 2)))
        # An account is missed by the Hub's name; with a map that would be another one.
        normal = any(c[1] == "pam_normalize_username" for c in d.config)
        if normal and d.accounts and d.chance(0.5):
            p["username"] = d.r.choice(sorted(d.accounts))
        elif d.chance(0.1) and not d.lives and not normal and not any(c[1] == "username_map" for c in d.config) and d.provider == "pam":
            p["no_system_user"] = True
    if any(c[1] == "post_auth_hook" for c in d.config):
        p["reply_hook"] = not d.chance(0.1)
        if d.chance(0.3):
            p["reply_admin"] = d.chance(0.5)
        if d.provider in FORMS:
            p["reply_groups"] = d.some(GROUPS, 2)
        p["reply_roles"] = roles(d)
        if not d.lives and d.chance(0.4):
            p["roles_before"] = roles(d)
    return {key: value for key, value in p.items() if value not in ([], {}) or key in ("claims", "reply_groups", "reply_roles", "roles_before")}


def roles(d):
    """Roles that a login brings: most of them entries as load_roles has them, few with a mistake."""
    return [role(d, name) for name in dict.fromkeys(d.some(ROLES, 4))]


def role(d, name):
    one = {"name": name}
    if d.chance(0.02):
        one["name"] = d.r.choice(["Reader", "x", "a--b-"])
    if d.chance(0.6) and name != "admin" or d.chance(0.05):
        one["scopes"] = d.some(RIGHTS, 2) if d.chance(0.97) else ["read:nothing"]
    if d.chance(0.2) and name != "admin" or d.chance(0.02):
        one["description"] = "a description"
    for key, names in (("users", [*NAMES, "x"]), ("groups", GROUPS)):
        if d.chance(0.2):
            one[key] = sorted(set(d.some(names)))
    return one


def claims(d):
    name = d.name()
    email = f"{d.r.choice(['ann', 'Bo', 'cleo'])}@{d.r.choice(DOMAINS)}"
    c = {"email": email, "sub": d.r.choice(["4711", "ann", "BO"]), "name": d.r.choice(["Ann Smith", "bo", "cleo"])}
    if d.chance(0.5):
        c["groups"] = d.some(GROUPS)
    if d.chance(0.4):
        c["realm"] = {"roles": d.some(GROUPS)}
    if d.chance(0.05):
        c["groups"] = d.r.choice(["staff", None, 3, {"lab": 1}, [["x"]]])
    if d.chance(0.15):
        c["roles"] = d.some(GROUPS, 2)
    c.update(BY_PROVIDER.get(d.provider, plain)(d, name, email, c))
    return c


def plain(d, name, email, c):
    return {"username": name, "preferred_username": email}


def github(d, name, email, c):
    return {"login": name, "email": None if d.chance(0.4) else email}


def gitlab(d, name, email, c):
    return {"username": name, "id": 7}


def google(d, name, email, c):
    out = {"verified_email": not d.chance(0.1)}
    if d.chance(0.7):
        out["hd"] = email.split("@")[1] if d.chance(0.7) else d.r.choice(DOMAINS)
    elif d.oauth < 16:
        out["hd"] = DOMAINS[0]
    if d.chance(0.03):
        out["email"] = "nobody"
    if d.chance(0.05):
        out["email"] = email.upper()
    return out


def globus(d, name, email, c):
    return {"preferred_username": email if d.chance(0.9) else name}


def openshift(d, name, email, c):
    out = {"metadata": {"name": name}}
    if not isinstance(c.get("groups"), list):
        out["groups"] = c.get("groups", []) if d.chance(0.8) else []
    return out


def cilogon(d, name, email, c):
    out = {"idp": d.r.choice(IDPS)}
    if d.chance(0.7):
        out["eppn"] = email if d.chance(0.9) else name
    if d.chance(0.5):
        out["preferred_username"] = name
    if d.chance(0.3):
        out["hd"] = d.r.choice(DOMAINS)
    if d.chance(0.03):
        out["idp"] = ""
    return out


def auth0(d, name, email, c):
    return {"email_verified": not d.chance(0.2), "username": name}


def azuread(d, name, email, c):
    out = {"name": name, "aud": "id"}
    if d.chance(0.8):
        out["upn"] = email
    return out


BY_PROVIDER = {"github": github, "gitlab": gitlab, "google": google, "globus": globus, "openshift": openshift, "cilogon": cilogon, "auth0": auth0,
               "azuread": azuread}
