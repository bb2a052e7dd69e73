package pyconfig

import (
	"sort"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/settings"
)

// Host is what a distribution of JupyterHub brings to the evaluation of a config beside the files themselves: values
// from other files, which its own program reads by `__values__()`;
// `__unread__(name)` is a value in them that is not known.
type Host struct {
	Values  settings.Value
	Sources []File             // the texts that the values' spans speak of
	Origins map[string]*Origin // by its name, where a file that is a part of another text stands
	Joined  bool               // all files run in the names of the first, as by exec
}

// Origin is where a text stands inside another file: piece by piece, or, for a program that nobody sees, all of it at
// one place.
type Origin struct {
	File  string
	Marks []Mark     // in order; what follows one stands in File as it stands in the text, up to the next
	At    *diag.Span // the place of everything, where set
}

// Mark says that the text goes on at an offset of the file.
type Mark struct{ Text, File int }

// where is the place in the other file.
func (o *Origin) where(start, end int) diag.Span {
	if o.At != nil {
		return *o.At
	}
	from := o.offset(start)
	return diag.Span{File: o.File, Start: from, End: max(from, o.offset(end))}
}

func (o *Origin) offset(at int) int {
	i := sort.Search(len(o.Marks), func(i int) bool { return o.Marks[i].Text > at }) - 1
	if i < 0 {
		return 0
	}
	return o.Marks[i].File + at - o.Marks[i].Text
}

func (in *interp) origin(name string) *Origin {
	if in.input.Host == nil {
		return nil
	}
	return in.input.Host.Origins[name]
}

func (in *interp) joined() bool { return in.input.Host != nil && in.input.Host.Joined }

// addFrom makes a further text known that stands in another file; a nil origin is none.
func (r *report) addFrom(name, text string, from *Origin) int32 {
	file := r.addFile(name, text)
	if from != nil {
		if r.origins == nil {
			r.origins = map[int32]*Origin{}
		}
		r.origins[file] = from
	}
	return file
}

// hostValues is __values__() in the host's own program: its values as Python objects, the same ones at each call.
func (in *interp) hostValues(c *call) val {
	if in.input.Host == nil {
		return in.none(c.at)
	}
	if in.given.v == nil {
		in.given = in.fromSetting(in.input.Host.Values, 0)
	}
	return in.given
}

// fromSetting makes a Python object of a value; each part keeps its place.
func (in *interp) fromSetting(s settings.Value, depth int) val {
	at := in.placed(s.Span)
	if depth > limits.ValueDepth || !in.step(1, at) || !in.alloc(48+len(s.Text), at) {
		return in.nothing(at)
	}
	switch s.Kind {
	case settings.Bool:
		return val{boolValue(s.Bool), at}
	case settings.Int:
		return val{parseNumber(s.Text), at}
	case settings.Float:
		return val{floatOf(s.Text), at}
	case settings.Str:
		return val{stringValue(s.Text), at}
	case settings.List:
		l := &listValue{}
		for _, item := range s.Items {
			l.items = append(l.items, in.fromSetting(item, depth+1))
		}
		return val{l, at}
	case settings.Dict:
		d := in.newDict()
		for _, p := range s.Pairs {
			in.dictSet(d, in.fromSetting(p.Key, depth+1), in.fromSetting(p.Value, depth+1))
		}
		return val{d, at}
	case settings.Unknown:
		why := &cause{at: at, id: "not-read", why: s.Text, said: s.Said}
		if q := s.Question; q != nil {
			why.id, why.message, why.hint, why.severity = q.ID, q.Message, q.Hint, q.Severity
		}
		return val{&unknownValue{why}, at}
	}
	return in.none(at)
}

// placed is a span of a host's file as an inner one.
func (in *interp) placed(s diag.Span) span {
	for i, name := range in.rep.names {
		if name == s.File {
			return span{int32(i), int32(s.Start), int32(s.End)}
		}
	}
	return span{}
}

// sources makes the host's files known, before all others.
func (in *interp) sources() {
	if in.input.Host == nil {
		return
	}
	in.builtins["__values__"] = val{v: &builtinValue{"__values__", (*interp).hostValues}}
	in.builtins["__unread__"] = val{v: &builtinValue{"__unread__", func(in *interp, c *call) val {
		name, _ := c.arg(0, "").v.(stringValue)
		return in.unknown(c.at, "chart-default", "a default of the chart", "the chart's own value for "+shorten(string(name), 60)+" is not known here",
			"give it in the values to have it read")
	}}}
	for _, f := range in.input.Host.Sources {
		in.rep.addFile(f.Name, f.Text)
	}
}
