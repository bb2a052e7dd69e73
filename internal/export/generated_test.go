package export_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/reading"
	"rolecall.example/internal/settings"
)

// odd are texts that a language could take for something else.
var odd = []string{
	"ann", "class-a", "read:users!group=class-a", "custom:x:y", "", " ", "a b", " lead", "trail ", "two  blanks", "on", "No", "y", "NULL", "~", "1", "010",
	"1_000", "0x1f", "1e3", ".5", "-1", "+1", ".inf", "2024-01-01", "12:30", "=", "<<", "a: b", "a:", ":a", "a #b", "#a", "- a", "-", "?", "? a", "&a", "*a",
	"!a", "%a", "@a", "`a", "|", ">", "[a]", "{a}", "a,b", "'", "\"", "'\"", "\\", "\\n", "it's", "say \"hi\"", "a\nb", "a\n", "\na", "a\n\nb\n\n",
	" a\nb", "a\n b", "a\n\tb", "\ta", "a\tb", "a\r\nb", "\x00", "\x1b[0m", "\u0085", "\u00a0", "\u2028", "\ufeff", "\u202e", "Ünïcödé", "Привет", "日本語",
	"😀", "\U000e0001", "é", "{{ x }}", "{{ x }}\x07", "<% x %>", "a\n{{ x }}\n", "${x}", "null\n", "---", "...", "--- a", "true: 1", "name", "users", "jupyterhub-idle-culler",
	strings.Repeat("long ", 30) + "end", strings.Repeat("k", 500), strings.Repeat("k", 1100), "a # b", "a\\", "\"\"\"", "u'x'", "\u200d", "\ufffd", "ﬀ", "١٢٣", "/a", "_", "x%y", "secret", "my-token",
}

// maker makes trees of a seed.
type maker struct{ r *rand.Rand }

func (m maker) text() settings.Value {
	s := odd[m.r.IntN(len(odd))]
	if m.r.IntN(4) == 0 {
		s += odd[m.r.IntN(len(odd))]
	}
	return settings.Value{Kind: settings.Str, Text: s}
}

func (m maker) unknown() settings.Value {
	q := &diag.Diagnostic{ID: "some", Message: "some"}
	return settings.Value{Kind: settings.Unknown, Text: odd[m.r.IntN(len(odd))] + "\n]}# \"", Question: q}
}

func (m maker) list(kind settings.Kind, most int, item func() settings.Value) settings.Value {
	v := settings.Value{Kind: kind}
	seen := map[string]bool{}
	for range m.r.IntN(most + 1) {
		one := item()
		if kind == settings.Set && (seen[one.Text] || one.Kind != settings.Str) {
			continue
		}
		seen[one.Text] = true
		v.Items = append(v.Items, one)
	}
	if m.r.IntN(20) == 0 {
		v.Partial, v.Why = true, "more\n\"]"
	}
	return v
}

// any is a value of any kind, nested so deep.
func (m maker) any(depth int) settings.Value {
	inner := func() settings.Value { return m.any(depth - 1) }
	n := m.r.IntN(14)
	if depth <= 0 {
		n %= 9
	}
	switch n {
	case 0:
		return settings.Value{Kind: settings.None}
	case 1:
		return settings.Value{Kind: settings.Bool, Bool: m.r.IntN(2) == 0}
	case 2:
		return settings.Value{Kind: settings.Int, Text: strconv.FormatInt(m.r.Int64N(2_000_000)-1_000_000, 10)}
	case 3:
		return settings.Value{Kind: settings.Float, Text: []string{"0.5", "2.0", "1e-07", "1e+16", "-0.25", "inf", "-inf", "3.14159"}[m.r.IntN(8)]}
	case 4:
		if m.r.IntN(3) == 0 {
			return m.unknown()
		}
		return settings.Value{Kind: settings.Object, Text: "f"}
	case 9:
		return m.list(settings.Tuple, 3, inner)
	case 10:
		return m.list(settings.Set, 4, m.text)
	case 11:
		return m.list(settings.List, 8, inner)
	case 12, 13:
		return m.dict(3, func() settings.Value {
			if m.r.IntN(12) == 0 {
				return settings.Value{Kind: settings.Int, Text: strconv.Itoa(m.r.IntN(5))}
			}
			return m.text()
		}, inner)
	}
	return m.text()
}

