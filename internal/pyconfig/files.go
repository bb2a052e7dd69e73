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
	f := &fileValue{write: strings.ContainsAny(string(mode), "wax+"), binary: strings.Contains(string(mode), "b")}
	path, _, ok := pathEnd(a.v)
	if !ok {
		f.why = firstCause(in.whyUnknown(orSilent(a)), &cause{at: c.at, id: "unread-file", why: "a file whose name is not known", message: "Which file is opened here is not known"})
		in.vague++
		return val{f, c.at}
	}
	f.path = path
	if text, ok := in.readData(path, c.at); ok {
		in.decode(f, text, c)
	} else if !f.write {
		f.why = in.unreadFile(path, c.at)
		in.vague++
	}
	return val{f, c.at}
}

// decode gives a file what its reader gets of a text: ends of lines as `newline` says, letters as `encoding` does.
func (in *interp) decode(f *fileValue, text string, c *call) {
	f.text = text
	newline, encoding := in.orNone(c.arg(5, "newline")), in.orNone(c.arg(3, "encoding"))
	_, universal := newline.v.(noneValue)
	switch {
	case f.binary:
	case universal:
		f.text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	case strings.Contains(text, "\r"):
		f.why = &cause{at: c.at, id: "not-read", why: "ends of lines as they stand", message: "a file whose ends of lines are kept is not read"}
	}
	if name, ok := encoding.v.(stringValue); ok && !f.binary {
		name := strings.ToLower(strings.ReplaceAll(string(name), "_", "-"))
		if name == "utf-8-sig" {
			f.text = strings.TrimPrefix(f.text, "\ufeff")
		} else if name != "utf-8" && name != "utf8" && asciiOnly(f.text) != f.text {
			f.why = &cause{at: c.at, id: "not-read", why: "a file in another encoding", message: "a file in another encoding than UTF-8 is not read"}
		}
	}
	f.whole = f.text
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
		return &iterator{pull: nothingMore, why: because(f.why)}
	}
	if f.binary {
		in.vague++
		return &iterator{pull: nothingMore, why: because(&cause{at: at, id: "not-read", why: "lines of bytes", message: "the lines of a file of bytes are not evaluated"})}
	}
	return &iterator{pull: func() (val, bool) {
		line := f.line()
		return val{stringValue(line), at}, line != ""
	}}
}

// line takes the next line off what is left of a file.
func (f *fileValue) line() string {
	n := strings.IndexByte(f.text, '\n') + 1
	if n == 0 {
		n = len(f.text)
	}
	line := f.text[:n]
	f.text = f.text[n:]
	return line
}

func (in *interp) fileMethod(f *fileValue, name string, c *call) val {
	switch name {
	case "write", "writelines":
		return in.spread(c.at, c.all()...)
	case "close", "flush", "__exit__":
		return in.none(c.at)
	case "__enter__":
		return c.self
	}
	if f.why != nil {
		in.vague++
		return val{&unknownValue{f.why}, c.at}
	}
	switch name {
	case "seek":
		n, ok := asInt(c.arg(0, "").v)
		if !ok || n != 0 || len(c.args) != 1 {
			break
		}
		f.text = f.whole
		return val{intValue(0), c.at}
	case "read":
		text := f.text
		if size := in.orNone(c.arg(0, "")); size.v != (noneValue{}) {
			n, ok := asInt(size.v)
			if !ok {
				break
			}
			if n >= 0 && f.binary {
				text = text[:min(n, int64(len(text)))]
			} else if n >= 0 {
				text = text[:byteOf(text, int(min(n, int64(len(text)))))]
			}
		}
		f.text = f.text[len(text):]
		in.alloc(len(text), c.at)
		if f.binary {
			return val{bytesValue(text), c.at}
		}
		return val{stringValue(text), c.at}
	case "readline":
		if len(c.args) > 0 || f.binary {
			break
		}
		return val{stringValue(f.line()), c.at}
	case "readlines":
		if len(c.args) > 0 || f.binary {
			break
		}
		items, why, _ := in.drain(val{f, c.at}, c.at)
		return in.newList(items, why, c.at)
	}
	// What this does to the file is not followed: neither is what is read behind it.
	v := in.unknown(c.at, "not-read", "the method "+name+" of a file", "the method "+name+" of a file is not evaluated so", "")
	f.why = v.v.(*unknownValue).why
	return v
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
	outer := in.config
	sub := &sectionValue{root: true}
	in.config = sub
	in.runText(path, text, c.at, nil)
	in.config = outer
	if !in.halted() {
		in.mergeInto(outer, val{sub, c.at}, c.at, true)
	}
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
	if !ok && scope != nil {
		in.raise(at, "SyntaxError", "the text that runs here is no Python", "")
		return
	}
	if !ok {
		in.subBroken = true
		in.surely("SyntaxError", in.rep.faults[file])
		return
	}
	if scope != nil {
		outer := in.scope
		in.scope = scope
		for _, s := range body {
			if f := in.exec(s); f.kind != flowNext || in.halted() {
				break
			}
		}
		in.scope = outer
		return
	}
	in.runIn(body, in.newConfigModule(name))
}
