package login

import (
	"slices"
	"strings"
)

// This file goes on with OAuthenticator 15: the providers that look at domains.

func (x *run) oldGoogle() (string, bool) {
	email, ok := x.info["email"].(string)
	if !ok {
		return "", x.noUsername("KeyError", "claim-missing")
	}
	parts := strings.Split(email, "@")
	if len(parts) < 2 {
		return "", x.noUsername("IndexError", "email-without-domain")
	}
	at := parts[1]
	v, ok := x.claimed(x.claim())
	if !ok {
		return "", x.noUsername("KeyError", "claim-missing")
	}
	s := Step{Rule: RuleVerifiedEmail, Outcome: Passed}
	switch verified, ok := x.info["verified_email"]; {
	case !ok:
		s.Outcome = Breaks
		x.step(s)
		return "", x.fail(RuleVerifiedEmail, HubError{Type: "KeyError", ID: "claim-missing", Names: []string{"verified_email"}})
	case falsy(verified):
		s.Outcome = Blocks
		x.step(s)
		return "", x.refuse(RuleVerifiedEmail)
	}
	x.step(s)
	hosted := &x.c.HostedDomain
	if !x.must(RuleHostedDomain, "hosted_domain", hosted, hosted.has(at), []Name{hosted.find(at)}) {
		return "", false
	}
	name, ok := x.text(v)
	if !ok {
		return "", false
	}
	if len(hosted.List) == 1 && email == name {
		name = parts[0]
	}
	return name, x.oldGoogleGroups()
}

// oldGoogleGroups finds the groups under the account's domain, and fails where a table of admins does not have it.
func (x *run) oldGoogleGroups() bool {
	allowed, admins := &x.c.AllowedGoogleGroups, &x.c.AdminGoogleGroups
	if or(allowed.any(), admins.any()) == no {
		return true
	}
	hd, ok := x.info["hd"].(string)
	if !ok {
		return x.fail(RuleAllowedGoogleGroups, HubError{Type: "KeyError", ID: "claim-missing", Names: []string{"hd"}})
	}
	listed := func(g *GroupsByDomain) bool {
		return slices.ContainsFunc(g.Domains, func(d DomainGroups) bool { return d.Domain.Value == hd })
	}
	isAdmin, hitAdmin := admins.member(hd, x.p.Groups)
	if admins.any() == yes && !listed(admins) && !admins.Partial {
		return x.fail(RuleAdminGoogleGroups, HubError{Type: "KeyError", ID: "domain-missing", Names: []string{hd}, Ref: admins.Ref})
	}
	in, hit := allowed.member(hd, x.p.Groups)
	either := Names{Set: true, List: hit, Partial: allowed.Partial || admins.Partial, Ref: allowed.Ref}
	if allowed.any() == no {
		in = yes
	} else {
		if listed(allowed) {
			in = or(in, isAdmin)
		}
		if len(either.List) == 0 {
			either.List = []Name{{Value: hd}}
		}
	}
	if !x.must(RuleAllowedGoogleGroups, "allowed_google_groups", &either, in, hit) {
		return false
	}
	if admins.any() != no {
		x.adminByGroups(RuleAdminGoogleGroups, x.setting("admin_google_groups"), admins.Ref, isAdmin, hitAdmin)
	}
	return true
}

func (x *run) oldGlobus() (string, bool) {
	claim := "preferred_username"
	if x.c.UsernameFromEmail.or(no) == yes {
		claim = "email"
	}
	v, _ := x.claimed(claim)
	full, ok := x.text(v)
	if !ok {
		return "", false
	}
	name, at, ok := strings.Cut(full, "@")
	if !ok {
		return "", x.noUsername("ValueError", "email-without-domain")
	}
	p := &x.c.IdentityProvider
	s := Step{Rule: RuleIdentityProvider, Outcome: Off, Setting: x.setting("identity_provider"), Ref: p.Ref}
	switch {
	case p.Unknown:
		s.Outcome = Doubtful
		x.doubt = true
		x.unread(s.Setting, s.Ref)
	case p.Value != "" && at != p.Value:
		s.Outcome = Blocks
		x.step(s)
		return "", x.refuse(RuleIdentityProvider)
	case p.Value != "":
		s.Outcome = Passed
	}
	x.step(s)
	allowed, admins := &x.c.AllowedGlobusGroups, &x.c.AdminGlobusGroups
	if or(allowed.any(), admins.any()) == no {
		return name, true
	}
	inAllowed, hit := member(allowed, x.p.Groups)
	inAdmin, hitAdmin := member(admins, x.p.Groups)
	either := Names{Set: true, List: append(append([]Name(nil), allowed.List...), admins.List...), Partial: allowed.Partial || admins.Partial, Ref: allowed.Ref}
	if !x.must(RuleAllowedGlobusGroups, "allowed_globus_groups", &either, or(inAllowed, inAdmin), append(hit, hitAdmin...)) {
		return "", false
	}
	if admins.any() != no {
		x.adminByGroups(RuleAdminGlobusGroups, x.setting("admin_globus_groups"), admins.Ref, inAdmin, hitAdmin)
	}
	return name, true
}

// oldCILogon asks for the identity provider where allowed_idps is set, and for its domains.
func (x *run) oldCILogon() (string, bool) {
	claims := []string{x.oldClaim()}
	for _, more := range x.c.AdditionalClaims.List {
		claims = append(claims, more.Value)
	}
	var one *IDP
	if len(x.c.IDPs.List) > 0 || x.c.IDPs.Partial {
		s := Step{Rule: RuleIDPs, Outcome: Passed, Setting: x.idpsSetting(), Ref: x.c.IDPs.Ref}
		var ok bool
		if one, ok = x.idp(); !ok {
			if x.c.IDPs.Partial {
				s.Outcome = Doubtful
				x.step(s)
				x.unread(s.Setting, s.Ref)
				return "", x.unknown(RuleIDPs)
			}
			s.Outcome = Breaks
			x.step(s)
			return "", x.fail(RuleIDPs, HubError{Type: "HTTPError", ID: "idp-not-allowed", Ref: x.c.IDPs.Ref})
		}
		s.Names = []Name{one.EntityID}
		x.step(s)
		claims = []string{one.UsernameClaim.Value}
	}
	var v any
	for _, claim := range claims {
		if v, _ = x.claimed(claim); !falsy(v) {
			break
		}
	}
	if falsy(v) {
		return "", x.noUsername("HTTPError", "username-missing")
	}
	name, ok := x.text(v)
	if !ok || one == nil {
		return name, ok
	}
	parts := strings.Split(name, "@")
	domains, strips := len(one.AllowedDomains.List) > 0, one.Action.Value == "strip_idp_domain"
	if (domains || strips) && len(parts) != 2 {
		return "", x.noUsername("ValueError", "email-without-domain")
	}
	if domains && one.AllowedDomains.has(parts[1]) == no {
		x.step(Step{Rule: RuleIDPDomains, Outcome: Breaks, Setting: x.idpsSetting(), Ref: one.AllowedDomains.Ref, Names: one.AllowedDomains.List})
		return "", x.fail(RuleIDPDomains, HubError{Type: "HTTPError", ID: "domain-not-allowed", Names: []string{parts[1]}, Ref: one.AllowedDomains.Ref})
	}
	switch {
	case strips && parts[1] == one.Domain.Value:
		name = parts[0]
	case one.Action.Value == "prefix":
		name = one.Prefix.Value + ":" + name
	}
	return name, true
}

func (x *run) oldClaim() string {
	if x.c.UsernameClaim.Set {
		return x.c.UsernameClaim.Value
	}
	return "eppn"
}
