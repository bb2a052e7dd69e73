package borders

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTheLibrariesServeOtherModules has a module of its own use rbac and login, with a replace to this checkout: a program, and
// the packages' own examples, which see what everybody sees.
func TestTheLibrariesServeOtherModules(t *testing.T) {
	t.Parallel()
	here, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	put := func(name string, text []byte) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sums, err := os.ReadFile(filepath.Join(here, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	put("go.sum", sums)
	put("go.mod", []byte("module outside.example\n\ngo 1.26.0\n\nrequire rolecall.example v0.0.0\n\nreplace rolecall.example => "+here+"\n"))
	put("main.go", []byte(outside))
	for _, files := range []string{"rbac/example*_test.go", "login/example_test.go", "login/base_test.go"} {
		examples, err := filepath.Glob(filepath.Join(here, files))
		if err != nil || len(examples) == 0 {
			t.Fatalf("%s: no examples: %v", files, err)
		}
		for _, e := range examples {
			text, err := os.ReadFile(e)
			if err != nil {
				t.Fatal(err)
			}
			put(filepath.Join(filepath.Dir(files), filepath.Base(e)), text)
		}
	}
	run := func(want string, args ...string) {
		t.Helper()
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		// All that the libraries need is on this machine: they need nothing.
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off", "GOTOOLCHAIN=local")
		out, err := cmd.CombinedOutput()
		if err != nil || !strings.Contains(string(out), want) {
			t.Errorf("go %s: %v\n%s", strings.Join(args, " "), err, bytes.TrimSpace(out))
		}
	}
	run("ann may list\nbob: allowed\n", "run", ".")
	run("--- PASS: ExampleHub_Check", "test", "-run", "Example", "-v", "./rbac")
	run("--- PASS: ExampleLogin", "test", "-run", "Example", "-v", "./login")
}

// outside is a program of somebody else.
const outside = `package main

import (
	"fmt"

	"rolecall.example/login"
	"rolecall.example/rbac"
)

func main() {
	definitions, ok := rbac.Define(rbac.DefaultVersion)
	if !ok {
		panic("the default version is not defined")
	}
	name := func(s string) rbac.Name { return rbac.Name{Value: s} }
	hub, _ := rbac.Start(definitions, nil, &rbac.Config{LoadRoles: []rbac.RoleSpec{{
		Name: name("crew"), HasName: true, Scopes: []rbac.Name{name("list:users")}, HasScopes: true, Users: []rbac.Name{name("ann")}, HasUsers: true,
	}}})
	if hub.Call(rbac.Call{Subject: rbac.Subject{Kind: rbac.User, Name: "ann"}, Method: "GET", Path: "/hub/api/users"}).Yes() {
		fmt.Println("ann may list")
	}
	pair, _ := login.Define("5.5.1", "17.4.0")
	answer := login.Login(pair, &login.Config{Class: login.ClassNamed("DummyAuthenticator"), AllowAll: login.Flag{Set: true, On: true}}, &login.Person{Username: "bob"}, nil)
	fmt.Println("bob:", map[bool]string{true: "allowed", false: "refused"}[answer.Verdict == login.Allowed])
}
`
