package helm

import (
	"slices"

	"rolecall.example/internal/settings"
)

// lookup finds an entry of a mapping.
func lookup(v settings.Value, key string) (settings.Value, bool) {
	if v.Kind == settings.Dict {
		for _, p := range v.Pairs {
			if p.Key.Text == key {
				return p.Value, true
			}
		}
	}
	return settings.Value{}, false
}

// at walks down a path of keys.
func at(v settings.Value, path ...string) (settings.Value, bool) {
	ok := true
	for _, key := range path {
		if v, ok = lookup(v, key); !ok {
			return v, false
		}
	}
	return v, true
}

// merged lays b over a: mappings are merged key by key, all else is replaced, lists too. Counterpart: what Helm does
// with several values files.
func merged(a, b settings.Value) settings.Value {
	if a.Kind != settings.Dict || b.Kind != settings.Dict {
		return b
	}
	out := b
	out.Pairs = slices.Clone(a.Pairs)
	for _, p := range b.Pairs {
		if old, ok := lookup(a, p.Key.Text); ok {
			p.Value = merged(old, p.Value)
		}
		out.Pairs = set(out.Pairs, p)
	}
	return out
}

// over lays values over a chart's defaults: a null takes a default away, and a null without a default stays.
func over(defaults, v settings.Value) settings.Value {
	if defaults.Kind != settings.Dict || v.Kind != settings.Dict {
		return v
	}
	out := v
	out.Pairs = nil
	for _, p := range v.Pairs {
		if old, ok := lookup(defaults, p.Key.Text); ok {
			if p.Value.Kind == settings.None {
				continue
			}
			p.Value = over(old, p.Value)
		}
		out.Pairs = append(out.Pairs, p)
	}
	for _, p := range defaults.Pairs {
		if _, given := lookup(v, p.Key.Text); !given {
			out.Pairs = append(out.Pairs, p)
		}
	}
	return out
}

// The small words in which defaults are written.

func dict(pairs ...settings.Pair) settings.Value {
	return settings.Value{Kind: settings.Dict, Pairs: pairs}
}

func entry(key string, v settings.Value) settings.Pair {
	return settings.Pair{Key: settings.Value{Kind: settings.Str, Text: key}, Value: v}
}

func number(digits string) settings.Value { return settings.Value{Kind: settings.Int, Text: digits} }

func truth(b bool) settings.Value { return settings.Value{Kind: settings.Bool, Bool: b} }

func text(s string) settings.Value { return settings.Value{Kind: settings.Str, Text: s} }

func list() settings.Value { return settings.Value{Kind: settings.List} }
