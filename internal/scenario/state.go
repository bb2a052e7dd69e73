package scenario

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"rolecall.example/internal/diag"
)

var (
	stateKeys  = []string{"before", "users", "servers", "running", "shares", "people", "environment", "files", "values", "run"}
	beforeKeys = []string{"users", "admins"}
	shareKeys  = []string{"owner", "server", "with", "scopes"}
)

// state adds a state block and reads it; order rejects a second one.
func (p *parser) state(f fence) {
	b := p.add(State, "state", "-", f)
	if b.Part != "state" {
		return
	}
	y := readYAML(b.Part, b.Text)
	y.state(y.mapping(y.root, "state", stateKeys), &p.doc.State)
	p.diagnostics = append(p.diagnostics, y.diagnostics...)
}

func (y *yamlText) state(m []pair, s *SavedState) {
	for _, e := range m {
		switch e.key {
		case "before":
			for _, b := range y.mapping(e.value, "before", beforeKeys) {
				if b.key == "users" {
					s.BeforeUsers = y.names(b.value, "users")
				} else {
					s.BeforeAdmins = y.names(b.value, "admins")
				}
			}
		case "users":
			s.Users = y.names(e.value, "users")
		case "servers":
			s.Servers = y.servers(e.value, "servers")
		case "running":
			s.Running = y.servers(e.value, "running")
		case "shares":
			s.Shares = y.shares(e.value)
		case "people":
			s.People = y.people(e.value)
		case "environment":
			s.Environment = y.texts(e.value, "environment", true)
		case "files":
			s.Files = y.texts(e.value, "files", false)
		case "values":
			s.Values = y.texts(e.value, "values", true)
		case "run":
			s.Run = y.names(e.value, "run")
		}
	}
	for _, e := range m {
		if e.key == "running" {
			y.runningAreServers(e.value, s.Servers)
		}
	}
}

// servers reads a mapping of user names to lists of server names; "" is the default server.
func (y *yamlText) servers(n *yaml.Node, what string) map[string][]string {
	out := map[string][]string{}
	for _, e := range y.mapping(n, what, nil) {
		out[e.key] = y.names(e.value, "the servers of "+e.key)
	}
	return out
}

// runningAreServers says which running server is not among the servers.
func (y *yamlText) runningAreServers(n *yaml.Node, servers map[string][]string) {
	if n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		user, list := resolved(n.Content[i]), resolved(n.Content[i+1])
		for _, c := range list.Content {
			if name := resolved(c).Value; list.Kind == yaml.SequenceNode && !slices.Contains(servers[user.Value], name) {
				y.say(c, "running-unknown-server", fmt.Sprintf("%s has no server %q to run", user.Value, name), "list it under servers")
			}
		}
	}
}

// texts reads a mapping of names to text. Where any scalar will do, it counts as it is written.
func (y *yamlText) texts(n *yaml.Node, what string, anyScalar bool) map[string]string {
	out := map[string]string{}
	for _, e := range y.mapping(n, what, nil) {
		if anyScalar && e.value.Kind == yaml.ScalarNode && e.value.Tag != "!!null" {
			out[e.key] = e.value.Value
		} else if v, ok := y.text(e.value, e.key); ok {
			out[e.key] = v
		}
	}
	return out
}

func (y *yamlText) shares(n *yaml.Node) []Share {
	if n.Kind != yaml.SequenceNode {
		y.say(n, "yaml-type", "shares is a list", "")
		return nil
	}
	var out []Share
	for _, c := range n.Content {
		var s Share
		var with *yaml.Node
		for _, e := range y.mapping(c, "a share", shareKeys) {
			switch e.key {
			case "owner":
				s.Owner, _ = y.name(e.value, "owner")
			case "server":
				s.Server, _ = y.name(e.value, "server")
			case "with":
				s.With, _ = y.text(e.value, "with")
				with = e.value
			case "scopes":
				s.Scopes, s.HasScopes = y.names(e.value, "scopes"), true
			}
		}
		kind, name, _ := strings.Cut(s.With, " ")
		switch {
		case s.Owner == "" || s.With == "":
			y.say(c, "share-incomplete", "a share says owner and with", "")
		case kind != "user" && kind != "group" || name == "":
			y.say(with, "share-with", fmt.Sprintf("a server is shared with a user or a group, found %q", s.With), `write "user NAME" or "group NAME"`)
		default:
			out = append(out, s)
		}
	}
	return out
}

// ParseState reads the inside of a state fence. Diagnostics stand in the part "state".
func ParseState(text string) (SavedState, []diag.Diagnostic) {
	var s SavedState
	y := readYAML("state", text)
	y.state(y.mapping(y.root, "state", stateKeys), &s)
	return s, y.diagnostics
}
