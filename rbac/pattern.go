package rbac

import (
	"regexp"
	"strings"
)

// compilePattern compiles a pattern of Python's re module for use at the start of a name, as re.match does. It
// returns false for what Go's regular expressions can't say: look-around, back-references and the like.
func compilePattern(python string) (*regexp.Regexp, bool) {
	const longest = 1000
	if len(python) > longest || strings.Contains(python, "(?P=") || strings.Contains(python, "(?#") || strings.Contains(python, "(?x") {
		return nil, false
	}
	var b strings.Builder
	b.WriteString(`\A(?:`)
	class := false
	for i := 0; i < len(python); i++ {
		c := python[i]
		switch {
		case c == '\\' && i+1 < len(python):
			i++
			next, ok := translateEscape(python[i], class)
			if !ok {
				return nil, false
			}
			b.WriteString(next)
			continue
		case c == '[' && !class:
			class = true
			b.WriteByte(c)
			// A "]" right after the opening, or after "^", is a member.
			if i+1 < len(python) && python[i+1] == '^' {
				i++
				b.WriteByte('^')
			}
			if i+1 < len(python) && python[i+1] == ']' {
				i++
				b.WriteString(`\]`)
			}
			continue
		case c == '[' && class:
			b.WriteString(`\[`)
			continue
		case c == ']':
			class = false
		case c == '$' && !class:
			b.WriteString(`(?:\n?\z)`)
			continue
		}
		b.WriteByte(c)
	}
	b.WriteByte(')')
	re, err := regexp.Compile(b.String())
	return re, err == nil
}

// translateEscape writes an escape of Python, whose classes know all of Unicode, for Go.
func translateEscape(c byte, class bool) (string, bool) {
	switch c {
	case 'w':
		if class {
			return `\p{L}\p{N}_`, true
		}
		return `[\p{L}\p{N}_]`, true
	case 'd':
		return `\p{Nd}`, true
	case 's':
		if class {
			return `\s\v\p{Z}\x{1c}-\x{1f}\x{85}`, true
		}
		return `[\s\v\p{Z}\x{1c}-\x{1f}\x{85}]`, true
	case 'W':
		return `[^\p{L}\p{N}_]`, !class
	case 'D':
		return `\P{Nd}`, true
	case 'S':
		return `[^\s\v\p{Z}\x{1c}-\x{1f}\x{85}]`, !class
	case 'Z':
		return `\z`, !class
	case 'A', 'n', 't', 'r', 'f', 'v', 'a', 'x':
		return `\` + string(c), true
	}
	if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 {
		return "", false
	}
	return `\` + string(c), true
}
