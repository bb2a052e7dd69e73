package settings

import (
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/rbac"
)

func TestSwitchesOfWhatTheHubServes(t *testing.T) {
	t.Parallel()
	d, _ := rbac.Define(rbac.DefaultVersion)
	set := func(trait string, v Value) *Tree {
		return &Tree{Assignments: []Assignment{{Class: "JupyterHub", Trait: trait, Value: v}}}
	}
	for name, c := range map[string]struct {
		tree *Tree
		want rbac.WebSettings
	}{
		"defaults":      {&Tree{}, rbac.WebSettings{}},
		"named servers": {set("allow_named_servers", Value{Kind: Bool, Bool: true}), rbac.WebSettings{NamedServers: rbac.On}},
		"open metrics":  {set("authenticate_prometheus", Value{Kind: Bool}), rbac.WebSettings{OpenMetrics: rbac.On}},
		"closed":        {set("authenticate_prometheus", Value{Kind: Bool, Bool: true}), rbac.WebSettings{}},
		"not read":      {set("allow_named_servers", Value{Kind: Unknown}), rbac.WebSettings{NamedServers: rbac.Unclear}},
		"opaque":        {&Tree{Opaque: []diag.Span{{}}}, rbac.WebSettings{NamedServers: rbac.Unclear, OpenMetrics: rbac.Unclear}},
	} {
		if config, _, _ := RBAC(c.tree, d); config.Web != c.want {
			t.Errorf("%s: %+v, want %+v", name, config.Web, c.want)
		}
	}
}
