package logincases_test

import (
	"strings"
	"testing"

	"rolecall.example/internal/logincases"
)

func TestACaseALineGivesAnAnswerALine(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	err := logincases.Stream(strings.NewReader(`{"pair":["5.5.1","17.4.0"],"config":[["Authenticator","allowed_users",{"$set":["Ann"]}],["Authenticator","admin_users",{"$tuple":["ann"]}]],"person":{"username":"ANN"}}
{"pair":["5.5.1","17.4.0"],"config":[["Authenticator","allow_all",null]],"person":{"username":"ann"}}
{"pair":["5.5.1","17.4.0"],"config":[["JupyterHub","authenticator_class","generic-oauth"],["GenericOAuthenticator","username_claim",{"$callable":"username"}],["Authenticator","allow_users",["x"]]],"person":{"reply_username":"Bo"}}
`), &out)
	const want = `{"verdict":"allowed","username":"ann","admin":true,"roles":["admin","user"],"rule":"allowed-users"}
{"start":"TraitError","rule":"start"}
{"warnings":["no-allow-rule","unknown-trait"],"verdict":"refused","rule":"nothing-allows"}
`
	if err != nil || out.String() != want {
		t.Errorf("%v\n%s\nwant\n%s", err, out.String(), want)
	}
}

func TestALineThatIsNoCaseIsNamed(t *testing.T) {
	t.Parallel()
	for _, line := range []string{`{"pair":["9.9","17.4.0"]}`, `{"pair":3}`, `{"pair":["5.5.1","17.4.0"],"config":[[1,2,3]]}`, `no`} {
		err := logincases.Stream(strings.NewReader("{\"pair\":[\"5.5.1\",\"17.4.0\"],\"person\":{}}\n"+line+"\n"), &strings.Builder{})
		if err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: %v", line, err)
		}
	}
}
