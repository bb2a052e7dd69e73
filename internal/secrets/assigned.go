package secrets

import "strings"

// assigned finds values whose setting's name says that they are secret: `api_token = "…"`, `"password": "…"`,
// `cookieSecret: …`, `TOKEN=…`, `os.environ.get("TOKEN", "…")`, `name: TOKEN` with `value: …` below it.
func (f *finder) assigned() {
	for i := range f.tokens {
		t := &f.tokens[i]
		if t.kind == str && hasPrefixFold(f.text[t.start:t.end], "authorization:") {
			f.scheme(t.start+len("authorization:"), t.end) // a whole header, as curl takes it
		}
		if t.kind != word && t.kind != str || t.end-t.start > longestName {
			continue
		}
		name := f.text[t.start:t.end]
		if t.kind == word && strings.Trim(name, "-") == "" {
			continue
		}
		id := secretName(name)
		if id == "" {
			if isAuthorization(name) {
				f.authorization(i)
			}
			continue
		}
		if v, how := f.separated(i); how != 0 {
			f.value(v, id, name, how)
		} else if v := f.named(i); v > 0 {
			f.value(v, id, name, ':')
		}
	}
}

const (
	longestName  = 80  // bytes of a setting's name
	longestValue = 512 // bytes of a value without quotes; what is longer is no secret that somebody typed
	nearby       = 400 // tokens that belong to one statement
)

func (f *finder) is(i int, s string) bool {
	return i >= 0 && i < len(f.tokens) && f.text[f.tokens[i].start:f.tokens[i].end] == s && f.tokens[i].kind != str
}

func (f *finder) kindAt(i int) kind {
	if i < 0 || i >= len(f.tokens) {
		return 0
	}
	return f.tokens[i].kind
}

// separated looks for what puts a value behind the name at i: the index of the value's first token, and how: '=', ':'
// or ','. A comma separates where the name is the first argument of a call that looks a setting up.
func (f *finder) separated(i int) (at int, how byte) {
	n := i + 1
	for f.is(n, "]") || f.is(n, "\\") {
		n++
	}
	switch {
	case f.is(n, ":"):
		if f.syntax == Python && f.kindAt(n+1) == word && f.is(n+2, "=") {
			return n + 3, '=' // an annotation
		}
		if f.is(n+1, "=") {
			return n + 2, '='
		}
		return n + 1, ':'
	case f.is(n, "="):
		for f.is(n, "=") || f.is(n, ">") {
			n++
		}
		return n, '='
	case f.is(n, ",") && f.kindAt(i) == str && f.is(i-1, "(") && f.kindAt(i-2) == word:
		switch t := f.tokens[i-2]; f.text[t.start:t.end] {
		case "get", "getenv", "setdefault", "pop", "putenv", "get_config":
			return n + 1, ','
		}
	}
	return 0, 0
}

// named finds the value of a pair of name and value: {"name": "API_TOKEN", "value": "…"}, as Kubernetes has variables.
func (f *finder) named(i int) int {
	if !f.is(i-1, ":") || !strings.EqualFold(f.textOf(i-2), "name") {
		return 0
	}
	for n := i + 1; n < min(i+6, len(f.tokens)); n++ {
		if strings.EqualFold(f.textOf(n), "value") && f.is(n+1, ":") {
			return n + 2
		}
	}
	return 0
}

func (f *finder) textOf(i int) string {
	if i < 0 || i >= len(f.tokens) {
		return ""
	}
	return f.text[f.tokens[i].start:f.tokens[i].end]
}

// value looks at what begins at token i.
func (f *finder) value(i int, id, name string, how byte) {
	for f.is(i, "(") {
		i++
		for f.kindAt(i) == brk {
			i++
		}
	}
	switch {
	case f.kindAt(i) == str:
		for ; f.kindAt(i) == str; i++ { // strings that stand side by side are one
			f.literal(i, id, name)
			for how == '=' && f.kindAt(i+1) == brk && f.kindAt(i+2) == str {
				i++
			}
		}
	case f.is(i, "{") && !(f.is(i+1, "{") || f.is(i+1, "%")):
		f.dict(i, id, name)
	case f.is(i, "["):
		f.list(i, id, name)
	case f.kindAt(i) == word && f.unwrapped(i) > 0:
		f.literal(f.unwrapped(i), id, name)
	case f.kindAt(i) != brk && i < len(f.tokens):
		f.bare(i, id, name, how)
	}
}

