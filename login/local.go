package login

import "slices"

// systemGroups is LocalAuthenticator.check_allowed_groups: groups of the machine.
func (x *run) systemGroups() bool {
	g := &x.c.AllowedGroups
	s := Step{Rule: RuleAllowedGroups, Setting: x.setting("allowed_groups"), Ref: g.Ref, Names: g.List}
	if x.p.NoSystemUser && g.any() == yes && x.d.f.primaryGroup && !x.granted {
		// The Hub looks up the account before the groups.
		s.Outcome = Breaks
		x.step(s)
		return x.fail(RuleAllowedGroups, HubError{Type: "KeyError", ID: "no-system-user", Names: []string{x.name}, Ref: g.Ref})
	}
	in, hit := member(g, x.p.SystemGroups)
	if in == yes {
		s.Names = hit
	}
	x.rule(s, in, g.Set)
	return true
}

// systemAdmin is the part of PAMAuthenticator.is_admin that asks the machine's groups.
func (x *run) systemAdmin() {
	g := &x.c.AdminGroups
	if g.any() == no {
		return
	}
	if x.p.NoSystemUser && g.any() == yes {
		x.step(Step{Rule: RuleAdminGroups, Outcome: Breaks, Setting: x.setting("admin_groups"), Ref: g.Ref})
		x.fail(RuleAdminGroups, HubError{Type: "KeyError", ID: "no-system-user", Names: []string{x.name}, Ref: g.Ref})
		return
	}
	in, hit := member(g, x.p.SystemGroups)
	if in == no {
		hit = g.List
	}
	x.adminByGroups(RuleAdminGroups, x.setting("admin_groups"), g.Ref, in, hit)
}

// member tells whether any of a person's groups is among those of a setting, and which.
func member(setting *Names, groups []string) (in truth, hit []Name) {
	for _, n := range setting.List {
		if slices.Contains(groups, n.Value) {
			hit = append(hit, n)
		}
	}
	switch {
	case len(hit) > 0:
		return yes, hit
	case setting.Partial && len(groups) > 0:
		return unsure, nil
	}
	return no, nil
}
