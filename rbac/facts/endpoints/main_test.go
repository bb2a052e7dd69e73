package main

import (
	"bytes"
	"os"
	"testing"
)

func TestGeneratedEndpointsAreFresh(t *testing.T) {
	t.Parallel()
	fresh, err := generate(".")
	if err != nil {
		t.Fatal(err)
	}
	committed, err := os.ReadFile("../../rest_endpoints_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(fresh, committed) {
		t.Error("rbac/rest_endpoints_gen.go differs from a fresh generation: run go generate ./rbac")
	}
}

func TestAddressesBecomeSegments(t *testing.T) {
	t.Parallel()
	for pattern, want := range map[string][]string{
		"/api/users/([^/]+)/servers/([^/]*)": {"/hub/api/users/+/servers/*"},
		"/api/?":                             {"/hub/api", "/hub/api/"},
		"/metrics$":                          {"/hub/metrics"},
		"/api/c/([^/]+)(?:/([^/]+))?":        {"/hub/api/c/+", "/hub/api/c/+/+"},
	} {
		e := endpoint{Method: "GET", Pattern: pattern}
		rows, err := e.rows()
		if err != nil || len(rows) != len(want) {
			t.Errorf("%s: %q, %v", pattern, rows, err)
			continue
		}
		for i, row := range rows {
			if !bytes.Contains([]byte(row), []byte(`"`+want[i]+`"`)) {
				t.Errorf("%s: %s lacks %s", pattern, row, want[i])
			}
		}
	}
	for _, e := range []endpoint{{Pattern: "/api/(a|b)"}, {Filter: "!planet={planet}"}} {
		if rows, err := e.rows(); err == nil {
			t.Errorf("%+v: %q, want an error", e, rows)
		}
	}
}