// unwrapped is the string in a call that only changes its form, such as bytes.fromhex("…"); 0 where there is none.
func (f *finder) unwrapped(i int) int {
	for range 4 {
		if f.is(i+1, ".") && f.kindAt(i+2) == word {
			i += 2
			continue
		}
		break
	}
	switch f.textOf(i) {
	case "fromhex", "unhexlify", "a2b_hex", "b64decode", "bytes", "str", "SecretStr":
		if f.is(i+1, "(") && f.kindAt(i+2) == str {
			return i + 2
		}
	}
	return 0
}

// dict looks at a dict that a name of many secrets is given: api_tokens maps tokens to names, others names to secrets.
func (f *finder) dict(i int, id, name string) {
	plain := normal(name)
	if !strings.HasSuffix(plain, "s") {
		return
	}
	byKey := strings.HasSuffix(plain, "apitokens") || strings.HasSuffix(plain, "servicetokens")
	depth := 0
	for n := i; n < min(len(f.tokens), i+nearby); n++ {
		switch {
		case f.is(n, "{") || f.is(n, "["):
			depth++
		case f.is(n, "}") || f.is(n, "]"):
			if depth--; depth == 0 {
				return
			}
		case f.kindAt(n) == str && depth == 1 && (byKey && f.is(n+1, ":") || !byKey && f.is(n-1, ":")):
			f.literal(n, id, name)
		}
	}
}

func (f *finder) list(i int, id, name string) {
	if !strings.HasSuffix(normal(name), "s") {
		return
	}
	for n := i + 1; n < min(len(f.tokens), i+nearby) && !f.is(n, "]"); n++ {
		if f.kindAt(n) == str {
			f.literal(n, id, name)
		}
	}
}

// literal adds a string that says something.
func (f *finder) literal(i int, id, name string) {
	t := f.tokens[i]
	text := f.text[t.start:t.end]
	if strings.Contains(t.prefix, "f") && strings.ContainsRune(text, '{') {
		return
	}
	f.addValue(t.start, t.end, id, name)
}

func (f *finder) addValue(start, end int, id, name string) {
	v := f.text[start:end]
	blank := strings.ContainsAny(v, " \t")
	if len(v) < 4 || isPlaceholder(v) || isTemplate(v) || isPath(v) || blank && !strings.HasSuffix(normal(name), "passphrase") {
		return
	}
	f.add(start, end, id, name)
}

// bare looks at a value without quotes: in YAML to the end of its line, elsewhere only behind `NAME=`, and in prose behind
// a colon where it looks random. In Python a bare word is a name.
func (f *finder) bare(i int, id, name string, how byte) {
	if f.syntax == Python {
		return
	}
	start := f.tokens[i].start
	end := start
	stops := "\r\n,}]"
	if f.syntax == Plain {
		stops = " \t\r\n;&|\"'`)<>,"
		if how == '=' && (start == 0 || f.text[start-1] != '=') {
			return // a sentence or a program, no assignment of a shell
		}
	} else if how != ':' {
		stops = " \t\r\n,}]\"'"
	}
	for end < min(len(f.text), start+longestValue) && strings.IndexByte(stops, f.text[end]) < 0 && !strings.HasPrefix(f.text[end:], " #") {
		end++
	}
	for end > start && (f.text[end-1] == ' ' || f.text[end-1] == '\t') {
		end--
	}
	v := f.text[start:end]
	if strings.IndexByte("&*!|>{[%@", f.text[start]) >= 0 || f.syntax == Plain && how == ':' && !looksRandom(v) && !looksMixed(v) {
		return
	}
	f.addValue(start, end, id, name)
}

func isAuthorization(name string) bool { return strings.EqualFold(name, "authorization") }

// authorization looks at the header of that name: "Bearer …", "token …", "Basic …".
func (f *finder) authorization(i int) {
	at, how := f.separated(i)
	if how == 0 || at >= len(f.tokens) {
		return
	}
	start, end := f.tokens[at].start, f.tokens[at].end
	if f.kindAt(at) == str && strings.Contains(f.tokens[at].prefix, "f") {
		return
	}
	if f.kindAt(at) == word {
		line := f.text[start:min(len(f.text), start+longestValue)]
		if n := strings.IndexAny(line, "\"'`\r\n"); n >= 0 {
			line = line[:n]
		}
		end = start + len(line)
	}
	f.scheme(start, end)
}

// scheme looks at a header's value: the way of authorization, then what proves it.
func (f *finder) scheme(start, end int) {
	for start < end && f.text[start] == ' ' {
		start++
	}
	scheme, rest, ok := strings.Cut(f.text[start:end], " ")
	switch strings.ToLower(scheme) {
	case "bearer", "token", "basic":
		if ok && !strings.ContainsAny(rest, " {$<%") {
			f.addValue(end-len(rest), end, Token, "Authorization")
		}
	}
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
