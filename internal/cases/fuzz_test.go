package cases

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"rolecall.example/rbac"
)

// FuzzStream holds what `rolecall resolve` promises for any input: an object for every line that is not blank, the same every
// time, and no panic.
func FuzzStream(f *testing.F) {
	for _, file := range files(f) {
		for i, rec := range records(f, file) {
			if i%50 == 0 && len(rec.raw) < 8<<10 {
				f.Add([]byte(rec.raw))
			}
		}
	}
	f.Add([]byte("{}\n\n[]\nnull\n{\"version\":\"2.3.1\",\"restart\":[{},{}]}"))
	f.Add([]byte(`{"requests":[{"method":"GET","path":"/users"}],"config":{"load_roles":[{"name":"abc","scopes":null}]}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var out, again bytes.Buffer
		unreadable, err := Stream(bytes.NewReader(text), &out)
		if twice, _ := Stream(bytes.NewReader(text), &again); twice != unreadable || !bytes.Equal(out.Bytes(), again.Bytes()) {
			t.Fatalf("two answers: %s and %s", &out, &again)
		}
		lines := 0
		for line := range bytes.Lines(text) {
			if len(bytes.TrimSpace(line)) > 0 {
				lines++
			}
		}
		answers := bytes.Count(out.Bytes(), []byte("\n"))
		if err != nil || answers != lines || unreadable > lines {
			t.Fatalf("%d answers to %d lines, %d unreadable, %v", answers, lines, unreadable, err)
		}
		for line := range bytes.Lines(out.Bytes()) {
			var o object
			if err := json.Unmarshal(line, &o); err != nil || len(o) == 0 || !utf8.Valid(line) {
				t.Fatalf("%q is no answer: %v", line, err)
			}
		}
	})
}

// FuzzPython writes random configs of cases as Python and reads them back: the engine gets the same. Names come from the
// fuzzer, so that every string has to survive.
func FuzzPython(f *testing.F) {
	for seed := range uint64(30) {
		f.Add(seed, []byte{byte(seed), 3, 7, 200, 41, 0, 99, 13, 77, 150, 23, 61}, "o'neil\\\n\t", "名\u2028前 {x} %s")
	}
	f.Add(uint64(1), []byte{}, "\x00\x7f\u0085\"\"\"", "\U0001F600\ufeff\\N{DASH}\\x")
	f.Fuzz(func(t *testing.T, seed uint64, choices []byte, one, two string) {
		g := &configs{choices: choices, rest: rand.New(rand.NewPCG(seed, 1)), names: []string{"alice", "Bob", "x", "", strings.ToValidUTF8(one, "?"), strings.ToValidUTF8(two, "?")}}
		raw := []byte(g.config())
		for _, version := range rbac.Versions() {
			d, _ := rbac.Define(version)
			var config Config
			if err := json.Unmarshal(raw, &config); err != nil {
				t.Fatalf("%s: %v", raw, err)
			}
			compareConfig(t, string(raw), d, raw, &config)
		}
	})
}

// configs draws configs of cases as JSON.
type configs struct {
	choices []byte
	rest    *rand.Rand
	names   []string
}

func (g *configs) intN(n int) int {
	if len(g.choices) > 0 {
		b := g.choices[0]
		g.choices = g.choices[1:]
		return int(b) % n
	}
	return g.rest.IntN(n)
}

func (g *configs) name() string { return g.names[g.intN(len(g.names))] }

func jsonText(s string) string {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes
	return strings.TrimSpace(out.String())
}

func (g *configs) list(most int, one func() string) string {
	var out []string
	for range g.intN(most + 1) {
		out = append(out, one())
	}
	return "[" + strings.Join(out, ", ") + "]"
}

func (g *configs) namesOf(most int) string {
	return g.list(most, func() string { return jsonText(g.name()) })
}

func (g *configs) scopesOf(most int) string {
	bases, filters := []string{"users", "self", "custom:a:b", "servers", "nonsense"}, []string{"", "!user", "!user=", "!group=", "!server=", "!"}
	return g.list(most, func() string {
		s := bases[g.intN(len(bases))] + filters[g.intN(len(filters))]
		if strings.HasSuffix(s, "=") {
			s += g.name()
		}
		return jsonText(s)
	})
}

// some joins those of the pairs that are drawn, by the way that they are joined in JSON.
func (g *configs) some(percent int, pairs ...[2]string) string {
	var out []string
	for _, p := range pairs {
		if g.intN(100) < percent {
			out = append(out, jsonText(p[0])+": "+p[1])
		}
	}
	return "{" + strings.Join(out, ", ") + "}"
}

// byName is an object with different names as keys.
func (g *configs) byName(most int, value func() string) string {
	var out []string
	seen := map[string]bool{}
	for range g.intN(most + 1) {
		if key := g.name(); !seen[key] {
			seen[key] = true
			out = append(out, jsonText(key)+": "+value())
		}
	}
	return "{" + strings.Join(out, ", ") + "}"
}

func (g *configs) config() string {
	truth := func() string { return []string{"true", "false"}[g.intN(2)] }
	role := func() string {
		return g.some(70, [2]string{"name", jsonText(g.name())}, [2]string{"description", jsonText(g.name())}, [2]string{"scopes", g.scopesOf(3)},
			[2]string{"users", g.namesOf(3)}, [2]string{"groups", g.namesOf(2)}, [2]string{"services", g.namesOf(2)})
	}
	group := func() string {
		if g.intN(2) == 0 {
			return g.namesOf(3)
		}
		return g.some(80, [2]string{"users", g.namesOf(3)}, [2]string{"properties", g.byName(2, func() string { return jsonText(g.name()) })})
	}
	service := func() string {
		out := g.some(40, [2]string{"admin", truth()}, [2]string{"api_token", jsonText("secret-" + g.name())}, [2]string{"oauth_client_id", jsonText("service-" + g.name())},
			[2]string{"oauth_redirect_uri", jsonText("http://x/" + g.name())}, [2]string{"oauth_roles", g.namesOf(2)})
		return `{"name": ` + jsonText("s"+g.name()) + strings.Replace(strings.Replace(out, "{", ", ", 1), ", }", "}", 1)
	}
	custom := func() string {
		return g.some(80, [2]string{"description", jsonText(g.name())}, [2]string{"subscopes", g.scopesOf(2)})
	}
	return g.some(60, [2]string{"load_roles", g.list(3, role)}, [2]string{"load_groups", g.byName(3, group)}, [2]string{"services", g.list(2, service)},
		[2]string{"custom_scopes", g.byName(2, custom)}, [2]string{"admin_users", g.namesOf(2)}, [2]string{"allowed_users", g.namesOf(2)},
		[2]string{"blocked_users", g.namesOf(2)}, [2]string{"allow_all", truth()}, [2]string{"allow_existing_users", truth()},
		[2]string{"service_tokens", g.byName(2, func() string { return jsonText(g.name()) })}, [2]string{"api_tokens", g.byName(2, func() string { return jsonText(g.name()) })},
		[2]string{"username_map", g.byName(2, func() string { return jsonText(g.name()) })}, [2]string{"extra_user_scopes", g.scopesOf(2)},
		[2]string{"spawner_server_token_scopes", g.scopesOf(2)}, [2]string{"spawner_oauth_client_allowed_scopes", g.scopesOf(2)})
}
