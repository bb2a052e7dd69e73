package pyconfig

import (
	"strings"
	"unicode/utf8"
)

// methodNames lists the methods of Python's types that we know; those that callMethod has no case for give an
// unknown.
var methodNames = map[string]string{
	"str":             " capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill ",
	"bytes":           " capitalize center count decode endswith expandtabs find hex index isalnum isalpha isascii isdigit islower isspace istitle isupper join ljust lower lstrip partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill ",
	"list":            " append clear copy count extend index insert pop remove reverse sort ",
	"tuple":           " count index _asdict _make _replace ",
	"dict":            " clear copy fromkeys get items keys move_to_end pop popitem setdefault update values ",
	"set":             " add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update union update ",
	"int":             " as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes ",
	"float":           " as_integer_ratio conjugate fromhex hex imag is_integer real ",
	"LazyConfigValue": " append extend prepend insert update add get_value to_dict ",
	"TextIOWrapper":   " read readline readlines write writelines close closed flush seek tell name mode truncate __enter__ __exit__ ",
	"generator":       " send throw close __next__ ",
	"Environ":         " get items keys values copy pop setdefault update ",
	"dict_keys":       " isdisjoint mapping ",
	"dict_items":      " isdisjoint mapping ",
	"dict_values":     " mapping ",
}

// kindOf is the name under which a value's methods stand.
func kindOf(v value) string {
	switch name := typeName(v); name {
	case "frozenset":
		return "set"
	case "bool":
		return "int"
	default:
		return name
	}
}

func methodsOf(v value) string { return methodNames[kindOf(v)] }

func hasMethod(v value, name string) bool {
	return name != "" && strings.Contains(methodsOf(v), " "+name+" ")
}

func nearMethod(v value, name string) string {
	for _, other := range strings.Fields(methodsOf(v)) {
		if near(name, other) {
			return other
		}
	}
	return ""
}

// callMethod runs a method of one of Python's own types.
func (in *interp) callMethod(self val, name string, c *call) val {
	for _, a := range c.args {
		if l, ok := a.v.(*lazyValue); ok {
			if _, section := self.v.(*sectionValue); !section && name != "append" && name != "add" {
				return in.raise(a.at, "TypeError", l.path()+" was never assigned, so it has no value to use here", "assign it first: "+l.path()+" = …")
			}
		}
	}
	kind := kindOf(self.v)
	if kind == "bytes" {
		kind = "str"
	}
	if d, ok := self.v.(*dictValue); ok && d.ordered {
		kind = "OrderedDict"
	}
	if !in.takes(kind, name, c) {
		return in.nothing(c.at)
	}
	switch o := self.v.(type) {
	case stringValue:
		return in.stringMethod(string(o), name, c)
	case *listValue:
		return in.listMethod(o, name, c)
	case *dictValue:
		return in.dictMethod(o, name, c)
	case *setValue:
		return in.setMethod(o, name, c)
	case *tupleValue:
		if why := o.partial; why != nil {
			return val{&unknownValue{why}, c.at}
		}
		switch name {
		case "count", "index":
			return in.find(o.items, name, c)
		}
	case intValue, floatValue:
		if v, ok := in.numberMethod(self, name, c); ok {
			return v
		}
	case *iterValue:
		return in.generatorMethod(o, name, c)
	case *rangeValue:
		items, _, ok := in.drain(self, c.at)
		if !ok {
			return in.nothing(c.at)
		}
		return in.find(items, name, c)
	case *viewValue:
		if name == "isdisjoint" {
			s, _ := in.asSet(self, c.at)
			return in.setMethod(s, name, c)
		}
	case *lazyValue:
		return in.lazyCall(o, name, c)
	case *sectionValue:
		return in.sectionCall(o, name, c)
	case *environValue:
		return in.environMethod(name, c)
	case *fileValue:
		return in.fileMethod(o, name, c)
	case *pathValue:
		return in.pathMethod(o, name, c)
	case bytesValue:
		switch {
		case name == "decode" && utf8.ValidString(string(o)) && len(c.args) == 0 || c.arg(0, "").v == value(stringValue("utf-8")) && utf8.ValidString(string(o)):
			return val{stringValue(o), c.at}
		case name == "hex" && len(c.args) == 0:
			return val{stringValue(hexText(string(o))), c.at}
		}
	}
	return in.unknown(c.at, "not-read", "the method "+name, "the method "+name+" of "+article(typeName(self.v))+" is not evaluated", "")
}

