package templates

import "strings"

// starters are words of messages that may take a capital where the message stands as a sentence of its own. Any
// other first word is left as it is: it may be a name, and JupyterHub's names are told apart by their letters.
var starters = words(`a add after all an another anyone anything as ask at both by check close did do each either
	every everyone expected for give group groups hub if in it its keep leave line lists make may more name names no
	nobody none not nothing of on one only or quote remove rename replace role roles scope scopes service services
	set since somebody someone something take that the their there these they this those to token unknown use user
	users what when where while who whoever with without write users values`)

func words(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// sentenceCase begins a message with a capital, unless it may begin with a name.
func sentenceCase(s string) string {
	s = printable(s)
	word, _, _ := strings.Cut(s, " ")
	if !starters[strings.TrimSuffix(word, ",")] {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// full ends a sentence: messages come without a full stop.
func full(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}
