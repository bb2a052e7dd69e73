package rbac

import (
	"maps"
	"slices"
	"strings"
)

//go:generate go run ./facts

// DefaultVersion is what a document without a version speaks of.
const DefaultVersion = "5.5.1"

// facts are what a release defines, as generated from facts/.
type facts struct {
	scopes []scopeFacts
	self   []string
	roles  []roleFacts
}

type scopeFacts struct {
	name      string
	subscopes []string
}

type roleFacts struct {
	name   string
	scopes []string
}

// factsOf reads the lines of a release.
func factsOf(version string) (facts, bool) {
	var f facts
	_, rest, ok := strings.Cut(factLines, "version "+version+"\n")
	if !ok || !slices.Contains(Versions(), version) {
		return f, false
	}
	for line := range strings.Lines(rest) {
		words := strings.Fields(line)
		name, list := words[1], words[2:]
		switch words[0] {
		case "scope":
			f.scopes = append(f.scopes, scopeFacts{name, list})
		case "self":
			f.self = list
		case "role":
			f.roles = append(f.roles, roleFacts{name, list})
		default:
			return f, true // the next release
		}
	}
	return f, true
}

// Definitions are the scopes, default roles and behaviours of one JupyterHub version, as values. They do not
// change; custom scopes give new ones.
type Definitions struct {
	version   string
	features  features
	names     []string // in the Hub's order, custom scopes last
	ids       map[string]int
	byName    []int32 // numbers of the scopes, by name
	nouns     []string
	oddNames  bool // some name holds a character that sorts before "!"
	subscopes [][]int
	closure   []scopeSet
	endless   scopeSet // scopes that include themselves: resolving them never ends
	self      scopeSet
	readUsers scopeSet // names that begin with read:user: left out of what a server filter gives
	roles     []roleFacts
	builtin   int // scopes that the version itself defines

	noScope, inherit, selfID int
}

// Define returns the definitions of a full JupyterHub version such as "5.5.1".
func Define(version string) (*Definitions, bool) {
	f, ok := factsOf(version)
	if !ok {
		return nil, false
	}
	d := &Definitions{version: version, features: featuresOf(version), ids: make(map[string]int, len(f.scopes)), roles: f.roles, builtin: len(f.scopes)}
	for i, s := range f.scopes {
		d.names = append(d.names, s.name)
		d.ids[s.name] = i
		if strings.HasPrefix(s.name, "read:user") {
			d.readUsers.add(i)
		}
	}
	for _, s := range f.scopes {
		d.subscopes = append(d.subscopes, d.numbers(s.subscopes))
	}
	for _, id := range d.numbers(f.self) {
		d.self.add(id)
	}
	d.noScope, d.inherit, d.selfID = d.ids["(no_scope)"], d.ids["inherit"], d.ids["self"]
	d.order()
	d.close(0)
	return d, true
}

func (d *Definitions) numbers(names []string) []int {
	out := make([]int, 0, len(names))
	for _, n := range names {
		out = append(out, d.ids[n])
	}
	return out
}

// close computes the closures of the scopes from number first on. Subscopes of any order and depth are walked
// without recursion; a scope in a circle is marked endless, since JupyterHub recurses until Python stops it.
func (d *Definitions) close(first int) {
	n := len(d.names)
	d.closure = append(d.closure, make([]scopeSet, n-first)...)
	state := make([]uint8, n-first) // 0 new, 1 open, 2 closed
	type frame struct{ id, next int }
	for root := first; root < n; root++ {
		if state[root-first] != 0 {
			continue
		}
		stack := []frame{{root, 0}}
		state[root-first] = 1
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			if top.next < len(d.subscopes[top.id]) {
				sub := d.subscopes[top.id][top.next]
				top.next++
				if sub < first {
					continue
				}
				switch state[sub-first] {
				case 0:
					state[sub-first] = 1
					stack = append(stack, frame{sub, 0})
				case 1:
					d.endless.add(sub)
				}
				continue
			}
			set := scopeSet{}
			set.add(top.id)
			for _, sub := range d.subscopes[top.id] {
				set.union(d.closure[sub])
				if d.endless.has(sub) {
					d.endless.add(top.id)
				}
			}
			d.closure[top.id] = set
			state[top.id-first] = 2
			stack = stack[:len(stack)-1]
		}
	}
}

