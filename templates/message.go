package templates

import "strings"

// starters are words of messages that may take a capital where the message stands as a sentence of its own. Any
// other first word is left as it is: it may be a name, and JupyterHub's names are told apart by their letters.
var starters = words(`a add admins after all also an another anyone anything as ask asked at begin blocks both brackets by call
	calls check choose close closed comes correct custom define did do each either end ends every everyone
	expected for found further give group groups has have here hub if in indent indentation instead it its just
	keep leave likely line list lists logging look make makes may maybe missing more most much must name names
	need no nobody none nor not nothing of on one only open opened or outside perhaps permitted probably put quote quotes
	read reading remove rename replace role roles scope scopes see service services set shares should since so
	some somebody someone something spell state strings such tabs take text than that the their there these they
	this those to token too try two unexpected unknown until use user users value values was were what when where
	whether which while who whoever why will with without would write you your`)

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
	if !starters[strings.TrimRight(word, ",;")] {
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
