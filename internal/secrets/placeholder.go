package secrets

import (
	"fmt"
	"strings"
)

// plainWords are words that examples are made of. strongWords are those that mark a value as one, whatever words stand
// beside them.
var (
	plainWords = set(`a an the your my our some this that is not for of to it in with me abc abcd abcdef abcdefg xyz foo bar baz
		super very really extra top long random unique generated generate some value string text none null true false
		api auth access client oauth oauth2 github gitlab google globus azure keycloak hub jupyterhub jupyter proxy cookie admin user
		service services server name id hex bearer basic default private public something whatever output openssl rand
		idle culler grader course nbgrader dask gateway binder db database postgres root guest hello world letmein only right wrong`)
	strongWords = set(`token tokens secret secrets password passwords pass passwd pwd key keys changeme changeit change example examples
		sample demo dummy fake test tests testing todo tbd redacted removed hidden masked placeholder replace replaced insert
		put enter fill here your xxx`)
)

func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// isPlaceholder reports whether a value stands for a secret rather than being one: "changeme", "super-secret",
// "grader-token", "0000…", "replaced-1".
func isPlaceholder(v string) bool {
	if len(v) < 2 || repeats(v) {
		return true
	}
	words := wordsOf(v)
	strong, plain, known := false, true, true
	for _, w := range words {
		switch {
		case strongWords[w]:
			strong = true
		case plainWords[w]:
		case isDigit(w[0]) && len(w) <= 4:
		case len(w) > 1 && len(w) <= 16 && isLetter(w[0]):
			known = false
		default:
			plain, known = false, false
		}
	}
	return known || strong && plain && len(words) > 1 && len(words) <= 6
}

// repeats reports whether one character makes up nearly all of a value, as in "xxxxxxxx" or "0000…01".
func repeats(v string) bool {
	var count [256]int
	for i := range len(v) {
		count[v[i]]++
	}
	for _, n := range count {
		if n*4 >= len(v)*3 {
			return true
		}
	}
	return false
}

// wordsOf cuts a value at all that is no letter or digit, between letters and digits, and before capitals that follow
// small letters.
func wordsOf(v string) []string {
	var out []string
	from := 0
	cut := func(to int) {
		if to > from {
			out = append(out, strings.ToLower(v[from:to]))
		}
	}
	for i := range len(v) {
		switch {
		case !isAlnum(v[i]):
			cut(i)
			from = i + 1
		case i > from && (isDigit(v[i]) != isDigit(v[i-1]) || v[i] <= 'Z' && v[i-1] >= 'a'):
			cut(i)
			from = i
		}
	}
	cut(len(v))
	return out
}

// isTemplate reports whether a value is filled in from elsewhere: a variable, a template, an ellipsis.
func isTemplate(v string) bool {
	if strings.HasPrefix(v, "$") || strings.HasPrefix(v, "<") || strings.HasPrefix(v, "%") || strings.HasPrefix(v, "{") {
		return true
	}
	for _, mark := range []string{"${", "$(", "{{", "%(", "%s", "...", "…", "***", "xxxx", "XXXX"} {
		if strings.Contains(v, mark) {
			return true
		}
	}
	return isVariable(v)
}

// isVariable reports whether a value is the name of an environment's variable: HUB_API_TOKEN.
func isVariable(v string) bool {
	if !strings.Contains(v, "_") {
		return false
	}
	for i := range len(v) {
		if c := v[i]; c != '_' && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}

// isPath reports whether a value says where something lies.
func isPath(v string) bool {
	return strings.HasPrefix(v, "/") || strings.HasPrefix(v, "./") || strings.HasPrefix(v, "~/") || strings.Contains(v, "://")
}

// Blanks gives out placeholders for values: one for each value, so that what was equal stays equal and what differed
// still differs, and none that the text has already.
type Blanks struct {
	text  string
	given map[string]string
	next  int
}

// NewBlanks gives out placeholders that do not occur in text.
func NewBlanks(text string) *Blanks { return &Blanks{text: text, given: map[string]string{}, next: 1} }

// For returns the placeholder of a finding's value. A hexadecimal key stays hexadecimal, because programs read it; an
// address of mail stays one.
func (b *Blanks) For(id, value string) string {
	if p, ok := b.given[value]; ok {
		return p
	}
	for {
		p := fmt.Sprintf("replaced-%d", b.next)
		switch {
		case id == Email:
			p = fmt.Sprintf("person-%d@example.org", b.next)
		case (id == Cookie || id == Random) && len(value) >= 16 && isHex(value):
			p = fmt.Sprintf("%0*x", len(value), b.next)
		}
		b.next++
		if !strings.Contains(b.text, p) {
			b.given[value] = p
			return p
		}
	}
}
