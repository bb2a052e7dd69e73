package pyconfig

import "rolecall.example/internal/limits"

// firstCause is the first of the causes that there is: the others come to the same.
func firstCause(list ...*cause) *cause {
	for _, c := range list {
		if c != nil {
			return c
		}
	}
	return nil
}

// joined is the cause of what hangs on several unknowns: the first, with the others beside it, each once and
// limits.Causes at most. The causes themselves stay as they are.
func joined(list ...*cause) *cause {
	var out *cause
	own := false // out was made here
	for _, c := range list {
		if c == nil || c == out {
			continue
		}
		if out == nil {
			out = c
			continue
		}
		out, own = out.with(c, own)
		for _, one := range c.also {
			out, own = out.with(one, own)
		}
	}
	return out
}

// with is c with another cause beside it: c itself where it has that already.
func (c *cause) with(other *cause, own bool) (*cause, bool) {
	if len(c.also) >= limits.Causes-1 || c.same(other) {
		return c, own
	}
	for _, one := range c.also {
		if one.same(other) {
			return c, own
		}
	}
	if len(other.also) > 0 {
		alone := *other
		alone.also = nil
		other = &alone
	}
	if !own {
		copied := *c
		copied.also = append(make([]*cause, 0, len(c.also)+1), c.also...)
		copied.path, c = "", &copied
	}
	c.also = append(c.also, other)
	c.pure = c.pure && other.pure
	return c, true
}

// same reports whether two causes would be told in the same words at the same place.
func (c *cause) same(other *cause) bool {
	return c == other || c.at == other.at && c.id == other.id && c.why == other.why
}

// parts lists a cause and those beside it; none for nil.
func (c *cause) parts() []*cause {
	if c == nil {
		return nil
	}
	return append([]*cause{c}, c.also...)
}

// joinedOf is why with the causes of what else a text is formatted from: the members of a dict count each.
func (in *interp) joinedOf(why *cause, from []val) *cause {
	for _, v := range from {
		why = joined(why, in.whyUnknown(v))
		if d, ok := v.v.(*dictValue); ok && in.step(1+len(d.entries)/16, v.at) {
			for _, e := range d.entries {
				if !e.gone {
					why = joined(why, in.whyUnknown(e.v))
				}
			}
		}
	}
	return why
}
