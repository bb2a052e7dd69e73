package login

import "strings"

// idp is the entry for the identity provider that the person chose. Since 17.4 an entry without anything counts as none.
func (x *run) idp() (*IDP, bool) {
	id, _ := x.info["idp"].(string)
	for i := len(x.c.IDPs.List) - 1; i >= 0; i-- {
		if one := &x.c.IDPs.List[i]; one.EntityID.Value == id {
			return one, true
		}
	}
	return nil, false
}

func (x *run) idpsSetting() string {
	if x.d.f.idpsRenamed {
		return x.setting("idps")
	}
	return x.setting("allowed_idps")
}

// cilogonUsername is CILogonOAuthenticator.user_info_to_username: the identity provider must be among idps, whose entry
// says which claim is the name and what is done to it.
func (x *run) cilogonUsername() (string, bool) {
	s := Step{Rule: RuleIDPs, Outcome: Passed, Setting: x.idpsSetting(), Ref: x.c.IDPs.Ref}
	if id, ok := x.info["idp"]; !ok || falsy(id) {
		s.Outcome = Breaks
		x.step(s)
		return "", x.fail(RuleIDPs, HubError{Type: "HTTPError", ID: "idp-missing", Names: []string{"idp"}})
	}
	one, ok := x.idp()
	if !ok {
		if x.c.IDPs.Partial {
			s.Outcome = Doubtful
			x.step(s)
			x.unread(s.Setting, s.Ref)
			return "", x.unknown(RuleIDPs)
		}
		s.Outcome = Blocks
		for _, other := range x.c.IDPs.List {
			s.Names = append(s.Names, other.EntityID)
		}
		x.step(s)
		return "", x.refuse(RuleIDPs)
	}
	s.Names, s.Ref = []Name{one.EntityID}, one.EntityID.Ref
	x.step(s)
	name, ok := x.unprocessed(one)
	if !ok {
		return "", false
	}
	return one.derive(name), true
}

// unprocessed is the claim that the entry takes the name from.
func (x *run) unprocessed(one *IDP) (string, bool) {
	v, _ := x.claimed(one.UsernameClaim.Value)
	if falsy(v) {
		x.step(Step{Rule: RuleUsername, Outcome: Breaks, Setting: x.idpsSetting(), Ref: one.UsernameClaim.Ref})
		return "", x.fail(RuleUsername, HubError{Type: "HTTPError", ID: "username-missing", Names: []string{one.UsernameClaim.Value}, Ref: one.UsernameClaim.Ref})
	}
	return x.text(v)
}

// derive does the entry's action. Counterpart: CILogonOAuthenticator._get_processed_username.
func (one *IDP) derive(name string) string {
	switch one.Action.Value {
	case "strip_idp_domain":
		suffix := "@" + one.Domain.Value
		if l := lower(name); strings.HasSuffix(l, lower(suffix)) {
			return dropLast(name, len([]rune(suffix)))
		}
	case "prefix":
		return one.Prefix.Value + ":" + name
	}
	return name
}

// dropLast takes n characters off the end.
func dropLast(s string, n int) string {
	r := []rune(s)
	return string(r[:max(0, len(r)-n)])
}

// cilogonAllow is CILogonOAuthenticator.check_allowed: an identity provider may let everybody in, or domains.
func (x *run) cilogonAllow() bool {
	one, ok := x.idp()
	if !ok {
		return true // refused before
	}
	x.rule(Step{Rule: RuleIDPAllowAll, Setting: x.idpsSetting(), Ref: one.EntityID.Ref, Names: []Name{one.EntityID}},
		one.AllowAll.or(no), one.AllowAll.Set)
	s := Step{Rule: RuleIDPDomains, Setting: x.idpsSetting(), Ref: one.AllowedDomains.Ref, Names: one.AllowedDomains.List}
	if one.AllowedDomains.any() == no {
		x.rule(s, no, false)
		return true
	}
	claim := one.DomainsClaim.Value
	if claim == "" {
		claim = one.UsernameClaim.Value
	}
	v, has := x.info[claim]
	if !has && one.DomainsClaim.Value == "" {
		v, _ = x.claimed(claim)
	}
	text, isText := v.(string)
	if falsy(v) || !isText {
		if x.granted {
			return true
		}
		s.Outcome = Breaks
		x.step(s)
		return x.fail(RuleIDPDomains, HubError{Type: "HTTPError", ID: "domain-missing", Names: []string{claim}, Ref: one.DomainsClaim.Ref})
	}
	at := lower(text[strings.LastIndexByte(text, '@')+1:])
	var hit []Name
	for _, pattern := range one.AllowedDomains.List {
		if fnmatch(at, lower(pattern.Value)) {
			hit = append(hit, pattern)
		}
	}
	in := no
	switch {
	case len(hit) > 0:
		in, s.Names = yes, hit
	case one.AllowedDomains.Partial:
		in = unsure
	}
	x.rule(s, in, true)
	return true
}
