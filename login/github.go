package login

import "strings"

// githubUpdate is GitHubOAuthenticator.update_auth_model: it reads the email address, and the teams where the config
// asks for them.
func (x *run) githubUpdate() bool {
	if _, ok := x.info["email"]; !ok {
		return x.fail(RuleAuthenticate, HubError{Type: "KeyError", ID: "claim-missing", Names: []string{"email"}})
	}
	if x.c.PopulateTeams.or(no) == yes && hasScope(&x.c.Scope, "read:org") {
		teams := make([]any, 0, len(x.p.Teams))
		for _, t := range x.p.Teams {
			_, slug, _ := strings.Cut(t, ":")
			teams = append(teams, map[string]any{"slug": slug})
		}
		x.state["teams"] = teams
	}
	return true
}

func hasScope(n *Names, scope string) bool { return n.has(scope) == yes }

// organizations is the part of GitHubOAuthenticator.check_allowed that asks GitHub about members of organizations and of
// their teams. It asks about the Hub's name of the person: with a username_map that is somebody else.
func (x *run) organizations() bool {
	setting := &x.c.AllowedOrganizations
	s := Step{Rule: RuleAllowedOrganizations, Setting: x.setting("allowed_organizations"), Ref: setting.Ref, Names: setting.List}
	in, hit, broken := x.membership(setting)
	switch {
	case broken.Value != "" && in == yes && !x.granted:
		in = unsure // whichever comes first in Python's set
		s.Names = []Name{broken}
	case broken.Value != "" && !x.granted:
		s.Outcome, s.Names = Breaks, []Name{broken}
		x.step(s)
		return x.fail(RuleAllowedOrganizations, HubError{Type: "ValueError", ID: "team-two-colons", Names: []string{broken.Value}, Ref: broken.Ref})
	case in == yes:
		s.Names = hit
	}
	x.rule(s, in, setting.Set)
	return true
}

// membership tells whether GitHub says of any organization or team of a setting that the person belongs to it. broken
// is an entry with more than one colon, on which the Hub stumbles.
func (x *run) membership(setting *Names) (in truth, hit []Name, broken Name) {
	login, _ := x.info["login"].(string)
	self := strings.EqualFold(login, x.name)
	for _, n := range setting.List {
		org, team, isTeam := strings.Cut(n.Value, ":")
		switch {
		case strings.Contains(team, ":"):
			broken = n
		case !self:
		case isTeam && folded(x.p.Teams, n.Value), !isTeam && folded(x.p.Orgs, org):
			hit = append(hit, n)
		}
	}
	switch {
	case len(hit) > 0:
		in = yes
	case setting.Partial && len(x.p.Orgs)+len(x.p.Teams) > 0:
		in = unsure
	}
	return in, hit, broken
}

// folded looks a name up as GitHub does, whatever its case.
func folded(list []string, name string) bool {
	for _, one := range list {
		if strings.EqualFold(one, name) {
			return true
		}
	}
	return false
}
