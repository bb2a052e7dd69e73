package scenario

import (
	"fmt"
	"strings"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/words"
)

// languages are the first words that a config fence may have, with the endings of its file's name.
var languages = map[string]struct {
	name    string
	endings []string
}{
	"python": {"python", []string{".py"}},
	"py":     {"python", []string{".py"}},
	"yaml":   {"yaml", []string{".yaml", ".yml"}},
	"yml":    {"yaml", []string{".yaml", ".yml"}},
}

// config adds a fence whose second word is the name of a Python or YAML file. Every other fence is prose.
func (p *parser) config(f fence, info []word) {
	lang, known := languages[info[0].text]
	if !known || len(info) < 2 || !fileName(info[1].text) {
		p.bare = append(p.bare, f)
		return
	}
	b := p.add(Config, info[1].text, "@", f)
	b.File, b.Lang = info[1].text, lang.name
	if !endsInOne(info[1].text, lang.endings) {
		p.say("", info[1].at, info[1].end(), diag.Diagnostic{
			ID: "config-language", Severity: diag.Error,
			Message: fmt.Sprintf("the fence says %s and its file is %s", info[0].text, info[1].text),
		})
	}
	for _, w := range info[2:] {
		if w.text == "restart" {
			b.Restart = true
			continue
		}
		d := diag.Diagnostic{
			ID: "unknown-fence-word", Severity: diag.Error,
			Message: fmt.Sprintf("after a file name a fence may say restart, found %q", w.text),
		}
		if words.Nearest(w.text, []string{"restart"}) != "" {
			d.Hint = `did you mean "restart"?`
		}
		p.say("", w.at, w.end(), d)
	}
}

// fileName reports whether a fence's second word names a config file: letters, digits, `.`, `_`, `-` and `/`,
// with an ending that Rolecall reads.
func fileName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !letter(c) && (c < '0' || c > '9') && strings.IndexByte("._-/", c) < 0 {
			return false
		}
	}
	return endsInOne(s, []string{".py", ".yaml", ".yml"})
}

func endsInOne(s string, endings []string) bool {
	for _, e := range endings {
		if strings.HasSuffix(s, e) && len(s) > len(e) {
			return true
		}
	}
	return false
}
