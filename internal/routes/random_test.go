package routes

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"rolecall.example/internal/checks"
	"rolecall.example/rbac"
)

// randomHub is the text of a small Hub, full of what the moves take.
func randomHub(r *rand.Rand, version string) string {
	var b strings.Builder
	shares := "shares"
	if version < "5" {
		shares = "read:groups" // these came later
	}
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	users := []string{"ann", "ben", "cem", "dan", "eva", "flo"}
	groups := []string{"red", "blue", "green"}
	some := func(list []string, most int) (out []string) {
		for _, i := range r.Perm(len(list))[:r.IntN(most+1)] {
			out = append(out, list[i])
		}
		return out
	}
	if r.IntN(2) == 0 {
		b.WriteString("admin root\n")
	}
	for _, g := range groups {
		fmt.Fprintf(&b, "group %s: %s\n", g, strings.Join(some(users, 3), " "))
	}
	b.WriteString("service bot\n")
	for _, u := range users {
		fmt.Fprintf(&b, "user %s\n", u)
		if r.IntN(3) == 0 {
			fmt.Fprintf(&b, "runs %s\n", u)
		}
	}
	if r.IntN(3) == 0 {
		b.WriteString("role server: " + pick("inherit", "self", "users:activity!user access:servers!server") + "\n")
	}
	for i := range 2 + r.IntN(4) {
		var scopes []string
		for range 1 + r.IntN(3) {
			base := pick("groups", "tokens", "access:servers", "admin:users", "admin:groups", "servers", "read:users", "list:users", shares, "users", "delete:users")
			switch r.IntN(8) {
			case 0:
			case 1, 2:
				base += "!user=" + pick("ann", "ben", "cem", "gone")
			default:
				base += "!group=" + pick(groups...)
			}
			scopes = append(scopes, base)
		}
		var bearers []string
		for _, g := range some(groups, 1) {
			bearers = append(bearers, "@"+g)
		}
		if r.IntN(4) == 0 {
			bearers = append(bearers, "+bot")
		}
		bearers = append(bearers, some(users, 2)...)
		fmt.Fprintf(&b, "role some-%d: %s -> %s\n", i, strings.Join(scopes, " "), strings.Join(bearers, " "))
	}
	return b.String()
}

// TestRoutesOfRandomHubsComeTrue replays each route from the start, as a whole and without each of its moves: none is there
// for nothing.
func TestRoutesOfRandomHubsComeTrue(t *testing.T) {
	t.Parallel()
	kinds := map[MoveKind]int{}
	found := 0
	for seed := range uint64(300) {
		version := []string{"5.5.1", "6.0.0b2", "4.1.6", "3.1.1"}[seed%4]
		text := randomHub(rand.New(rand.NewPCG(seed, 6)), version)
		h := hub(t, version, text)
		for _, r := range Find(h, Limits{20000, 100}).Routes {
			found++
			if !r.Replay(h) {
				t.Errorf("seed %d: %s does not come true on\n%s", seed, told(&r), text)
			}
			inWords(t, fmt.Sprintf("seed %d: %s", seed, told(&r)), &r, h)
			for i := range r.Moves {
				kinds[r.Moves[i].Kind]++
				less := r
				less.Moves = append(append([]Move(nil), r.Moves[:i]...), r.Moves[i+1:]...)
				if less.Replay(h) {
					t.Errorf("seed %d: %s goes without its move %d on\n%s", seed, told(&r), i, text)
				}
			}
		}
	}
	t.Logf("%d routes, moves %v", found, kinds)
	for _, k := range []MoveKind{Join, Add, Token, Open, Start, Admin, Delete, Rename} {
		if kinds[k] == 0 {
			t.Errorf("no route has the move %s", k)
		}
	}
	if found < 300 {
		t.Errorf("only %d routes", found)
	}
}

// inWords runs a route as a document would: as claims and steps of the check language.
func inWords(t *testing.T, what string, r *Route, h *rbac.Hub) {
	t.Helper()
	h = r.Ready(h)
	text := strings.Join(r.Lines(h), "\n")
	lines, ds := checks.Parse("checks", text)
	if len(ds) > 0 {
		t.Errorf("%s: %s\n%s", what, ds[0].Message, text)
	}
	results, _ := checks.NewSession().Run(h, lines)
	for _, c := range results {
		if c.Verdict != checks.Holds {
			t.Errorf("%s: %s: %s\n%s", what, c.Line.Text, c.Message, text)
		}
	}
	if len(results) < len(r.Moves) {
		t.Errorf("%s: %d lines of %d moves", what, len(results), len(r.Moves))
	}
}

// oneMove lists what bearers can reach by a single request, tried without any plan.
func oneMove(h *rbac.Hub, user string) bool {
	who := Actor{User, user}
	subject, _ := who.Subject(h)
	var moves []Move
	for _, g := range h.Groups() {
		moves = append(moves, Move{Kind: Join, By: who, User: user, Group: g})
	}
	moves = append(moves, Move{Kind: Admin, By: who, User: user})
	before, err := h.Permissions(subject)
	if err != nil {
		return false
	}
	for _, m := range moves {
		after, ok := m.Do(h)
		if !ok {
			continue
		}
		p, err := after.Permissions(subject)
		if err != nil {
			continue
		}
		for _, scope := range p.Strings() {
			if yes, err := before.HasScope(scope, false); !yes && err == nil {
				return true
			}
		}
	}
	for _, v := range h.Users() {
		if m := (Move{Kind: Token, By: who, User: v}); v != user {
			if after, ok := m.Do(h); ok {
				token, _ := Actor{TokenOf, v}.Subject(after)
				p, err := after.Permissions(token)
				if err != nil {
					continue
				}
				for _, scope := range p.Strings() {
					if yes, err := before.HasScope(scope, false); !yes && err == nil && scope != "inherit" {
						return true
					}
				}
			}
		}
	}
	return false
}

// TestNobodyWithAWayOfOneMoveIsMissed holds the search against trying every single request of the kinds join, admin and
// token for every user.
func TestNobodyWithAWayOfOneMoveIsMissed(t *testing.T) {
	t.Parallel()
	with, without := 0, 0
	for seed := range uint64(150) {
		version := []string{"5.5.1", "3.1.1"}[seed%2]
		text := randomHub(rand.New(rand.NewPCG(seed, 7)), version)
		h := hub(t, version, text)
		told := map[string]bool{}
		f := &finder{start: h, left: 20000, defs: h.Definitions()}
		f.survey()
		for _, r := range Find(h, Limits{200000, 1000}).Routes {
			key, _, _ := f.sort(r.As)
			told[key] = true
		}
		for _, u := range h.Users() {
			if h.IsAdmin(rbac.Subject{Kind: rbac.User, Name: u}) {
				continue
			}
			key, _, _ := f.sort(u)
			switch oneMove(h, u) {
			case true:
				with++
				if !told[key] {
					t.Errorf("seed %d: no route is told for %s on\n%s", seed, u, text)
				}
			default:
				without++
			}
		}
	}
	if with < 50 || without < 50 {
		t.Errorf("%d users with a way, %d without", with, without)
	}
}
