package login_test

import (
	"fmt"

	"rolecall.example/login"
)

var verdicts = map[login.Verdict]string{login.Allowed: "allowed", login.Refused: "refused", login.Failed: "failed", login.Unknown: "unknown"}

// tell prints what becomes of a login.
func tell(jupyterhub, oauthenticator string, c login.Config, p login.Person) {
	d, _ := login.Define(jupyterhub, oauthenticator)
	r := login.Login(d, &c, &p, nil)
	fmt.Println(verdicts[r.Verdict], "by", r.Rule)
}

func ExampleLogin() {
	d, _ := login.Define("5.5.1", "17.4.0")
	c := login.Config{
		Class:                login.ClassNamed("GitHubOAuthenticator"),
		AllowedUsers:         names("Ann"),
		AllowedOrganizations: names("archive", "lab:owners"),
	}
	for _, p := range []login.Person{
		{Username: "Ann"},
		{Username: "bo", Teams: []string{"lab:owners"}},
		{Username: "cleo", Orgs: []string{"lab"}},
	} {
		r := login.Login(d, &c, &p, nil)
		fmt.Println(r.Username, verdicts[r.Verdict], "by", r.Rule)
	}
	// Output:
	// ann allowed by allowed-users
	// bo allowed by allowed-organizations
	// cleo refused by nothing-allows
}

func ExampleLogin_trace() {
	d, _ := login.Define("5.5.1", "17.4.0")
	c := login.Config{Class: login.ClassNamed("NativeAuthenticator"), AllowAll: on, BlockedUsers: names("eve"), AllowedUsers: names("ann")}
	r := login.Login(d, &c, &login.Person{Username: "Ann"}, nil)
	outcome := map[login.Outcome]string{login.Passed: "passed", login.Grants: "grants", login.Misses: "misses", login.Off: "off"}
	for _, s := range r.Trace {
		fmt.Println(s.Rule, outcome[s.Outcome], s.Reached)
	}
	// Output:
	// authenticate passed true
	// normalize passed true
	// username-map off true
	// validate passed true
	// blocked-users passed true
	// allow-all grants true
	// allowed-users grants false
	// allow-existing-users off false
	// admin-users off true
	// post-auth-hook off true
}

func ExampleLogin_allowAll() {
	c := login.Config{Class: login.ClassNamed("GitHubOAuthenticator"), AllowAll: on, AllowedOrganizations: names("lab")}
	tell("5.5.1", "17.4.0", c, login.Person{Username: "eve"})
	// Output: allowed by allow-all
}

func ExampleLogin_beforeFive() {
	c := login.Config{Class: login.ClassNamed("PAMAuthenticator")}
	tell("4.1.6", "15.1.0", c, login.Person{Username: "ann"})
	tell("5.5.1", "17.4.0", c, login.Person{Username: "ann"})
	// Output:
	// allowed by everybody
	// refused by nothing-allows
}

func ExampleLogin_existing() {
	c := login.Config{Class: login.ClassNamed("PAMAuthenticator"), AllowedUsers: names("bo")}
	tell("5.5.1", "17.4.0", c, login.Person{Username: "ann", Known: true})
	c.Class = login.ClassNamed("GitHubOAuthenticator")
	tell("5.5.1", "17.4.0", c, login.Person{Username: "ann", Known: true})
	// Output:
	// allowed by allow-existing-users
	// refused by nothing-allows
}

func ExampleLogin_adminOnly() {
	for _, class := range []string{"PAMAuthenticator", "GitHubOAuthenticator"} {
		tell("5.5.1", "17.4.0", login.Config{Class: login.ClassNamed(class), AdminUsers: names("ann")}, login.Person{Username: "ann"})
	}
	// Output:
	// refused by nothing-allows
	// allowed by admin
}

func ExampleLogin_fifteenAndSixteen() {
	c := login.Config{Class: login.ClassNamed("GitHubOAuthenticator"), AllowedUsers: names("ann"), AllowedOrganizations: names("lab")}
	member := login.Person{Username: "bo", Orgs: []string{"lab"}}
	tell("4.1.6", "15.1.0", c, member)
	tell("5.5.1", "16.3.1", c, member)
	tell("4.1.6", "15.1.0", c, login.Person{Username: "ann"})
	// Output:
	// refused by nothing-allows
	// allowed by allowed-organizations
	// refused by allowed-organizations
}

func ExampleLogin_hostedDomain() {
	c := login.Config{Class: login.ClassNamed("GoogleOAuthenticator"), HostedDomain: names("uni.edu")}
	ann := login.Person{Email: "ann@uni.edu", HostedDomain: "uni.edu"}
	tell("5.5.1", "17.4.0", c, ann)
	c.AllowAll = on
	tell("5.5.1", "17.4.0", c, ann)
	tell("5.5.1", "17.4.0", c, login.Person{Email: "eve@example.com"})
	// Output:
	// refused by nothing-allows
	// allowed by allow-all
	// refused by hosted-domain
}

func ExampleLogin_groups() {
	d, _ := login.Define("5.5.1", "17.4.0")
	c := login.Config{
		Class: login.ClassNamed("GenericOAuthenticator"), ManageGroups: on,
		AuthStateGroupsKey: login.Text{Set: true, Value: "oauth_user.realm.roles"}, AllowedGroups: names("staff"),
	}
	ann := login.Person{Username: "ann", Claims: map[string]any{"realm": map[string]any{"roles": []any{"staff", "lab"}}}}
	r := login.Login(d, &c, &ann, nil)
	fmt.Println(verdicts[r.Verdict], "by", r.Rule, r.Groups)

	c.AuthStateGroupsKey.Value = "realm.roles" // it has to begin at the auth_state
	r = login.Login(d, &c, &ann, nil)
	fmt.Println(verdicts[r.Verdict], "by", r.Rule, r.Groups)

	c.ManageGroups = off
	for _, f := range login.Check(d, &c) {
		fmt.Println(f.ID, f.Setting)
	}
	// Output:
	// allowed by allowed-groups [lab staff]
	// refused by nothing-allows []
	// groups-not-managed GenericOAuthenticator.allowed_groups
	// groups-not-managed GenericOAuthenticator.auth_state_groups_key
}

func ExampleLogin_callable() {
	d, _ := login.Define("5.5.1", "17.4.0")
	c := login.Config{Class: login.ClassNamed("GenericOAuthenticator"), UsernameClaim: login.Text{Set: true, Callable: true}, AllowAll: on}
	p := login.Person{Claims: map[string]any{"sub": "4711"}}
	r := login.Login(d, &c, &p, nil)
	fmt.Println(verdicts[r.Verdict], r.Asks[0].Kind, r.Asks[0].Setting)

	name := "Ann"
	p.Replies.Username = &name
	r = login.Login(d, &c, &p, nil)
	fmt.Println(verdicts[r.Verdict], r.Username)
	// Output:
	// unknown username GenericOAuthenticator.username_claim
	// allowed ann
}
