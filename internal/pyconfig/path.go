package pyconfig

import "strings"

// pathText is the path that a string or a Path holds.
func pathText(v value) (string, bool) {
	p, folder, ok := pathEnd(v)
	return p, ok && folder == nil
}

// pathEnd is a path, or the end of one whose beginning is not known: that of the folder with the config.
func pathEnd(v value) (path string, folder *cause, ok bool) {
	switch x := v.(type) {
	case stringValue:
		return string(x), nil, true
	case *pathValue:
		return x.path, x.folder, true
	case *unknownValue:
		return x.why.path, x.why, x.why.id == "config-folder"
	}
	return "", nil, false
}

// pathString is a path as a string; where its folder is not known, an unknown that remembers its end.
func pathString(p string, folder *cause, at span) val {
	if folder == nil {
		return val{stringValue(p), at}
	}
	inside := *folder
	inside.path = p
	return val{&unknownValue{&inside}, at}
}

// cleanPath is a path as Path keeps it: without doubled slashes and dots that mean nothing.
func cleanPath(p string) string {
	root := ""
	if strings.HasPrefix(p, "/") {
		root = "/"
		if strings.HasPrefix(p, "//") && !strings.HasPrefix(p, "///") {
			root = "//"
		}
	}
	var out []string
	for _, part := range strings.Split(p, "/") {
		if part != "" && part != "." {
			out = append(out, part)
		}
	}
	if p = root + strings.Join(out, "/"); p == "" {
		return "."
	}
	return p
}

// joinPath is os.path.join of two parts.
func joinPath(a, b string) string {
	switch {
	case strings.HasPrefix(b, "/") || a == "":
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
	whole, abs := p, strings.HasPrefix(p, "/")
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
	if abs && strings.HasPrefix(whole, "//") && !strings.HasPrefix(whole, "///") {
		return "//" + p
	}
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
	base := baseName(p.path)
	if base == ".." || base == "." {
		base = strings.TrimPrefix(base, ".")
	}
	if p.folder != nil && base == "" {
		switch name {
		case "name", "stem", "suffix":
			return val{&unknownValue{p.folder}, at}
		}
	}
	switch name {
	case "name":
		return str(base)
	case "stem":
		s, _ := splitExt(base)
		return str(s)
	case "suffix":
		_, s := splitExt(base)
		return str(s)
	case "parent":
		d := dirName(p.path)
		if d == "" && p.folder == nil {
			d = "."
		}
		if d == "" && p.path == "" {
			return val{&unknownValue{&cause{at: at, id: "folder", why: "the folder above that of the config", message: "the folder above that of the config is not known"}}, at}
		}
		return val{&pathValue{d, p.folder}, at}
	case "parts", "parents", "suffixes", "root", "anchor", "drive":
		if p.folder != nil || name == "parents" || name == "drive" {
			return in.unknown(at, "not-read", "the attribute "+name+" of a path", "the attribute "+name+" of a path is not evaluated", "")
		}
	}
	t := &tupleValue{}
	root := p.path[:len(p.path)-len(strings.TrimLeft(p.path, "/"))]
	switch name {
	case "root", "anchor":
		return str(root)
	case "parts":
		if root != "" {
			t.items = append(t.items, str(root))
		}
		for _, part := range strings.FieldsFunc(p.path, func(r rune) bool { return r == '/' }) {
			if part != "." {
				t.items = append(t.items, str(part))
			}
		}
		return val{t, at}
	case "suffixes":
		list := &listValue{born: len(in.doubt)}
		for _, part := range strings.Split(strings.TrimLeft(base, "."), ".")[1:] {
			list.items = append(list.items, str("."+part))
		}
		return val{list, at}
	}
	return val{&methodValue{self: x, name: name}, at}
}

func (in *interp) pathMethod(p *pathValue, name string, c *call) val {
	self := val{p, c.at}
	switch name {
	case "joinpath":
		return in.pathCall(&call{at: c.at, args: append([]val{self}, c.args...)})
	case "resolve", "absolute", "expanduser":
		if name == "expanduser" && !strings.HasPrefix(p.path, "~") {
			return self
		}
		if strings.HasPrefix(p.path, "/") && name == "absolute" || p.folder != nil && p.path == cleanPath(p.path) && !strings.HasPrefix(p.path, "..") {
			return self
		}
	case "as_posix", "__str__", "__fspath__":
		return pathString(p.path, p.folder, c.at)
	case "with_suffix", "with_name", "with_stem":
		s, ok := c.arg(0, "").v.(stringValue)
		if !ok {
			return in.spread(c.at, c.args...)
		}
		suffix := name == "with_suffix"
		if strings.Contains(string(s), "/") || suffix && s != "" && (s[0] != '.' || s == ".") || !suffix && (s == "" || s == ".") {
			return in.raise(c.at, "ValueError", name+" can't take "+quote(string(s)), "")
		}
		head, ext := splitExt(p.path)
		if suffix {
			return val{&pathValue{head + string(s), p.folder}, c.at}
		}
		if name == "with_stem" {
			s += stringValue(ext)
		}
		return val{&pathValue{joinPath(dirName(p.path), string(s)), p.folder}, c.at}
	case "open":
		return in.open(&call{at: c.at, args: append([]val{self}, c.args...), keywords: c.keywords})
	case "read_text", "read_bytes":
		f, ok := in.open(&call{at: c.at, args: []val{self}}).v.(*fileValue)
		if !ok {
			return in.nothing(c.at)
		}
		f.binary = name == "read_bytes"
		return in.fileMethod(f, "read", &call{at: c.at})
	case "mkdir", "touch", "unlink", "chmod", "write_text", "write_bytes", "rmdir", "rename":
		in.vague++
		return in.none(c.at)
	case "exists", "is_file", "is_dir":
		return in.exists(p.path, name, c.at)
	case "is_absolute":
		return val{boolValue(p.folder != nil || strings.HasPrefix(p.path, "/")), c.at}
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