// withCustom adds custom scopes, whose subscopes name each other.
func (d *Definitions) withCustom(custom []CustomScope) *Definitions {
	out := *d
	out.names = slices.Clone(d.names)
	out.ids = maps.Clone(d.ids)
	out.subscopes = slices.Clone(d.subscopes)
	out.closure = slices.Clone(d.closure)
	for _, c := range custom {
		if _, known := out.ids[c.Name.Value]; known {
			continue
		}
		out.ids[c.Name.Value] = len(out.names)
		out.names = append(out.names, c.Name.Value)
		out.subscopes = append(out.subscopes, nil)
	}
	for _, c := range custom {
		id := out.ids[c.Name.Value]
		for _, s := range c.Subscopes {
			if sub, ok := out.ids[s.Value]; ok && id >= len(d.names) {
				out.subscopes[id] = append(out.subscopes[id], sub)
			}
		}
	}
	out.order()
	out.close(len(d.names))
	return &out
}

// Version is the full version.
func (d *Definitions) Version() string { return d.version }

// TokensCarryRoles reports whether tokens store roles, as in JupyterHub 2, and not scopes.
func (d *Definitions) TokensCarryRoles() bool { return d.features.roleTokens }

// Scopes lists the defined scope names in the Hub's order (custom scopes, once a Hub has started, last).
func (d *Definitions) Scopes() []string { return slices.Clone(d.names) }

// Has reports whether base is a defined scope.
func (d *Definitions) Has(base string) bool {
	_, ok := d.ids[base]
	return ok
}

// IsCustom reports whether base is a scope of c.JupyterHub.custom_scopes.
func (d *Definitions) IsCustom(base string) bool {
	id, ok := d.ids[base]
	return ok && id >= d.builtin
}

// Includes lists base and everything that it includes (the closure of subscopes), sorted.
func (d *Definitions) Includes(base string) []string {
	id, ok := d.ids[base]
	if !ok {
		return nil
	}
	return d.sorted(d.closure[id])
}

// Chain is the shortest way by subscopes from base to included, both ends in it; nil when there is none.
func (d *Definitions) Chain(base, included string) []string {
	from, ok := d.ids[base]
	to, known := d.ids[included]
	if !ok || !known || !d.closure[from].has(to) {
		return nil
	}
	if from == to {
		return []string{included}
	}
	const usual = 128 // scopes
	var beforeRoom, queueRoom [usual]int32
	before, queue := beforeRoom[:], append(queueRoom[:0], int32(from)) // before[x] is the scope that led to x, plus one
	if len(d.names) > usual {
		before = make([]int32, len(d.names))
	}
	before[from] = int32(from) + 1
	for at := 0; at < len(queue) && before[to] == 0; at++ {
		for _, sub := range d.subscopes[queue[at]] {
			if before[sub] == 0 {
				before[sub] = queue[at] + 1
				queue = append(queue, int32(sub))
			}
		}
	}
	chain := []string{included}
	for id := to; id != from; {
		id = int(before[id]) - 1
		chain = append(chain, d.names[id])
	}
	slices.Reverse(chain)
	return chain
}

func contains[K comparable, V any](m map[K]V, k K) bool {
	_, ok := m[k]
	return ok
}

// SelfScopes lists what `self` stands for, without filters, sorted.
func (d *Definitions) SelfScopes() []string { return d.sorted(d.self) }

func (d *Definitions) sorted(s scopeSet) []string {
	var out []string
	s.each(func(id int) { out = append(out, d.names[id]) })
	slices.Sort(out)
	return out
}