func (m maker) dict(most int, key, item func() settings.Value) settings.Value {
	v := settings.Value{Kind: settings.Dict}
	seen := map[string]bool{}
	for range m.r.IntN(most + 1) {
		k := key()
		if !seen[k.Text] {
			seen[k.Text] = true
			v.Pairs = append(v.Pairs, settings.Pair{Key: k, Value: item()})
		}
	}
	return v
}

// names is a list of names as a role has them, sometimes one in which something is not known.
func (m maker) names() settings.Value {
	switch m.r.IntN(12) {
	case 0:
		return settings.Value{Kind: settings.None}
	case 1:
		return m.unknown()
	case 2:
		return m.any(2)
	}
	return m.list([]settings.Kind{settings.List, settings.List, settings.Tuple, settings.Set}[m.r.IntN(4)], 6, m.text)
}

// entry is a role or service with some of the keys, and keys that there are not.
func (m maker) entry(keys ...string) settings.Value {
	v := settings.Value{Kind: settings.Dict}
	for _, key := range keys {
		if m.r.IntN(3) == 0 && key != "name" || m.r.IntN(25) == 0 {
			continue
		}
		p := settings.Pair{Key: settings.Value{Kind: settings.Str, Text: key}}
		switch key {
		case "name", "description", "url", "api_token":
			if p.Value = m.text(); m.r.IntN(20) == 0 {
				p.Value = m.any(1)
			}
		default:
			p.Value = m.names()
		}
		v.Pairs = append(v.Pairs, p)
	}
	if m.r.IntN(3) == 0 {
		for _, p := range m.dict(2, m.text, func() settings.Value { return m.any(3) }).Pairs {
			if _, there := value(v, p.Key.Text); !there {
				v.Pairs = append(v.Pairs, p)
			}
		}
	}
	m.r.Shuffle(len(v.Pairs), func(i, j int) { v.Pairs[i], v.Pairs[j] = v.Pairs[j], v.Pairs[i] })
	return v
}

func (m maker) tree() *settings.Tree {
	t := &settings.Tree{}
	set := func(class, trait string, v settings.Value) {
		if m.r.IntN(4) > 0 {
			t.Assignments = append(t.Assignments, settings.Assignment{Class: class, Trait: trait, Value: v})
		}
	}
	role := func() settings.Value {
		if m.r.IntN(20) == 0 {
			return m.any(2)
		}
		return m.entry("name", "description", "scopes", "users", "groups", "services")
	}
	service := func() settings.Value { return m.entry("name", "url", "api_token", "command", "admin", "oauth_roles") }
	set("JupyterHub", "load_roles", m.list(settings.List, 5, role))
	set("JupyterHub", "services", m.list(settings.List, 4, service))
	set("JupyterHub", "load_groups", m.dict(5, m.text, func() settings.Value {
		if m.r.IntN(2) == 0 {
			return m.names()
		}
		return m.entry("users", "properties")
	}))
	set("JupyterHub", "custom_scopes", m.dict(3, m.text, func() settings.Value { return m.entry("description", "subscopes") }))
	set("JupyterHub", "extra_user_scopes", m.names())
	for _, trait := range []string{"admin_users", "allowed_users", "blocked_users"} {
		set("Authenticator", trait, m.names())
	}
	if m.r.IntN(10) == 0 {
		set("JupyterHub", "load_groups", m.any(3))
	}
	return t
}

func TestGeneratedSettingsComeBack(t *testing.T) {
	t.Parallel()
	left := 0
	for seed := range uint64(400) {
		m := maker{rand.New(rand.NewPCG(seed, 1))}
		left += roundTrips(t, fmt.Sprintf("seed %d", seed), reading.Result{Tree: m.tree()})
		if t.Failed() {
			return
		}
	}
	if left < 400 {
		t.Errorf("%d things were left out: too few are not known", left)
	}
}
