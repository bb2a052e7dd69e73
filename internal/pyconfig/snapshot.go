package pyconfig

import (
	"strconv"

	"rolecall.example/internal/limits"
	"rolecall.example/internal/settings"
)

// collect turns what was done to the config into assignments.
func (in *interp) collect(tree *settings.Tree) {
	s := &snapper{in: in, within: map[value]bool{}, flat: map[value][]settings.Value{}}
	for _, t := range in.config.all() {
		a := settings.Assignment{Class: t.class, Trait: t.name, Span: in.rep.where(t.target), Replaced: t.replaced, After: t.after}
		if l, ok := t.v.v.(*lazyValue); ok {
			if len(l.ops) == 0 {
				continue
			}
			a.Lazy = make([]settings.LazyOp, 0, min(len(l.ops), 1<<10))
			for _, op := range l.ops {
				a.Lazy = append(a.Lazy, settings.LazyOp{Method: op.method, Index: op.index, Arg: s.value(op.arg), Span: in.rep.where(op.at), AnyOrder: op.mixed, Perhaps: op.perhaps})
			}
		} else {
			a.Value = s.value(t.v)
		}
		tree.Assignments = append(tree.Assignments, a)
	}
}

type snapper struct {
	in     *interp
	within map[value]bool
	depth  int
	flat   map[value][]settings.Value // the elements of lists, tuples and sets without containers in them
}

func (in *interp) snapshot(v val) settings.Value {
	s := &snapper{in: in, within: map[value]bool{}}
	return s.value(v)
}

func (s *snapper) unknown(v val, why *cause) settings.Value {
	out := settings.Value{Kind: settings.Unknown, Span: s.in.rep.where(v.at), Text: why.why, Question: s.in.question(why)}
	out.Said, out.Ask = why.said, s.in.settled(why.ask)
	out.Also = s.also(why, func(*cause) span { return v.at })
	return out
}

// also lists the causes beside the first, each at its place.
func (s *snapper) also(why *cause, place func(*cause) span) []settings.Gap {
	if len(why.also) == 0 {
		return nil
	}
	s.in.kept += limits.ValueBytes * len(why.also)
	out := make([]settings.Gap, 0, len(why.also))
	for _, c := range why.also {
		out = append(out, settings.Gap{Span: s.in.rep.where(place(c)), Why: c.why, Said: c.said, Question: s.in.question(c), Ask: s.in.settled(c.ask)})
	}
	return out
}

func (s *snapper) value(v val) settings.Value {
	out := settings.Value{Span: s.in.rep.where(v.at)}
	s.in.kept += limits.ValueBytes
	if s.in.kept > s.in.limits.Bytes {
		s.in.stop("memory", v.at)
		out.Kind, out.Text, out.Said = settings.Unknown, "the memory limit", true
		return out
	}
	switch x := v.v.(type) {
	case noneValue:
		// A variable that is not given: where the Hub runs it may well be set.
		if x.asked != nil {
			return s.unknown(v, x.asked)
		}
		out.Kind = settings.None
	case boolValue:
		out.Kind, out.Bool = settings.Bool, bool(x)
	case intValue:
		out.Kind, out.Text = settings.Int, strconv.FormatInt(int64(x), 10)
	case floatValue:
		out.Kind, out.Text = settings.Float, formatFloat(float64(x))
	case stringValue:
		out.Kind, out.Text = settings.Str, string(x)
	case *listValue, *tupleValue, *setValue, *dictValue:
		return s.container(v)
	case *unknownValue:
		return s.unknown(v, x.why)
	case *objectValue:
		if x.known {
			out.Kind, out.Text = settings.Object, x.name
			return out
		}
		_, why := s.in.truth(v)
		out.Kind, out.Text, out.Question, out.Ask = settings.Object, x.name, s.in.question(why), s.in.settled(why.ask)
	case *pathValue:
		if x.folder != nil {
			return s.unknown(v, x.folder)
		}
		out.Kind, out.Text = settings.Object, "Path("+quote(x.path)+")"
	case *classValue:
		out.Kind, out.Text = settings.Object, x.name
		for _, b := range x.bases {
			if _, ok := b.v.(*classValue); ok && len(s.within) < 20 {
				s.within[v.v] = true
				if !s.within[b.v] {
					out.Items = append(out.Items, s.value(b))
				}
				delete(s.within, v.v)
			} else if o, ok := b.v.(*objectValue); ok {
				out.Items = append(out.Items, settings.Value{Kind: settings.Object, Text: o.name, Span: s.in.rep.where(b.at)})
			}
		}
	case *instanceValue:
		if x.class.opaque && !x.class.exc {
			return s.unknown(v, &cause{at: v.at, id: "opaque-object", why: "an object of the class " + x.class.name, message: "what this object of the class " + x.class.name + " holds is not known"})
		}
		out.Kind, out.Text = settings.Object, x.class.name
	case *funcValue:
		out.Kind, out.Text = settings.Object, x.name
	case *lazyValue:
		return s.unknown(v, &cause{at: v.at, id: "lazy-value", why: x.path() + " was never assigned",
			message: x.path() + " was never assigned, so its value is not known here"})
	default:
		out.Kind, out.Text = settings.Object, typeName(v.v)
	}
	return out
}

