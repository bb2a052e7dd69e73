package rbac

import (
	"strings"
	"unicode"
)

// validRoleName mirrors the pattern of role names: 3 to 255 lower-case letters, digits and -_~. of which the
// first is a letter and the last no sign. Python's "$" lets one line end pass. Counterpart:
// jupyterhub.roles._validate_role_name.
func validRoleName(name string) bool {
	name = strings.TrimSuffix(name, "\n")
	if len(name) < 3 || len(name) > 255 || !isLower(name[0]) {
		return false
	}
	last := name[len(name)-1]
	return all(name[1:len(name)-1], "-_~.") && (isLower(last) || isDigit(last))
}

// validCustomScope mirrors the pattern of custom scope names. Counterpart: jupyterhub.scopes.define_custom_scopes.
func validCustomScope(name string) bool {
	rest, ok := strings.CutPrefix(strings.TrimSuffix(name, "\n"), "custom:")
	if !ok || len(rest) < 3 || !isLower(rest[0]) && !isDigit(rest[0]) {
		return false
	}
	return all(rest[1:len(rest)-1], "_-*:") && all(rest[len(rest)-1:], "_*")
}

func isLower(c byte) bool { return c >= 'a' && c <= 'z' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func all(text, signs string) bool {
	for i := range len(text) {
		if c := text[i]; !isLower(c) && !isDigit(c) && strings.IndexByte(signs, c) < 0 {
			return false
		}
	}
	return true
}

// NameForm is what an authenticator makes of usernames.
type NameForm uint8

const (
	NamesInLowerCase   NameForm = iota // and mapped by username_map: nearly every class
	NamesAsWritten                     // OAuthenticator's MediaWiki until 15
	NamesWithoutBlanks                 // MediaWiki since: with "_" for each blank
	NamesOfMachine                     // as written, and mapped: accounts of the machine, with PAM's pam_normalize_username
)

// normalize is a name as the Hub keeps it: lower case, then mapped by c.Authenticator.username_map.
// Counterpart: jupyterhub.auth.Authenticator.normalize_username.
func (c *Config) normalize(name string) string {
	switch c.Usernames {
	case NamesAsWritten:
		return name
	case NamesWithoutBlanks:
		return strings.ReplaceAll(name, " ", "_")
	}
	if own := c.Accounts[name]; c.Usernames == NamesOfMachine && own != "" {
		name = own
	} else if c.Usernames != NamesOfMachine {
		name = lower(name)
	}
	if to, ok := c.UsernameMap[name]; ok {
		return to
	}
	return name
}

// username is a name as the Hub keeps it; false where the machine has no account of it, at which the Hub stops.
func (s *starter) username(n Name) (string, bool) {
	if own, known := s.c.Accounts[n.Value]; s.c.Usernames == NamesOfMachine && known && own == "" {
		return "", s.fatal("KeyError", "no-account", Args{User: n.Value, Ref: n.Ref})
	}
	return s.c.normalize(n.Value), true
}

// AccountName reports whether a name looks like an account's own, as the machine writes it, and not like another name for one.
func AccountName(name string) bool { return name != "" && isLower(name[0]) && all(name, "-_.") }

// lower is Python's str.lower, which differs from strings.ToLower in two letters.
func lower(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r == 'İ' || r == 'Σ' }) < 0 {
		return strings.ToLower(s)
	}
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case r == 'İ':
			b.WriteString("i̇")
		case r == 'Σ' && finalSigma(runes, i):
			b.WriteRune('ς')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// finalSigma tells a capital sigma that ends a word: a letter before it, none after.
func finalSigma(runes []rune, i int) bool {
	cased := func(step int) bool {
		for j := i + step; j >= 0 && j < len(runes); j += step {
			switch r := runes[j]; {
			case unicode.IsLetter(r):
				return true
			case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r), r == '\'', r == '.', r == ':', r == '·':
			default:
				return false
			}
		}
		return false
	}
	return cased(-1) && !cased(+1)
}

// validUsername mirrors jupyterhub.auth.Authenticator.validate_username for a normalised name.
func (s *starter) validUsername(name string) bool {
	if name == "" || strings.Contains(name, "/") || !s.d.features.spacesAround && strings.TrimFunc(name, pythonSpace) != name {
		return false
	}
	return s.pattern == nil || s.pattern.MatchString(name)
}

// pythonSpace is what str.strip removes.
func pythonSpace(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f
}

// LowerName is a name in lower case as Python's str.lower makes it.
func LowerName(name string) string { return lower(name) }

// ValidUsername mirrors jupyterhub.auth.Authenticator.validate_username for a normalised name and
// c.Authenticator.username_pattern, which may be empty. known is false where the pattern can't be tried: then valid says
// what holds without it.
func (d *Definitions) ValidUsername(name, pattern string) (valid, known bool) {
	s := &starter{d: d}
	known = true
	if pattern != "" {
		s.pattern, known = compilePattern(pattern)
	}
	return s.validUsername(name), known
}
