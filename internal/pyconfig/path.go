package pyconfig

import "strings"

// pathText is the path that a string or a Path holds.
func pathText(v value) (string, bool) {
	switch x := v.(type) {
	case stringValue:
		return string(x), true
	case *pathValue:
		return x.path, true
	}
	return "", false
}

// joinPath is os.path.join of two parts.
func joinPath(a, b string) string {
	switch {
	case strings.HasPrefix(b, "/") || a == "" || a == ".":
		return b
	case strings.HasSuffix(a, "/"):
		return a + b
	}
	return a + "/" + b
}

func baseName(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }

func dirName(p string) string {
	i := strings.LastIndexByte(p, '/') + 1
	head := p[:i]
	if strings.Trim(head, "/") != "" {
		head = strings.TrimRight(head, "/")
	}
	return head
}

func splitExt(p string) (string, string) {
	base := baseName(p)
	i := strings.LastIndexByte(base, '.')
	if i <= 0 || strings.Trim(base[:i], ".") == "" {
		return p, ""
	}
	return p[:len(p)-len(base)+i], base[i:]
}

// normPath is os.path.normpath.
func normPath(p string) string {
	if p == "" {
		return "."
	}
	abs := strings.HasPrefix(p, "/")
	var out []string
	for _, part := range strings.Split(p, "/") {
		switch {
		case part == "" || part == ".":
		case part == ".." && len(out) > 0 && out[len(out)-1] != "..":
			out = out[:len(out)-1]
		case part == ".." && abs:
		default:
			out = append(out, part)
		}
	}
	p = strings.Join(out, "/")
	if abs {
		return "/" + p
	}
	if p == "" {
		return "."
	}
	return p
}

func (in *interp) pathAttribute(x val, p *pathValue, name string, at span) val {
	str := func(s string) val { return val{stringValue(s), at} }
	switch name {
	case "name":
		return str(baseName(p.path))
	case "stem":
		s, _ := splitExt(baseName(p.path))
		return str(s)
	case "suffix":
		_, s := splitExt(baseName(p.path))
		return str(s)
	case "parent":
		d := dirName(p.path)
		if d == "" {
			d = "."
		}
		return val{&pathValue{d}, at}
	}
	return val{&methodValue{self: x, name: name}, at}
}

func (in *interp) pathMethod(p *pathValue, name string, c *call) val {
	switch name {
	case "joinpath":
		out := p.path
		for _, a := range c.args {
			s, ok := pathText(a.v)
			if !ok {
				return in.spread(c.at, a)
			}
			out = joinPath(out, s)
		}
		return val{&pathValue{out}, c.at}
	case "resolve", "absolute", "expanduser":
		return val{&pathValue{normPath(p.path)}, c.at}
	case "as_posix", "__str__", "__fspath__":
		return val{stringValue(p.path), c.at}
	case "with_suffix":
		s, ok := c.arg(0, "").v.(stringValue)
		if !ok {
			return in.spread(c.at, c.args...)
		}
		head, _ := splitExt(p.path)
		return val{&pathValue{head + string(s)}, c.at}
	case "with_name":
		s, ok := c.arg(0, "").v.(stringValue)
		if !ok {
			return in.spread(c.at, c.args...)
		}
		return val{&pathValue{joinPath(dirName(p.path), string(s))}, c.at}
	case "open":
		return in.open(&call{at: c.at, args: append([]val{{p, c.at}}, c.args...), keywords: c.keywords})
	case "read_text":
		if text, ok := in.readData(p.path, c.at); ok {
			in.alloc(len(text), c.at)
			return val{stringValue(text), c.at}
		}
		in.vague++
		return val{&unknownValue{in.unreadFile(p.path, c.at)}, c.at}
	case "mkdir", "touch", "unlink", "chmod", "write_text", "write_bytes", "rmdir", "rename":
		in.vague++
		return in.none(c.at)
	case "exists", "is_file", "is_dir":
		return in.exists(p.path, name, c.at)
	case "is_absolute":
		return val{boolValue(strings.HasPrefix(p.path, "/")), c.at}
	}
	return in.unknown(c.at, "file-system", "what the file system holds", "what "+name+"() of the path "+quote(p.path)+" gives is not known", "write the value itself to have it read")
}

// exists is true for files that are given; what else the file system holds is not known.
func (in *interp) exists(path, what string, at span) val {
	if _, ok := in.read(path); ok {
		return val{boolValue(what != "is_dir" && what != "isdir"), at}
	}
	return in.unknown(at, "file-system", "whether "+shorten(path, 60)+" exists", "whether "+quote(path)+" exists is not known", "add it to the files of the state part")
}
