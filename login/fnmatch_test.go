package login

import (
	"strings"
	"testing"
)

// TestPatternsOfDomains has CPython's answers.
func TestPatternsOfDomains(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		name, pattern string
		want          bool
	}{
		{"uni.edu", "uni.edu", true}, {"dept.uni.edu", "*.uni.edu", true}, {"uni.edu", "*.uni.edu", false}, {"uni.edu", "*uni.edu", true},
		{"a.edu", "?.edu", true}, {"ab.edu", "?.edu", false}, {"", "*", true}, {"", "?", false}, {"abc", "a*b*c", true}, {"abcd", "a*c", false},
		{"b.org", "[abc].org", true}, {"d.org", "[a-c].org", false}, {"d.org", "[!a-c].org", true}, {"].org", "[]].org", true},
		{"[x", "[x", true}, {"aab", "*ab", true}, {"uni-edu", "uni.edu", false},
	} {
		if got := fnmatch(one.name, one.pattern); got != one.want {
			t.Errorf("%q like %q: %v", one.name, one.pattern, got)
		}
	}
	if fnmatch(strings.Repeat("a", 20_000), strings.Repeat("*a", 500)+"b") {
		t.Error("stars match what is not there")
	}
}
