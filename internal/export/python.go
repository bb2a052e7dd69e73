package export

import (
	"strconv"

	"rolecall.example/internal/settings"
)

// pythonWidth is how long a line may become before a list goes over several.
const pythonWidth = 100

// Python writes the settings as a jupyterhub_config.py.
func Python(tree *settings.Tree, o Options) (string, []Left) {
	p := &python{text: text{Options: o}}
	for _, s := range settings.Effective(tree) {
		p.assignment(s)
	}
	p.opaque(tree)
	head := "c = get_config()\n\n"
	if p.sys {
		head = "import sys\n\n" + head
	}
	if len(p.b) == 0 {
		head = head[:len(head)-1]
	} else if p.b[len(p.b)-1] == '\n' && len(p.b) > 1 && p.b[len(p.b)-2] == '\n' {
		p.b = p.b[:len(p.b)-1]
	}
	return head + string(p.b), p.left
}

type python struct {
	text
	sys bool // sys is needed
}

func (p *python) assignment(s settings.Setting) {
	p.begin(s)
	target := "c." + s.Class + "." + s.Trait
	if s.Guess != "" {
		p.comment(0, "taken from c."+s.Guess+": whether the authenticator is one is not known")
	}
	if why := p.reason(s.Value); why != "" {
		p.leave(0, target, why, s.Value.Span)
		p.put("\n")
		return
	}
	if v := s.Value; v.Partial && len(v.Items)+len(v.Pairs) == 0 {
		// An empty value would say more than is known.
		p.leave(0, target, v.Whys(), v.PartialSpan)
		p.put("\n")
		return
	}
	p.put(target, " = ")
	p.value(s.Value, shape{column: len(target) + 3, block: true, order: orderOf(s.Trait), deep: s.Trait != "load_groups"})
	p.put("\n\n")
}

// shape is how a value is laid out: where its line is indented and how far it is filled; block: over several lines, if it
// holds entries at all; order and deep: of the entries below, that and whether they stand over several lines, too.
type shape struct {
	indent, column int
	block          bool
	order          []string
	deep           bool
}

func (p *python) value(v settings.Value, s shape) {
	if !s.block || entriesIn(v) == 0 || s.order == nil && !containers(v) {
		if text, ok := p.inline(nil, v, pythonWidth-s.column); ok {
			p.b = append(p.b, text...)
			return
		}
	}
	open, end := "[", "]"
	switch v.Kind {
	case settings.Tuple:
		open, end = "(", ")"
	case settings.Dict:
		open, end = "{", "}"
	case settings.Set:
		open, end = "{", "}"
		if p.known(v.Items) == 0 {
			open, end = "set(", ")"
		}
	case settings.List:
	default:
		p.b, _ = p.inline(p.b, v, 1<<30)
		return
	}
	p.put(open, "\n")
	p.entries(v, shape{indent: s.indent + 4, order: s.order, deep: s.deep})
	p.indent(s.indent)
	p.put(end)
}

// entries writes what stands between brackets, one entry a line.
func (p *python) entries(v settings.Value, s shape) {
	for i, item := range v.Items {
		if p.full() {
			p.cut(s.indent, item.Span)
			return
		}
		p.within(strconv.Itoa(i), func() {
			if why := p.reason(item); why != "" && !p.executable(item) {
				p.leave(s.indent, "", why, item.Span)
				return
			}
			p.indent(s.indent)
			p.value(ordered(item, s.order), shape{indent: s.indent, column: s.indent, block: s.order != nil && s.deep && len(item.Pairs) > 1})
			p.put(",\n")
		})
	}
	for _, pair := range v.Pairs {
		if p.full() {
			p.cut(s.indent, pair.Key.Span)
			return
		}
		key, ok := p.inline(nil, pair.Key, 1<<30)
		if !ok {
			key = []byte("a key")
		}
		p.within(string(key), func() {
			if why := p.reasonOf(pair); why != "" && !(ok && p.runs(pair)) {
				at := pair.Value.Span
				if !ok {
					at = pair.Key.Span
				}
				p.leave(s.indent, string(key), why, at)
				return
			}
			p.indent(s.indent)
			p.put(string(key), ": ")
			p.value(ordered(pair.Value, s.order), shape{indent: s.indent, column: s.indent + len(key) + 2, block: s.order != nil && s.deep && len(pair.Value.Pairs) > 1})
			p.put(",\n")
		})
	}
	if v.Partial {
		p.leave(s.indent, "more", v.Whys(), v.PartialSpan)
	}
}

