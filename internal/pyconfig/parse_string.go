package pyconfig

import (
	"strings"
	"unicode/utf8"

	"rolecall.example/internal/limits"
)

// strings reads one or more string literals side by side: one string.
func (p *parser) strings() expr {
	from := p.here()
	var pieces []piece
	only := "" // the text, as long as there is one string without fields
	format, bytes, count, tight, meets := false, false, 0, true, true
	for p.tok().kind == tokString {
		t := p.next()
		lit := p.text[t.start:t.end]
		prefix := strings.ToLower(lit[:strings.IndexAny(lit, `"'`)])
		body := lit[len(prefix):]
		n := 1
		if len(body) >= 6 && body[1] == body[0] && body[2] == body[0] {
			n = 3
		}
		inner := span{p.file, t.start + int32(len(prefix)+n), t.end - int32(n)}
		raw := strings.Contains(prefix, "r")
		if isBytes := strings.Contains(prefix, "b"); count > 0 && bytes != isBytes {
			p.fail(p.since(from), "syntax-error", "bytes and strings stand side by side", "write b before all of them, or before none")
		} else if bytes = isBytes; bytes && asciiOnly(body) != body {
			p.fail(p.since(from), "syntax-error", "bytes as written have ASCII letters only", "write escapes, or \"…\".encode()")
		}
		if count == 1 && !format {
			pieces = append(pieces, piece{text: only})
		}
		before := len(pieces)
		if strings.Contains(prefix, "f") {
			format = true
			pieces = append(pieces, p.formatPieces(inner, raw)...)
		} else if one := p.unescape(inner, raw, bytes); count == 0 {
			only = one
		} else {
			pieces = append(pieces, piece{text: one})
		}
		text := p.text[inner.start:inner.end]
		if count > 0 && (strings.HasPrefix(text, " ") || !meets) {
			tight = false
		}
		meets = !strings.HasSuffix(text, " ") && !strings.HasSuffix(text, `\n`) && (count == 0 && !format || len(pieces) > before)
		count++
	}
	at := p.since(from)
	if p.halved {
		p.halved, p.unnamed = false, false
		return &constExpr{span: at, v: &unknownValue{&cause{at: at, id: "surrogate", why: "half a character", message: "half of a pair of surrogates is not evaluated",
			hint: "write the character itself"}}}
	}
	if p.unnamed {
		p.unnamed = false
		return &constExpr{span: at, v: &unknownValue{&cause{at: at, id: "character-name", why: "a character by its name",
			message: "what character a name in this string stands for is not known", hint: "write the character itself"}}}
	}
	if format {
		return &formatExpr{at, pieces}
	}
	if count > 1 {
		var b strings.Builder
		for _, one := range pieces {
			b.WriteString(one.text)
		}
		only = b.String()
	}
	if bytes {
		return &constExpr{span: at, v: bytesValue(only)}
	}
	c := &constExpr{span: at, v: stringValue(only)}
	c.tight = count > 1 && tight && len(only) <= 200
	c.oneLine = !strings.Contains(p.text[at.start:at.end], "\n")
	return c
}

