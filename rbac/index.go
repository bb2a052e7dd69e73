package rbac

import (
	"encoding/binary"
	"slices"
	"sync"
)

// index answers, for a database that has come to rest, who holds which role by what, without looking through
// all rows. Users with the same direct roles and the same role-bearing groups share one profile, so that
// expansion happens once a role and merging once a profile.
type index struct {
	defs *Definitions
	db   *database

	userRoles    spans // direct roles of users: bearer.row is the role
	userGroups   spans // groups of users: bearer.row is the group
	groupRoles   spans
	serviceRoles spans

	roles   []lazy[*expansion]     // by role; roles with the same long list of scopes share one
	written []lazy[[]writtenScope] // by role, for explaining
	same    []int32                // by role: the first role with the same scopes
	shared  bool                   // some role has the same scopes as another
	groups  []lazy[*expansion]     // by group: its roles merged

	nothing packed // what a subject without any scope holds

	mu       sync.Mutex
	byKey    map[string]*profile
	room     []profile  // for those to come
	profiles []*profile // by user; nil until asked for
}

// spans are lists by row number, in one array.
type spans struct {
	start []int32
	list  []bearer
}

// of returns nothing for rows that came after the lists were built.
func (s *spans) of(row int32) []bearer {
	if int(row)+1 >= len(s.start) {
		return nil
	}
	return s.list[s.start[row]:s.start[row+1]]
}

// turn builds, from the lists that each yields as (holder, held), the lists by holder.
func turn(rows int, each func(yield func(holder int32, held bearer))) spans {
	s := spans{start: make([]int32, rows+1)}
	each(func(holder int32, _ bearer) { s.start[holder+1]++ })
	for i := range rows {
		s.start[i+1] += s.start[i]
	}
	s.list = make([]bearer, s.start[rows])
	at := slices.Clone(s.start)
	each(func(holder int32, held bearer) {
		s.list[at[holder]] = held
		at[holder]++
	})
	return s
}

// lazy is a value computed at its first use.
type lazy[V any] struct {
	once sync.Once
	v    V
}

func (l *lazy[V]) get(make func() V) V {
	l.once.Do(func() { l.v = make() })
	return l.v
}

// profile is what a user holds by roles, but for the user's own name.
type profile struct {
	direct []int32 // roles, ascending, one for all that have the same scopes
	groups []int32 // groups that bear roles, ascending

	once   sync.Once
	base   packed // fixed scopes, reduced
	own    scopeSet
	failed *HubError
}

func newIndex(d *Definitions, db *database) *index {
	x := &index{defs: d, db: db}
	roles := db.roles.rows
	by := func(list func(*roleRow) []bearer) func(func(int32, bearer)) {
		return func(yield func(int32, bearer)) {
			for i := range roles {
				for _, b := range list(&roles[i]) {
					yield(b.row, bearer{row: int32(i), given: b.given, shaky: b.shaky, ref: b.ref})
				}
			}
		}
	}
	x.userRoles = turn(len(db.users.rows), by(func(r *roleRow) []bearer { return r.users }))
	x.groupRoles = turn(len(db.groups.rows), by(func(r *roleRow) []bearer { return r.groups }))
	x.serviceRoles = turn(len(db.services.rows), by(func(r *roleRow) []bearer { return r.services }))
	x.userGroups = turn(len(db.users.rows), func(yield func(int32, bearer)) {
		for i := range db.groups.rows {
			for _, b := range db.groups.rows[i].members {
				yield(b.row, bearer{row: int32(i), ref: b.ref})
			}
		}
	})
	x.roles = make([]lazy[*expansion], len(roles))
	x.written = make([]lazy[[]writtenScope], len(roles))
	x.same = make([]int32, len(roles))
	var long lists
	var firsts []int32
	for i := range roles {
		x.same[i] = int32(i)
		if n, first := long.number(roles[i].scopes); !first {
			x.same[i], x.shared = firsts[n], true
		} else if n >= 0 {
			firsts = append(firsts, int32(i))
		}
	}
	x.groups = make([]lazy[*expansion], len(db.groups.rows))
	x.profiles = make([]*profile, len(db.users.rows))
	return x
}

// groupsOf lists the groups of a user by name; nobody's when there is no such user.
func (x *index) groupsOf(user string) []bearer {
	if u, ok := x.db.users.find(user); ok {
		return x.userGroups.of(u)
	}
	return nil
}

