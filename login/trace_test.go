package login_test

import (
	"slices"
	"testing"

	"rolecall.example/login"
)

// stepOf is a rule's step of a login.
func stepOf(t *testing.T, r *login.Result, rule login.Rule) login.Step {
	t.Helper()
	for _, s := range r.Trace {
		if s.Rule == rule {
			return s
		}
	}
	t.Fatalf("no %s in %+v", rule, r.Trace)
	return login.Step{}
}

func values(list []login.Name) (out []string) {
	for _, n := range list {
		out = append(out, n.Value)
	}
	return out
}

func TestARuleNamesWhatHasMetIt(t *testing.T) {
	t.Parallel()
	d := define(t, "5.5.1", "17.4.0")
	generic := login.Config{Class: login.ClassNamed("GenericOAuthenticator"), ManageGroups: on, AllowedGroups: names("staff", "lab")}
	google := login.Config{Class: login.ClassNamed("GoogleOAuthenticator"), AllowedGoogleGroups: login.GroupsByDomain{Set: true,
		Domains: []login.DomainGroups{{Domain: login.Name{Value: "uni.edu"}, Groups: names("staff", "lab")}}}}
	for _, one := range []struct {
		name   string
		c      *login.Config
		rule   login.Rule
		groups []string
		want   []string
	}{
		{"in one of them", &generic, login.RuleAllowedGroups, []string{"lab", "other"}, []string{"lab"}},
		{"in none", &generic, login.RuleAllowedGroups, []string{"other"}, []string{"staff", "lab"}},
		{"of the domain, in one", &google, login.RuleAllowedGoogleGroups, []string{"lab", "other"}, []string{"lab"}},
		{"of the domain, in none", &google, login.RuleAllowedGoogleGroups, []string{"other"}, []string{"staff", "lab"}},
	} {
		r := login.Login(d, one.c, &login.Person{Username: "ann@uni.edu", Email: "ann@uni.edu", Groups: one.groups}, nil)
		if got := values(stepOf(t, &r, one.rule).Names); !slices.Equal(got, one.want) {
			t.Errorf("%s: %v, want %v", one.name, got, one.want)
		}
	}
}

func TestProjectsAloneAreARuleBefore16(t *testing.T) {
	t.Parallel()
	c := login.Config{Class: login.ClassNamed("GitLabOAuthenticator"), AllowedProjectIDs: login.Names{Set: true, Others: names("7").List}}
	r := login.Login(define(t, "4.1.6", "15.1.0"), &c, &login.Person{Username: "ann"}, nil)
	if s := stepOf(t, &r, login.RuleAllowedProjects); s.Outcome == login.Off || r.Verdict != login.Refused {
		t.Errorf("%+v, %v", s, r.Verdict)
	}
}

func TestGroupsThatAHookMakesAreAskedForOnce(t *testing.T) {
	t.Parallel()
	d := define(t, "5.5.1", "17.4.0")
	c := login.Config{Class: login.ClassNamed("GitHubOAuthenticator"), ManageGroups: on, AllowedGroups: names("staff"), ModifyAuthStateHook: login.Text{Set: true, Callable: true},
		AuthStateGroupsKey: login.Text{Set: true, Callable: true}}
	p := login.Person{Username: "ann"}
	if r := login.Login(d, &c, &p, nil); r.Verdict != login.Unknown || len(r.Asks) == 0 {
		t.Errorf("nothing said: %v, %v", r.Verdict, r.Asks)
	}
	p.Replies = login.Replies{Groups: []string{"staff"}, HasGroups: true}
	if r := login.Login(d, &c, &p, nil); r.Verdict != login.Allowed || !slices.Equal(r.Groups, []string{"staff"}) || r.GroupsUnknown {
		t.Errorf("said: %v, %v, %v", r.Verdict, r.Groups, r.GroupsUnknown)
	}
}

func TestWhatIsAdviceInOneCaseIsNoneInTheNext(t *testing.T) {
	t.Parallel()
	has := func(d *login.Definitions, c login.Config, id string) bool {
		return slices.ContainsFunc(login.Check(d, &c), func(f login.Finding) bool { return f.ID == id })
	}
	pam := login.Config{Class: login.ClassNamed("PAMAuthenticator"), AdminUsers: names("ann"), AllowedGroups: names("staff")}
	if has(define(t, "5.5.1", "17.4.0"), pam, "admins-not-allowed") {
		t.Error("groups of the machine may let the admins in")
	}
	idps := login.Config{Class: login.ClassNamed("CILogonOAuthenticator"), IDPs: login.IDPs{Set: true, Renamed: true, Partial: true}}
	if !has(define(t, "5.5.1", "17.4.0"), idps, "setting-deprecated") || has(define(t, "5.5.1", "16.3.1"), idps, "setting-deprecated") {
		t.Error("allowed_idps is an old name since OAuthenticator 17 alone")
	}
}
