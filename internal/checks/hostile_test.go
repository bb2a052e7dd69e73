package checks

import (
	"strings"
	"testing"

	"rolecall.example/internal/limits"
)

// TestHostileLinesCostNoMoreThanTheirLength runs lines as long as a document may be. One that cost the square of
// its length would outlast the test's own limit on time.
func TestHostileLinesCostNoMoreThanTheirLength(t *testing.T) {
	t.Parallel()
	h := start(t, school())
	long := func(before, piece, after string) string {
		return before + strings.Repeat(piece, (limits.Document-len(before)-len(after))/len(piece)) + after
	}
	for _, line := range []string{
		long("", "a", ""), long("", "a ", ""), long("", "\"", ""), long("", "\\", ""), long("\"", "\\\\", "\" can users"),
		long("only ", "johan, ", "root can users"), long("only ", "any member of class-a, ", "root can users"),
		long("token of johan with [", "users, ", "users] can users"), long("token of johan with [", "servers!user=student3, ", "users] is refused"),
		long("johan can GET /", "a", ""), long("johan can POST /x ", "[", ""), long("johan can POST /x [", "1,", "1]"),
		long("johan can GET /x seeing [", "a, ", "a]"), long("johan can users!user=", "a", ""), long("johan can users", " ", "x"),
		long("johan can users ", "#", ""), long("johan can users", "!user", ""),
		long("only ", "johan, ", "root can GET /users"), long("only ", "any user, ", "root can GET /users seeing [johan]"),
		long("johan can GET /users seeing [", "johan, ", "root]"), long("nobody can GET /users?x=", "%41", ""), long("johan can open /user/", "../", ""),
		long("after root POST /users {\"usernames\": [", "\"\",", "\"x\"]}"), long("after root POST /groups {\"groups\": [", "[],", "1]}"),
	} {
		lines, ds := Parse("checks", line)
		if len(ds) == 1 && len(ds[0].Message)+len(ds[0].Hint) > 2000 {
			t.Errorf("%.30q… has a diagnostic of %d bytes", line, len(ds[0].Message))
		}
		if len(lines) != 1 || len(ds) > 1 {
			t.Errorf("%.30q…: %d lines, %d diagnostics", line, len(lines), len(ds))
		}
		for _, r := range Run(h, lines) {
			if len(r.Message)+len(r.Hint) > 2000 {
				t.Errorf("%.30q… has a message of %d bytes", line, len(r.Message))
			}
		}
	}
}
