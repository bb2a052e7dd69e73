package secrets

import (
	"cmp"
	"slices"
	"strings"

	"rolecall.example/internal/limits"
)

// Find returns what looks like a secret in text, in its order. No two overlap, and there are limits.Secrets at most.
func Find(text string, syntax Syntax) []Finding {
	f := &finder{text: text, syntax: syntax, tokens: scan(text)}
	f.privateKeys()
	f.assigned()
	f.shapes()
	f.urls()
	f.random()
	f.emails()
	slices.SortFunc(f.found, func(a, b Finding) int { return cmp.Compare(a.Start, b.Start) })
	return f.found[:min(len(f.found), limits.Secrets)]
}

// finder gathers findings. What was found first at a place stays: the steps go from what says most to what says least.
type finder struct {
	text   string
	syntax Syntax
	tokens []token
	found  []Finding
	taken  []uint64 // a bit for each byte that belongs to a finding, or must not
}

func (f *finder) add(start, end int, id, name string) {
	if start >= end || f.isTaken(start, end) {
		return
	}
	f.take(start, end)
	f.found = append(f.found, Finding{start, end, id, name})
}

// take keeps a stretch from later steps.
func (f *finder) take(start, end int) {
	if f.taken == nil {
		f.taken = make([]uint64, len(f.text)/64+1)
	}
	for i := start; i < end; i++ {
		f.taken[i/64] |= 1 << (i % 64)
	}
}

func (f *finder) isTaken(start, end int) bool {
	if f.taken == nil {
		return false
	}
	for i := start; i < end; i++ {
		if f.taken[i/64]&(1<<(i%64)) != 0 {
			return true
		}
	}
	return false
}

const (
	pemBegin = "-----BEGIN "
	pemEnd   = "-----END "
	pemTail  = "-----"
)

// privateKeys finds keys in PEM, and keeps certificates and public keys, which are meant to be seen, from the later
// steps. A block without an end reaches to the end of the text.
func (f *finder) privateKeys() {
	for at := 0; ; {
		i := strings.Index(f.text[at:], pemBegin)
		if i < 0 {
			return
		}
		start := at + i
		label, _, _ := strings.Cut(f.text[start+len(pemBegin):min(len(f.text), start+len(pemBegin)+60)], pemTail)
		end := len(f.text)
		if j := strings.Index(f.text[start:], pemEnd); j >= 0 {
			end = start + j + len(pemEnd)
			if k := strings.Index(f.text[end:min(len(f.text), end+60)], pemTail); k >= 0 {
				end += k + len(pemTail)
			}
		}
		if strings.HasSuffix(label, "PRIVATE KEY") || strings.HasSuffix(label, "PRIVATE KEY BLOCK") {
			f.add(start, end, PrivateKey, "")
		} else {
			f.take(start, end)
		}
		at = end
	}
}

// urls finds passwords in addresses: scheme://user:password@host.
func (f *finder) urls() {
	for at := 0; ; {
		i := strings.Index(f.text[at:], "://")
		if i < 0 {
			return
		}
		from := at + i + len("://")
		end := from
		for end < len(f.text) && !strings.ContainsRune("/ \t\r\n\"'`<>()[],;#?\\", rune(f.text[end])) {
			end++
		}
		at = end
		host := strings.LastIndexByte(f.text[from:end], '@')
		if host < 0 {
			continue
		}
		user, password, ok := strings.Cut(f.text[from:from+host], ":")
		if ok && !isPlaceholder(password) && !isTemplate(password) {
			f.add(from+len(user)+1, from+host, URL, "")
		}
		f.take(from, end) // user@host is no address of mail
	}
}

// emails notes addresses of mail that could be somebody's.
func (f *finder) emails() {
	isLocal := func(c byte) bool { return isAlnum(c) || strings.IndexByte("._%+-", c) >= 0 }
	isDomain := func(c byte) bool { return isAlnum(c) || c == '.' || c == '-' }
	for at := 0; at < len(f.text); at++ {
		if f.text[at] != '@' {
			continue
		}
		start, end := at, at+1
		for start > 0 && isLocal(f.text[start-1]) {
			start--
		}
		for end < len(f.text) && isDomain(f.text[end]) {
			end++
		}
		for end > at+1 && !isAlnum(f.text[end-1]) {
			end--
		}
		local, domain := f.text[start:at], strings.ToLower(f.text[at+1:end])
		if isRepository := end < len(f.text) && f.text[end] == ':' && local == "git"; isRepository {
			continue
		}
		if local != "" && isMailHost(domain) {
			f.add(start, end, Email, "")
		}
	}
}

// isMailHost reports whether a domain could be a real one: it has a top level of letters, and is not reserved for examples.
func isMailHost(domain string) bool {
	labels := strings.Split(domain, ".")
	n := len(labels)
	if n < 2 || len(labels[n-1]) < 2 || slices.Contains(labels, "") {
		return false
	}
	for i := range len(labels[n-1]) {
		if c := labels[n-1][i]; c < 'a' || c > 'z' {
			return false
		}
	}
	switch labels[n-1] {
	case "example", "test", "invalid", "localhost", "local", "internal":
		return false
	}
	return labels[n-2] != "example" && labels[0] != "example"
}