// unescape decodes the inside of a string literal.
func (p *parser) unescape(inner span, raw, bytes bool) string {
	text := p.text[inner.start:inner.end]
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	if raw || !strings.Contains(text, `\`) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			i++
			continue
		}
		c := text[i+1]
		i += 2
		switch c {
		case '\n':
		case '\\', '\'', '"':
			b.WriteByte(c)
		case 'a', 'b', 'f', 'n', 'r', 't', 'v':
			b.WriteByte("\a\b\f\n\r\t\v"[strings.IndexByte("abfnrtv", c)])
		case '0', '1', '2', '3', '4', '5', '6', '7':
			n, r := 0, rune(c-'0')
			for n < 2 && i < len(text) && '0' <= text[i] && text[i] <= '7' {
				r = r*8 + rune(text[i]-'0')
				i, n = i+1, n+1
			}
			writeEscaped(&b, r, bytes)
		case 'x', 'u', 'U':
			want := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
			if c != 'x' && bytes {
				b.WriteString(`\` + string(c))
				continue
			}
			var r rune
			n := 0
			for n < want && i < len(text) && isHex(text[i]) {
				if r < 1<<24 {
					r = r*16 + hexDigit(text[i])
				}
				i, n = i+1, n+1
			}
			if n < want || r > utf8.MaxRune {
				p.fail(inner, "bad-escape", `a \`+string(c)+" escape in this string is not a character", "double the backslash, or write r before the quote")
				return b.String()
			}
			p.halved = p.halved || 0xd800 <= r && r <= 0xdfff
			writeEscaped(&b, r, bytes)
		case 'N':
			end := strings.IndexByte(text[i:], '}')
			if bytes || end < 1 || text[i] != '{' {
				b.WriteString(`\N`)
				continue
			}
			p.unnamed = true // character names are not kept: the string is not known
			i += end + 1
		default:
			b.WriteByte('\\')
			b.WriteByte(c)
		}
	}
	return b.String()
}

func writeEscaped(b *strings.Builder, r rune, bytes bool) {
	if bytes {
		b.WriteByte(byte(r))
	} else {
		b.WriteRune(r)
	}
}

func hexDigit(c byte) rune {
	switch {
	case isDigit(c):
		return rune(c - '0')
	case c >= 'a':
		return rune(c-'a') + 10
	}
	return rune(c-'A') + 10
}

// formatPieces splits the inside of an f-string. Its end is where the scanner found it, so each brace closes.
func (p *parser) formatPieces(inner span, raw bool) []piece {
	var out []piece
	text := p.text[:inner.end]
	i := int(inner.start)
	from := i
	flush := func(to int) {
		if to > from {
			s := p.unescape(span{p.file, int32(from), int32(to)}, raw, false)
			out = append(out, piece{text: s})
		}
	}
	for i < len(text) && !p.bad {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text):
			if !raw && text[i+1] == 'N' && i+2 < len(text) && text[i+2] == '{' {
				for i < len(text) && text[i] != '}' {
					i++
				}
				continue
			}
			if text[i+1] == '{' || text[i+1] == '}' {
				i++
				continue
			}
			i += 2
		case (c == '{' || c == '}') && i+1 < len(text) && text[i+1] == c:
			flush(i + 1)
			i += 2
			from = i
		case c == '}':
			p.fail(span{p.file, int32(i), int32(i + 1)}, "f-string-brace", "a single '}' stands in this f-string", "write '}}' for a brace")
		case c == '{':
			flush(i)
			var one piece
			one, i = p.field(text, i+1, raw)
			from = i
			out = append(out, one)
		default:
			i++
		}
	}
	flush(min(i, len(text)))
	return out
}

// field reads a replacement field after its '{'; text ends where the f-string does.
func (p *parser) field(text string, at int, raw bool) (out piece, end int) {
	s := &scanner{rep: p.rep, file: p.file, text: text, pos: at, end: len(text), indents: []indent{{}}, inner: true}
	s.field()
	p.fstrings++
	sub := &parser{rep: p.rep, file: p.file, text: p.text, tokens: s.out, depth: p.depth, function: p.function, inClass: p.inClass, walruses: p.walruses, fstrings: p.fstrings}
	if p.fstrings > limits.PythonFStrings {
		sub.fail(span{p.file, int32(at), int32(at)}, "too-deep", "f-strings are nested too deep", "")
	}
	if sub.is("}") || sub.tok().kind == tokEOF {
		sub.fail(span{p.file, int32(at - 1), int32(at)}, "f-string-brace", "the braces of an f-string hold nothing", "write '{{' for a brace")
	}
	out.x = sub.exprList()
	end = s.pos
	if sub.is("=") {
		sub.next()
		out.debug = text[at:sub.here().start]
	}
	if sub.accept("!") {
		out.convert = 'r'
		if w := sub.word(); w == "r" || w == "s" || w == "a" {
			out.convert = w[0]
			sub.next()
		} else {
			sub.wanted("r, s or a", "after '!'")
		}
	}
	if sub.is(":") {
		colon := int(sub.here().end)
		var stop int
		stop, _ = formatSpecEnd(text, colon, "\x00", 0)
		if stop > colon && text[stop-1] == '}' {
			out.spec = sub.formatPieces(span{p.file, int32(colon), int32(stop - 1)}, raw)
			if out.spec == nil {
				out.spec = []piece{}
			}
			end = stop
		} else {
			sub.fail(span{p.file, int32(at - 1), int32(at)}, "unterminated-f-string", "a '{' of this f-string is never closed", "")
		}
	} else if !sub.is("}") {
		sub.wanted("'}'", "after the value in an f-string")
	}
	p.fstrings--
	p.yields, p.walruses = p.yields || sub.yields, sub.walruses
	if sub.broken {
		p.bad, p.broken = true, true
	}
	return out, max(end, at)
}

// field scans the tokens of a replacement field up to the ':' of its format spec or its '}', that token with it.
func (s *scanner) field() {
	for s.pos < s.end {
		if s.newline() || s.blank() {
			continue
		}
		c := s.text[s.pos]
		if len(s.open) == 0 && (c == '}' || c == ':' || c == '!' && !strings.HasPrefix(s.text[s.pos:], "!=")) {
			from := s.pos
			s.pos++
			s.emit(tokOp, from)
			if c != '!' {
				break
			}
			continue
		}
		s.word()
	}
	at := int32(s.pos)
	s.out = append(s.out, token{tokEOF, at, at})
}