func (s *snapper) container(v val) settings.Value {
	if s.within[v.v] || s.depth >= limits.ValueDepth {
		return s.unknown(v, &cause{at: v.at, id: "contains-itself", why: "a value that contains itself",
			message: "this value contains itself, or is nested too deep to be read"})
	}
	s.within[v.v] = true
	s.depth++
	defer func() { s.depth--; delete(s.within, v.v) }()
	out := settings.Value{Span: s.in.rep.where(v.at)}
	var partial, lost *cause
	switch x := v.v.(type) {
	case *listValue:
		out.Kind, partial, lost, out.AnyOrder = settings.List, x.partial, x.lost, x.shuffled != nil
		out.Items = s.shared(v.v, x.items)
	case *tupleValue:
		out.Kind, partial, out.AnyOrder = settings.Tuple, x.partial, x.shuffled != nil
		out.Items = s.shared(v.v, x.items)
	case *setValue:
		out.Kind, partial, lost = settings.Set, x.partial, x.lost
		if x.frozen {
			out.Text = settings.Frozen
		}
		out.Items = s.shared(v.v, x.live())
	case *dictValue:
		out.Kind, partial, lost = settings.Dict, x.partial, x.lost
		out.Pairs = make([]settings.Pair, 0, min(x.len(), 1<<16))
		for i := range x.entries {
			e := &x.entries[i]
			if !e.gone && s.in.kept <= s.in.limits.Bytes {
				out.Pairs = append(out.Pairs, settings.Pair{Key: s.value(e.key), Value: s.value(e.v)})
			}
		}
	}
	if lost != nil {
		return s.unknown(v, lost)
	}
	if partial != nil {
		out.Partial, out.Why, out.Question = true, partial.why, s.in.question(partial)
		out.PartialSpan, out.Said, out.Ask = s.in.rep.where(partial.at), partial.said, s.in.settled(partial.ask)
		out.Also = s.also(partial, func(c *cause) span { return c.at })
	}
	return out
}

// shared gives the elements of a container, and the same slice for the same container: a config may hand one list
// to thousands of roles. Where containers are inside it is not done, so that a snapshot stays as large as it looks.
func (s *snapper) shared(container value, list []val) []settings.Value {
	if out, ok := s.flat[container]; ok {
		return out
	}
	out := make([]settings.Value, 0, min(len(list), 1<<16))
	flat := s.flat != nil
	for _, item := range list {
		if s.in.kept > s.in.limits.Bytes {
			return out
		}
		switch item.v.(type) {
		case noneValue, boolValue, intValue, floatValue, stringValue, *unknownValue, *objectValue:
		default:
			flat = false
		}
		out = append(out, s.value(item))
	}
	if flat {
		s.flat[container] = out
	}
	return out
}
