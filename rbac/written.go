package rbac

import "slices"

// writtenScope is a raw scope taken apart.
type writtenScope struct {
	Scope
	base    int32 // its number; -1 where it is not defined
	literal bool
	again   bool // it stands before in the same list
}

func (d *Definitions) written(raw string) writtenScope {
	w := writtenScope{Scope: ParseScope(raw), base: -1, literal: d.literal(raw)}
	if id, ok := d.ids[w.Base]; ok {
		w.base = int32(id)
	}
	return w
}

// writtenScopes are those of a role.
func (x *index) writtenScopes(role int32) []writtenScope {
	return x.written[role].get(func() []writtenScope {
		const compared = 64 // with all before; of long lists repeats are not looked for
		scopes := x.db.roles.rows[role].scopes
		out := make([]writtenScope, len(scopes))
		for i, raw := range scopes {
			out[i] = x.defs.written(raw.Value)
			out[i].again = i < compared && slices.ContainsFunc(scopes[:i], func(n Name) bool { return n.Value == raw.Value })
		}
		return out
	})
}
