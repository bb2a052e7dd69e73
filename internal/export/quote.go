package export

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

// appendPython appends a Python string: in double quotes, unless single ones save escapes.
func appendPython(b []byte, s string) []byte {
	quote := byte('"')
	if strings.IndexByte(s, '"') >= 0 && strings.IndexByte(s, '\'') < 0 {
		quote = '\''
	}
	return appendQuoted(b, s, quote)
}

// appendQuoted appends a text in quotes with the escapes that Python's strings and YAML's double quotes share.
func appendQuoted(b []byte, s string, quote byte) []byte {
	b = append(b, quote)
	for _, r := range s {
		switch {
		case r == rune(quote) || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r == '\r':
			b = append(b, `\r`...)
		case strconv.IsPrint(r):
			b = utf8.AppendRune(b, r)
		case r < 0x100:
			b = append(b, '\\', 'x', hexDigits[r>>4], hexDigits[r&15])
		case r < 0x10000:
			b = append(b, '\\', 'u')
			for shift := 12; shift >= 0; shift -= 4 {
				b = append(b, hexDigits[r>>shift&15])
			}
		default:
			b = append(b, '\\', 'U')
			for shift := 28; shift >= 0; shift -= 4 {
				b = append(b, hexDigits[r>>shift&15])
			}
		}
	}
	return append(b, quote)
}

// appendYAML appends a text in YAML's quotes: in single ones, where there are no escapes, if that saves any.
func appendYAML(b []byte, s string) []byte {
	escapes := false
	for _, r := range s {
		if !strconv.IsPrint(r) || r == '\'' {
			return appendQuoted(b, s, '"')
		}
		escapes = escapes || r == '"' || r == '\\'
	}
	if !escapes {
		return appendQuoted(b, s, '"')
	}
	return append(append(append(b, '\''), s...), '\'')
}

// yamlWords are texts that YAML 1.1 or 1.2 reads as something else, in lower case.
var yamlWords = []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}

// plainYAML reports whether YAML reads a text as itself when it stands without quotes, in every version, also as a key.
func plainYAML(s string) bool {
	if s == "" || len(s) > 400 {
		return false
	}
	for i, r := range s {
		switch {
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '_' || r == '/':
		case r >= 0xa0 && strconv.IsPrint(r):
		case i == 0:
			return false
		case '0' <= r && r <= '9' || strings.ContainsRune("-.!=@+*,()'\"$%&;<>?^~|", r):
		case r == ':' && i+1 < len(s) && s[i+1] != ' ':
		case r == ' ' && i+1 < len(s) && s[i+1] != ' ':
		default:
			return false
		}
	}
	for _, word := range yamlWords {
		if strings.EqualFold(s, word) {
			return false
		}
	}
	return true
}

// block reports whether a text can stand as a block scalar and be read as itself.
func block(s string) bool {
	body := strings.TrimSuffix(s, "\n")
	if body == "" || strings.HasSuffix(body, "\n") || body[0] == ' ' || body[0] == '\n' {
		return false
	}
	for _, r := range body {
		if r != '\n' && (!strconv.IsPrint(r) || r == utf8.RuneError) {
			return false
		}
	}
	return true
}

// template reports whether a text looks like one that a tool fills in, which readers of values take it for.
func template(s string) bool {
	return strings.Contains(s, "{{") || strings.Contains(s, "<%")
}

// Quoted is a text in quotes, ' or ", as Python and, in ", YAML read it.
func Quoted(s string, quote byte) string { return string(appendQuoted(nil, s, quote)) }

// Plain reports whether YAML reads a text as itself without quotes.
func Plain(s string) bool { return plainYAML(s) }
