package login

// developer is the access level that allowed_project_ids asks for.
const developer = 30

// gitlabAllow is GitLabOAuthenticator.check_allowed: members of groups, and developers of projects.
func (x *run) gitlabAllow() bool {
	if id, ok := x.info["id"]; !x.granted {
		if _, number := id.(float64); !ok || !number {
			return x.fail(RuleAllowedGitLabGroups, HubError{Type: "KeyError", ID: "claim-missing", Names: []string{"id"}})
		}
	}
	x.memberRule(RuleAllowedGitLabGroups, "allowed_gitlab_groups", &x.c.AllowedGitLabGroups, x.p.Groups)
	setting := &x.c.AllowedProjectIDs
	s := Step{Rule: RuleAllowedProjects, Setting: x.setting("allowed_project_ids"), Ref: setting.Ref}
	in, hit := x.developerIn(setting)
	s.Names = hit
	if in != yes {
		s.Names = projects(setting)
	}
	x.rule(s, in, setting.Set)
	return true
}

// projects are all members of allowed_project_ids, numbers as well as strings.
func projects(setting *Names) []Name {
	return append(append([]Name(nil), setting.List...), setting.Others...)
}

func (x *run) developerIn(setting *Names) (in truth, hit []Name) {
	for _, n := range projects(setting) {
		if x.p.Projects[n.Value] >= developer {
			hit = append(hit, n)
		}
	}
	switch {
	case len(hit) > 0:
		return yes, hit
	case setting.Partial && len(x.p.Projects) > 0:
		return unsure, nil
	}
	return no, nil
}