// runs reports whether a command is known whole but for the interpreter, which Python can name.
func (p *python) runs(pair settings.Pair) bool {
	v := pair.Value
	if pair.Key.Text != "command" || v.Partial || len(v.Items) == 0 {
		return false
	}
	for _, item := range v.Items {
		if p.reason(item) != "" && !p.executable(item) {
			return false
		}
	}
	return true
}

// executable reports whether a value is the interpreter that runs the Hub, which a config can name.
func (p *python) executable(v settings.Value) bool {
	return v.Ask != nil && v.Ask.Kind == settings.AskValue && v.Ask.Name == "sys.executable" && (v.Kind == settings.Unknown || v.Kind == settings.Object)
}

// known counts the values that can be written.
func (p *python) known(items []settings.Value) int {
	n := 0
	for _, item := range items {
		if p.reason(item) == "" || p.executable(item) {
			n++
		}
	}
	return n
}

func entriesIn(v settings.Value) int { return len(v.Items) + len(v.Pairs) }

// containers reports whether a container holds others.
func containers(v settings.Value) bool {
	for _, item := range v.Items {
		if item.Kind >= settings.List && item.Kind <= settings.Dict {
			return true
		}
	}
	return v.Kind == settings.Dict
}

// inline appends a value on one line, if it is no longer than room and nothing of it has to be left out.
func (p *python) inline(b []byte, v settings.Value, room int) ([]byte, bool) {
	from := len(b)
	if p.executable(v) {
		p.sys = true
		return append(b, "sys.executable"...), true
	}
	if v.Partial || p.reason(v) != "" {
		return b, false
	}
	open, end := "[", "]"
	switch v.Kind {
	case settings.None:
		return append(b, "None"...), true
	case settings.Bool:
		if v.Bool {
			return append(b, "True"...), true
		}
		return append(b, "False"...), true
	case settings.Int:
		return append(b, v.Text...), true
	case settings.Float:
		if f := v.Text; f == "inf" || f == "-inf" || f == "nan" {
			return append(append(append(b, `float("`...), f...), `")`...), true
		}
		return append(b, v.Text...), true
	case settings.Str:
		b = appendPython(b, v.Text)
		return b, len(b)-from <= room
	case settings.Tuple:
		open, end = "(", ")"
		if len(v.Items) == 1 {
			end = ",)"
		}
	case settings.Set:
		open, end = "{", "}"
		if len(v.Items) == 0 {
			return append(b, "set()"...), true
		}
	case settings.Dict:
		open, end = "{", "}"
	}
	b = append(b, open...)
	ok := true
	for i, item := range v.Items {
		if i > 0 {
			b = append(b, ", "...)
		}
		if b, ok = p.inline(b, item, room-(len(b)-from)); !ok {
			return b, false
		}
	}
	for i, pair := range v.Pairs {
		if p.reasonOf(pair) != "" && !p.runs(pair) {
			return b, false
		}
		if i > 0 {
			b = append(b, ", "...)
		}
		if b, ok = p.inline(b, pair.Key, room-(len(b)-from)); !ok {
			return b, false
		}
		b = append(b, ": "...)
		if b, ok = p.inline(b, pair.Value, room-(len(b)-from)); !ok {
			return b, false
		}
	}
	b = append(b, end...)
	return b, len(b)-from <= room
}