func (in *interp) listMethod(l *listValue, name string, c *call) val {
	weak := in.weak(l.born)
	switch name {
	case "append":
		in.listAppend(l, c.args[0])
		return in.none(c.at)
	case "extend":
		in.listExtend(l, c.args[0], c.at)
		return in.none(c.at)
	case "insert":
		in.listInsert(l, c.args[0], c.args[1], c.at)
		return in.none(c.at)
	}
	if l.lost != nil {
		return val{&unknownValue{l.lost}, c.at}
	}
	switch name {
	case "copy":
		return val{in.copied(val{l, c.at}).v, c.at}
	case "count", "index":
		if why := joined(l.partial, l.shuffled); why != nil && (name == "index" || l.partial != nil) {
			return val{&unknownValue{why}, c.at}
		}
		return in.find(l.items, name, c)
	case "clear":
		if weak != nil {
			in.lose(&l.lost, weak)
		} else {
			l.items, l.partial = nil, nil
		}
		return in.none(c.at)
	}
	why := joined(weak, l.partial)
	if name == "pop" || name == "index" {
		why = joined(why, l.shuffled)
	}
	if why != nil {
		if name == "sort" && weak == nil {
			return in.none(c.at) // an order of roles or names changes nothing
		}
		in.lose(&l.lost, why)
		return val{&unknownValue{why}, c.at}
	}
	switch name {
	case "reverse":
		for i, j := 0, len(l.items)-1; i < j; i, j = i+1, j-1 {
			l.items[i], l.items[j] = l.items[j], l.items[i]
		}
		in.step(len(l.items)/8, c.at)
		return in.none(c.at)
	case "sort":
		sorted, unsure, ok := in.sorted(l.items, c)
		if ok {
			l.items = sorted
			in.lose(&l.lost, unsure)
			if !in.ties || c.arg(-1, "key").v == nil {
				l.shuffled = nil
			}
		}
		return in.none(c.at)
	case "pop":
		i := len(l.items) - 1
		if a := c.arg(0, ""); a.v != nil {
			n, ok := asInt(a.v)
			if _, asked := firstAsked(a); !ok && !isUnknown(a.v) && !asked {
				return in.raise(c.at, "TypeError", "pop takes a whole number, not "+article(typeName(a.v)), "")
			}
			if !ok {
				in.lose(&l.lost, in.spread(c.at, a).v.(*unknownValue).why)
				return in.spread(c.at, a)
			}
			if n < 0 {
				n += int64(len(l.items))
			}
			i = int(max(min(n, int64(len(l.items))), -1))
		}
		if i < 0 || i >= len(l.items) {
			return in.raise(c.at, "IndexError", "the list has nothing to pop there", "")
		}
		v := l.items[i]
		in.step((len(l.items)-i)/16, c.at)
		l.items = append(l.items[:i:i], l.items[i+1:]...)
		return v
	case "remove":
		for i, item := range l.items {
			switch in.equal(item, c.args[0], 0) {
			case yes:
				in.step(len(l.items)/16, c.at)
				l.items = append(l.items[:i:i], l.items[i+1:]...)
				return in.none(c.at)
			case perhaps:
				if !in.halted() {
					in.lose(&l.lost, in.spread(c.at, item, c.args[0]).v.(*unknownValue).why)
				}
				return in.none(c.at)
			}
		}
		return in.raise(c.at, "ValueError", "the list has no "+in.shown(c.args[0]), "")
	}
	out := in.unknown(c.at, "not-read", "the method "+name, "the method "+name+" of a list is not evaluated", "")
	in.lose(&l.lost, in.whyUnknown(out))
	return out
}

func hexText(s string) string {
	const digits = "0123456789abcdef"
	out := make([]byte, 0, 2*len(s))
	for i := 0; i < len(s); i++ {
		out = append(out, digits[s[i]>>4], digits[s[i]&15])
	}
	return string(out)
}

