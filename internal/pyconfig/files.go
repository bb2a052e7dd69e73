package pyconfig

import (
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/settings"
)

// open gives a file: what Input.Reads holds under its path, or a content that is not known.
func (in *interp) open(c *call) val {
	a := c.arg(0, "file")
	mode, _ := c.arg(1, "mode").v.(stringValue)
	f := &fileValue{write: strings.ContainsAny(string(mode), "wax+")}
	path, ok := pathText(a.v)
	if !ok {
		f.why = firstCause(in.whyUnknown(orSilent(a)), &cause{at: c.at, id: "unread-file", why: "a file whose name is not known", message: "Which file is opened here is not known"})
		in.vague++
		return val{f, c.at}
	}
	f.path = path
	if text, ok := in.readData(path, c.at); ok {
		f.text = text
	} else if !f.write {
		f.why = in.unreadFile(path, c.at)
		in.vague++
	}
	return val{f, c.at}
}

func orSilent(v val) val {
	if v.v == nil {
		v.v = silent
	}
	return v
}

// read finds a file's content by its path as written, or by its last part when that is given.
func (in *interp) read(path string) (string, bool) {
	if text, ok := in.input.Reads[path]; ok {
		return text, true
	}
	trimmed := strings.TrimPrefix(path, "./")
	if text, ok := in.input.Reads[trimmed]; ok {
		return text, true
	}
	text, ok := in.input.Reads[trimmed[strings.LastIndexByte(trimmed, '/')+1:]]
	return text, ok
}

// readData finds what a file holds that is read as data, not run.
func (in *interp) readData(path string, at span) (string, bool) {
	text, ok := in.read(path)
	if ok {
		in.note(ask{kind: settings.AskFile, name: path, at: at, given: true})
	}
	return text, ok && !in.input.Doubt
}

func (in *interp) unreadFile(path string, at span) *cause {
	return &cause{at: at, ask: &ask{kind: settings.AskFile, name: path, at: at}, id: "unread-file", why: "the file " + shorten(path, 60) + " is not given",
		message: "the file " + quote(path) + " is not given", hint: "add it to the files of the state part"}
}

func (in *interp) fileLines(f *fileValue, at span) *iterator {
	if f.why != nil {
		in.vague++
		return &iterator{nothingMore, because(f.why)}
	}
	if f.lines == nil {
		rest := f.text
		f.lines = &iterator{pull: func() (val, bool) {
			if rest == "" {
				return val{}, false
			}
			n := strings.IndexByte(rest, '\n') + 1
			if n == 0 {
				n = len(rest)
			}
			line := rest[:n]
			rest = rest[n:]
			return val{stringValue(line), at}, true
		}}
	}
	return f.lines
}

func (in *interp) fileMethod(f *fileValue, name string, c *call) val {
	switch name {
	case "write", "writelines", "close", "flush", "seek", "__exit__":
		return in.none(c.at)
	case "__enter__":
		return c.self
	}
	if f.why != nil {
		in.vague++
		return val{&unknownValue{f.why}, c.at}
	}
	switch name {
	case "read":
		in.alloc(len(f.text), c.at)
		return val{stringValue(f.text), c.at}
	case "readline":
		v, more := in.fileLines(f, c.at).next()
		if !more {
			return val{stringValue(""), c.at}
		}
		return v
	case "readlines":
		items, why, _ := in.drain(val{f, c.at}, c.at)
		return in.newList(items, why, c.at)
	}
	return in.none(c.at)
}

// loadSubconfig is load_subconfig("other.py"): runs it with the same `c`.
func (in *interp) loadSubconfig(c *call) val {
	path, ok := pathText(c.arg(0, "fname").v)
	text, given := "", false
	if ok {
		text, given = in.read(path)
	}
	if !given {
		in.opaque = append(in.opaque, c.at)
		if ok {
			in.asks = append(in.asks, ask{kind: settings.AskFile, name: path, at: c.at})
		}
		name := "this file"
		if ok {
			name = quote(path)
		}
		in.rep.add(diag.Question, c.at, "unread-subconfig", "the sub-config "+name+" is not given: it may assign any trait",
			"add it to the files of the state part")
		return in.none(c.at)
	}
	in.runText(path, text, c.at, nil)
	return in.none(c.at)
}

// tooManyFiles reports whether a further file is one too many. It may have assigned any trait.
func (in *interp) tooManyFiles(at span) bool {
	if len(in.running) <= limits.PythonLoads && len(in.rep.names) < limits.PythonFiles {
		return false
	}
	in.opaque = append(in.opaque, at)
	in.rep.add(diag.Question, at, "too-many-files", "this file is not read: a config may have "+itoa(limits.PythonFiles)+" files, and "+
		itoa(limits.PythonLoads)+" that load each other in a row", "put what it assigns into the config itself")
	return true
}

// runText parses and runs further Python: in a module of its own, or in a given scope.
func (in *interp) runText(name, text string, at span, scope *scope) {
	if in.running[name+"\x00"+text] {
		in.raise(at, "RecursionError", "this file loads itself", "")
		return
	}
	if in.tooManyFiles(at) {
		return
	}
	if !checkText(in.rep, name, text) || !in.step(len(text)/4, at) || !in.alloc(len(text)*8, at) {
		return
	}
	in.running[name+"\x00"+text] = true
	defer delete(in.running, name+"\x00"+text)
	file := in.rep.addFile(name, text)
	body, ok := parseFile(in.rep, file)
	if !ok {
		in.subBroken = true
		return
	}
	if scope != nil {
		for _, s := range body {
			if f := in.exec(s); f.kind != flowNext || in.halted() {
				return
			}
		}
		return
	}
	in.runIn(body, newModule(name))
}
