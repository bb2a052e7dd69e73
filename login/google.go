package login

import (
	"slices"
	"strings"
)

// domain is the domain of an email address, in lower case. ok is false where there is none.
func domain(email string) (string, bool) {
	parts := strings.Split(email, "@")
	if len(parts) < 2 {
		return "", false
	}
	return lower(parts[1]), true
}

// googleUsername is GoogleOAuthenticator.user_info_to_username: the domain is taken off where it is hosted here.
func (x *run) googleUsername() (string, bool) {
	name, ok := x.claimUsername()
	if !ok {
		return "", false
	}
	email, ok := x.info["email"].(string)
	if !ok {
		return "", x.noUsername("KeyError", "claim-missing")
	}
	at, ok := domain(email)
	if !ok {
		return "", x.noUsername("IndexError", "email-without-domain")
	}
	x.info["domain"] = at
	hosted, strip := x.hosted(), x.strips()
	switch here := and(strip, hosted.has(at)); here {
	case unsure:
		x.doubt = true
		x.unread(x.setting("hosted_domain"), x.c.HostedDomain.Ref)
	case yes:
		name, _, _ = strings.Cut(name, "@")
	}
	return name, true
}

// hosted is hosted_domain as the class keeps it: in lower case since OAuthenticator 16.
func (x *run) hosted() *Names {
	n := x.c.HostedDomain
	n.List = slices.Clone(n.List)
	if x.d.f.grants {
		for i := range n.List {
			n.List[i].Value = lower(n.List[i].Value)
		}
	}
	return &n
}

// strips tells whether domains that are hosted here are taken off: by default where there is one at most.
func (x *run) strips() truth {
	byDefault := is(len(x.c.HostedDomain.List) <= 1)
	if byDefault == yes && x.c.HostedDomain.Partial {
		byDefault = unsure
	}
	if x.d.f.stripDomain {
		return x.c.StripDomain.or(byDefault)
	}
	return byDefault
}

// googleUpdate is GoogleOAuthenticator.update_auth_model: Google's groups, and admins by them.
func (x *run) googleUpdate() bool {
	groups := []string{}
	if x.c.AllowedGoogleGroups.any() != no || x.c.AdminGoogleGroups.any() != no {
		groups = x.p.Groups
	}
	x.info["google_groups"] = anys(groups)
	admins := &x.c.AdminGoogleGroups
	if x.r.Admin == MakesAdmin || admins.any() == no {
		return true
	}
	in, hit := admins.member(x.emailDomain(), groups)
	x.adminByGroups(RuleAdminGoogleGroups, x.setting("admin_google_groups"), admins.Ref, in, hit)
	return true
}

func (x *run) emailDomain() string {
	s, _ := x.info["domain"].(string)
	return s
}

func (g *GroupsByDomain) any() truth {
	switch {
	case len(g.Domains) > 0:
		return yes
	case g.Partial:
		return unsure
	}
	return no
}

// member looks for a person's groups under the domain of the email address: that of the account may be another one.
func (g *GroupsByDomain) member(domain string, groups []string) (in truth, hit []Name) {
	for i := len(g.Domains) - 1; i >= 0; i-- {
		if d := &g.Domains[i]; d.Domain.Value == domain {
			in, hit = member(&d.Groups, groups)
			if in == no {
				hit = d.Groups.List
			}
			return in, hit
		}
	}
	if g.Partial && len(groups) > 0 {
		return unsure, nil
	}
	return no, nil
}

// hostedDomain is GoogleOAuthenticator.check_blocked_users: accounts of other domains than those listed.
func (x *run) hostedDomain() bool {
	hosted := x.hosted()
	s := Step{Rule: RuleHostedDomain, Outcome: Off, Setting: x.setting("hosted_domain"), Ref: hosted.Ref, Names: hosted.List}
	hd, _ := x.info["hd"].(string)
	in := hosted.has(hd)
	switch {
	case hosted.any() == no:
	case in == yes:
		s.Outcome, s.Names = Passed, []Name{hosted.find(hd)}
	case in == unsure || hosted.any() == unsure:
		s.Outcome = Doubtful
		x.doubt = true
		x.unread(s.Setting, s.Ref)
	default:
		s.Outcome = Blocks
		x.step(s)
		return x.refuse(RuleHostedDomain)
	}
	x.step(s)
	return true
}

// verified is what Google's and Auth0's check_allowed ask first: whether the address is verified. It is not asked where
// allow_all has decided.
func (x *run) verified() bool {
	k := x.c.Class.Kind
	var fine bool
	s := Step{Rule: RuleVerifiedEmail, Outcome: Passed}
	switch {
	case k == Google:
		v, ok := x.info["verified_email"]
		if !ok && !x.granted {
			s.Outcome = Breaks
			x.step(s)
			return x.fail(RuleVerifiedEmail, HubError{Type: "KeyError", ID: "claim-missing", Names: []string{"verified_email"}})
		}
		fine = !falsy(v)
	case k == Auth0 && x.d.f.verifiedEmail:
		if _, ok := x.info["email"]; !ok && !x.granted {
			s.Outcome = Breaks
			x.step(s)
			return x.fail(RuleVerifiedEmail, HubError{Type: "KeyError", ID: "claim-missing", Names: []string{"email"}})
		}
		s.Setting, s.Ref = x.setting("allow_unverified_email"), x.c.AllowUnverifiedEmail.Ref
		fine = !falsy(x.info["email_verified"])
		if !fine {
			switch x.c.AllowUnverifiedEmail.or(no) {
			case yes:
				fine = true
			case unsure:
				fine, x.doubt = true, true
				s.Outcome = Doubtful
				x.unread(s.Setting, s.Ref)
			}
		}
	default:
		return true
	}
	s.Reached = !x.granted
	if !fine {
		s.Outcome = Blocks
	}
	x.r.Trace = append(x.r.Trace, s)
	if !fine && !x.granted {
		if x.maybe {
			return x.unknown(RuleVerifiedEmail)
		}
		return x.refuse(RuleVerifiedEmail)
	}
	return true
}

// googleAllow lets in members of Google's groups.
func (x *run) googleAllow() {
	a := &x.c.AllowedGoogleGroups
	s := Step{Rule: RuleAllowedGoogleGroups, Setting: x.setting("allowed_google_groups"), Ref: a.Ref}
	var in truth
	in, s.Names = a.member(x.emailDomain(), x.p.Groups)
	x.rule(s, in, a.Set)
}