// find is count and index of lists and tuples.
func (in *interp) find(items []val, name string, c *call) val {
	if len(c.args) == 0 {
		return in.raise(c.at, "TypeError", name+" needs a value", "")
	}
	n := 0
	from, to := 0, len(items)
	for i, place := range []*int{&from, &to} {
		if len(c.args) <= i+1 {
			continue
		}
		k, ok := asInt(c.args[i+1].v)
		if !ok {
			return in.spread(c.at, c.args...)
		}
		if k < 0 {
			k += int64(len(items))
		}
		*place = int(max(0, min(k, int64(len(items)))))
	}
	for i, item := range items {
		if i < from || i >= to {
			continue
		}
		switch in.equal(item, c.args[0], 0) {
		case yes:
			if name == "index" {
				return val{intValue(i), c.at}
			}
			n++
		case perhaps:
			return in.spread(c.at, item, c.args[0])
		}
	}
	if name == "index" {
		return in.raise(c.at, "ValueError", "there is no "+in.shown(c.args[0])+" here", "")
	}
	return val{intValue(n), c.at}
}

func (in *interp) dictMethod(d *dictValue, name string, c *call) val {
	switch name {
	case "keys", "values", "items":
		return val{&viewValue{d, name}, c.at}
	case "update":
		if a := c.arg(0, ""); a.v != nil {
			in.dictUpdate(d, a, c.at)
		}
		for _, k := range c.keywords {
			in.dictSet(d, val{stringValue(k.name), k.v.at}, k.v)
		}
		return in.none(c.at)
	case "copy":
		return val{in.copyDict(d), c.at}
	case "fromkeys":
		return in.fromKeys(c)
	}
	if d.lost != nil {
		return val{&unknownValue{d.lost}, c.at}
	}
	switch name {
	case "get", "setdefault", "pop":
		a := c.arg(0, "key")
		if a.v == nil {
			return in.raise(c.at, "TypeError", name+" needs a key", "")
		}
		k, problem := in.keyOf(a.v)
		if problem == "unhashable" {
			return in.raise(a.at, "TypeError", article(typeName(a.v))+" can't be a key", "")
		}
		fallback := c.arg(1, "default")
		given := fallback.v != nil
		if !given {
			fallback = in.none(c.at)
		}
		if problem != "" {
			if name != "get" {
				in.lose(&d.lost, in.spread(c.at, a).v.(*unknownValue).why)
			}
			return in.spread(c.at, a)
		}
		e, has := d.find(k)
		switch {
		case has && name == "pop":
			v := e.v
			if why := in.weak(d.born); why != nil {
				in.lose(&d.lost, why)
			} else {
				d.remove(k)
			}
			return v
		case has:
			return e.v
		case d.partial != nil:
			return val{&unknownValue{d.partial}, c.at}
		case name == "setdefault":
			in.dictSet(d, a, fallback)
		case name == "pop" && !given:
			return in.raiseWith(c.at, "KeyError", "there is no key "+in.shown(a)+" here", "", a)
		}
		return fallback
	case "clear", "popitem":
		if why := joined(in.weak(d.born), d.partial); why != nil {
			in.lose(&d.lost, why)
			return val{&unknownValue{why}, c.at}
		}
		if name == "clear" {
			d.clear()
			return in.none(c.at)
		}
		for i := len(d.entries) - 1; i >= 0; i-- {
			if e := d.entries[i]; !e.gone {
				in.step((len(d.entries)-i)/8, c.at)
				d.remove(e.k)
				return val{&tupleValue{items: []val{e.key, e.v}}, c.at}
			}
		}
		return in.raise(c.at, "KeyError", "the dict is empty", "")
	}
	out := in.unknown(c.at, "not-read", "the method "+name, "the method "+name+" of a dict is not evaluated", "")
	in.lose(&d.lost, in.whyUnknown(out))
	return out
}

func (in *interp) fromKeys(c *call) val {
	d := in.newDict()
	if len(c.args) == 0 {
		return in.raise(c.at, "TypeError", "fromkeys needs the keys", "")
	}
	items, why, _ := in.drain(c.args[0], c.at)
	v := c.arg(1, "value")
	if v.v == nil {
		v = in.none(c.at)
	}
	for _, k := range items {
		in.dictSet(d, k, v)
	}
	in.lose(&d.partial, why)
	return val{d, c.at}
}