func (x *index) roleExpansion(role int32) *expansion {
	role = x.same[role]
	return x.roles[role].get(func() *expansion {
		e := x.defs.expandNames(x.db.roles.rows[role].scopes)
		if row := &x.db.roles.rows[role]; row.scopesNone && x.defs.features.noneFails {
			e.fail(&HubError{Type: "TypeError", ID: "role-scopes-missing", Args: Args{Role: row.name}})
		}
		return e
	})
}

func (x *index) groupExpansion(group int32) *expansion {
	return x.groups[group].get(func() *expansion {
		var m merger
		for _, r := range x.groupRoles.of(group) {
			m.add(x.roleExpansion(r.row))
		}
		return m.result()
	})
}

func (x *index) serviceExpansion(service int32) *expansion {
	var m merger
	for _, r := range x.serviceRoles.of(service) {
		m.add(x.roleExpansion(r.row))
	}
	return m.result()
}

// merger joins expansions, each once.
type merger struct {
	list []*expansion
	seen map[*expansion]bool // built once a look through the list would be slow
}

func (m *merger) add(e *expansion) {
	const few = 16
	if m.seen[e] || m.seen == nil && slices.Contains(m.list, e) {
		return
	}
	m.list = append(m.list, e)
	if m.seen != nil {
		m.seen[e] = true
	} else if len(m.list) > few {
		m.seen = make(map[*expansion]bool, 4*few)
		for _, o := range m.list {
			m.seen[o] = true
		}
	}
}

// result may be one of the expansions that were added: it is not to be changed.
func (m *merger) result() *expansion {
	if len(m.list) == 1 {
		return m.list[0]
	}
	e, n := &expansion{}, 0
	for _, o := range m.list {
		n += len(o.fixed.grants)
	}
	e.fixed.grants = make([]grant, 0, n)
	for _, o := range m.list {
		e.merge(o)
	}
	return e
}

// userProfile finds the profile of a user.
func (x *index) userProfile(user int32) *profile {
	x.mu.Lock()
	defer x.mu.Unlock()
	if p := x.profiles[user]; p != nil {
		return p
	}
	var roles, groups [16]int32
	direct, bearing := roles[:0], groups[:0]
	for _, r := range x.userRoles.of(user) {
		direct = append(direct, x.same[r.row])
	}
	if x.shared {
		slices.Sort(direct)
		direct = slices.Compact(direct)
	}
	for _, g := range x.userGroups.of(user) {
		if len(x.groupRoles.of(g.row)) > 0 {
			bearing = append(bearing, g.row)
		}
	}
	p := x.profileOf(direct, bearing)
	x.profiles[user] = p
	return p
}

// profileOf finds or makes the profile of these roles and groups, each ascending. The caller holds mu.
func (x *index) profileOf(direct, groups []int32) *profile {
	var room [160]byte
	key := room[:0]
	for _, r := range direct {
		key = binary.LittleEndian.AppendUint32(key, uint32(r))
	}
	key = append(key, 0xff, 0xff, 0xff, 0xff)
	for _, g := range groups {
		key = binary.LittleEndian.AppendUint32(key, uint32(g))
	}
	if p, ok := x.byKey[string(key)]; ok {
		return p
	}
	both := slices.Concat(direct, groups)
	if len(x.room) == 0 {
		const together = 16
		x.room = make([]profile, together)
	}
	p := &x.room[0]
	x.room = x.room[1:]
	p.direct, p.groups = both[:len(direct):len(direct)], both[len(direct):]
	if x.byKey == nil {
		const usual = 512
		x.byKey = make(map[string]*profile, min(len(x.profiles), usual))
	}
	x.byKey[string(key)] = p
	return p
}

// expansion merges all that the profile holds.
func (p *profile) expansion(x *index) *expansion {
	var m merger
	p.each(x, m.add)
	return m.result()
}

func (p *profile) each(x *index, yield func(*expansion)) {
	for _, r := range p.direct {
		yield(x.roleExpansion(r))
	}
	for _, g := range p.groups {
		yield(x.groupExpansion(g))
	}
}

// resolve computes base and own once. It is the merged expansion reduced, without making that first.
func (p *profile) resolve(x *index) {
	p.once.Do(func() {
		var own scopeSet
		var room [16][]grant
		lists := room[:0]
		p.each(x, func(e *expansion) { // twice is as good as once
			if e.failed != nil && p.failed == nil {
				p.failed = e.failed
			}
			lists = append(lists, e.fixed.grants)
			own.union(e.user)
			if e.self {
				own.union(x.defs.self)
			}
		})
		if p.failed != nil {
			return
		}
		if p.failed = x.defs.pack(&p.base, lists); p.failed != nil {
			return
		}
		if p.own = own; !x.defs.features.unreduced {
			p.own = own.without(p.base.all)
		}
	})
}
