package words

import (
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	scopes := []string{"servers", "read:servers", "delete:servers", "read:users", "list:users", "users", "tokens"}
	for _, c := range []struct{ word, want string }{
		{"servres", "servers"},
		{"read:user", "read:users"},
		{"Servers", "servers"},
		{"user", "users"},
		{"lsit:users", "list:users"},
		{"tokns", "tokens"},
		{"groups", ""},
		{"x", ""},
		{"", ""},
		{strings.Repeat("s", 65), ""},
	} {
		if got := Nearest(c.word, scopes); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.word, got, c.want)
		}
	}
	if got := Nearest("bc", []string{"bd", "bb"}); got != "bd" {
		t.Errorf("of two at the same distance got %q, want the first", got)
	}
}
