package pyconfig

// number reads an integer, float or imaginary literal, with underscores and any base.
func (s *scanner) number() {
	from := s.pos
	if s.text[s.pos] == '0' && s.pos+1 < s.end {
		switch s.text[s.pos+1] {
		case 'x', 'X', 'o', 'O', 'b', 'B':
			s.pos += 2
			for s.pos < s.end && (isHex(s.text[s.pos]) || s.text[s.pos] == '_') {
				s.pos++
			}
			s.afterNumber(from)
			return
		}
	}
	s.digits()
	if s.pos < s.end && s.text[s.pos] == '.' {
		s.pos++
		s.digits()
	}
	if s.pos < s.end && (s.text[s.pos] == 'e' || s.text[s.pos] == 'E') {
		next := s.pos + 1
		if next < s.end && (s.text[next] == '+' || s.text[next] == '-') {
			next++
		}
		if next < s.end && isDigit(s.text[next]) {
			s.pos = next
			s.digits()
		}
	}
	if s.pos < s.end && (s.text[s.pos] == 'j' || s.text[s.pos] == 'J') {
		s.pos++
	}
	s.afterNumber(from)
}

func (s *scanner) digits() {
	for s.pos < s.end && (isDigit(s.text[s.pos]) || s.text[s.pos] == '_') {
		s.pos++
	}
}

// afterNumber reports names that begin with a digit. A keyword may follow a number directly, as in `1if x else 2`.
func (s *scanner) afterNumber(from int) {
	if s.pos < s.end && isNameByte(s.text[s.pos]) {
		n := nameLength(s.text[s.pos:s.end])
		if n > 0 && !keywords[s.text[s.pos:s.pos+n]] {
			s.pos += n
			s.fail(from, s.pos, "bad-number", "this is neither a number nor a name", "put it in quotes when it is a text")
			s.emit(tokError, from)
			return
		}
	}
	text := s.text[from:s.pos]
	for i := 0; i < len(text); i++ {
		if text[i] == '_' && (i+1 == len(text) || text[i+1] == '_' || !isHex(text[i+1])) {
			s.fail(from, s.pos, "bad-number", "an underscore in a number must stand between two digits", "")
			s.emit(tokError, from)
			return
		}
	}
	if len(text) > 1 && text[0] == '0' && allDigits(text) && !allZero(text) {
		s.fail(from, s.pos, "bad-number", "a whole number can't begin with a zero", "write 0o for octal numbers")
		s.emit(tokError, from)
		return
	}
	s.emit(tokNumber, from)
}

func isHex(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func allDigits(text string) bool {
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) && text[i] != '_' {
			return false
		}
	}
	return true
}

func allZero(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] != '0' && text[i] != '_' {
			return false
		}
	}
	return true
}
