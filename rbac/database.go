package rbac

import "slices"

// database holds the rows of a Hub's database that permissions depend on. Rows keep their number for ever;
// deleted ones stay as gaps. A Hub never changes its database: Start and the With methods work on a clone.
type database struct {
	users    table[userRow]
	groups   table[groupRow]
	services table[serviceRow]
	roles    table[roleRow]
	tokens   map[string]int32 // c.JupyterHub.api_tokens and such that were issued: token to the owner's serial
	serial   int32            // the last one given
	web      web
}

// table is rows with an index by name.
type table[R any] struct {
	rows []R
	at   map[string]int32
}

func (t *table[R]) find(name string) (int32, bool) {
	i, ok := t.at[name]
	return i, ok
}

func (t *table[R]) insert(name string, r R) int32 {
	if t.at == nil {
		t.at = map[string]int32{}
	}
	i := int32(len(t.rows))
	t.rows = append(t.rows, r)
	t.at[name] = i
	return i
}

// names lists the live rows, sorted.
func (t *table[R]) names() []string {
	out := make([]string, 0, len(t.at))
	for n := range t.at {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

func (t *table[R]) clone() table[R] {
	out := table[R]{rows: slices.Clone(t.rows), at: make(map[string]int32, len(t.at))}
	for k, v := range t.at {
		out.at[k] = v
	}
	return out
}

// row is what users and services have in common.
type row struct {
	name     string
	serial   int32 // tells a row from a later one of the same name
	ref      Ref   // where the config first names it
	admin    bool
	adminRef Ref // where the config makes it an admin
	gone     bool
}

type userRow struct {
	row
	// userRole and adminRole mirror membership in these two roles, which everybody may get by default.
	userRole, adminRole bool
	servers             []serverRow
	shares              []share
}

// serverRow is a server (a spawner) of a user, with its OAuth client.
type serverRow struct {
	name   string
	serial int32
	// allowed are the scopes that its OAuth client may be given, sorted.
	allowed []string
}

type groupRow struct {
	name    string
	serial  int32
	ref     Ref
	members []bearer
	shares  []share
	gone    bool
}

type serviceRow struct {
	row
	spec   bool // c.JupyterHub.services defines it, not service_tokens alone
	client *clientRow
}

// clientRow is the OAuth client of a service.
type clientRow struct {
	id      string
	serial  int32
	allowed []string
}

type roleRow struct {
	name        string
	ref         Ref
	description *string
	scopes      []Name
	fromConfig  bool  // an entry of load_roles defines it
	managed     bool  // a login made it: managed_by_auth
	scopesGiven bool  // its scopes stand in load_roles
	scopesNone  bool  // stored as None
	extended    int32 // the serial when an entry last gave it more scopes
	users       []bearer
	services    []bearer
	groups      []bearer
	gone        bool
}

// bearer is a row that holds a role, or is a member of a group.
type bearer struct {
	row     int32
	given   bool // by the Hub itself
	managed bool // by a login that brings roles: managed_by_auth
	shaky   bool // what a login brought, and a start of which too little was read may have taken
	ref     Ref  // where the config says so
}

// share is a server shared with a user or group.
type share struct {
	owner, server string
	serial        int32    // of the server
	scopes        []string // sorted, each with the server's filter
}

const (
	roleUser   = "user"
	roleAdmin  = "admin"
	roleServer = "server"
	roleToken  = "token"
)

func newDatabase() *database { return &database{tokens: map[string]int32{}} }

func (db *database) clone() *database {
	out := &database{users: db.users.clone(), groups: db.groups.clone(), services: db.services.clone(), roles: db.roles.clone(), serial: db.serial, tokens: make(map[string]int32, len(db.tokens)), web: db.web.clone()}
	for k, v := range db.tokens {
		out.tokens[k] = v
	}
	for i := range out.groups.rows {
		g := &out.groups.rows[i]
		g.members = slices.Clone(g.members)
	}
	for i := range out.roles.rows {
		r := &out.roles.rows[i]
		r.users, r.services, r.groups = slices.Clone(r.users), slices.Clone(r.services), slices.Clone(r.groups)
	}
	return out
}

func (db *database) next() int32 {
	db.serial++
	return db.serial
}

func (db *database) addUser(n Name) int32 {
	return db.users.insert(n.Value, userRow{row: row{name: n.Value, ref: n.Ref, serial: db.next()}})
}

func (db *database) addGroup(n Name) int32 {
	return db.groups.insert(n.Value, groupRow{name: n.Value, ref: n.Ref, serial: db.next()})
}

// grantDefaults gives a user the roles that every new user gets. Counterpart: jupyterhub.roles.assign_default_roles.
func (db *database) grantDefaults(user int32) {
	u := &db.users.rows[user]
	db.grant(roleUser, user, bearer{given: true, ref: u.ref})
	if u.admin {
		db.grant(roleAdmin, user, bearer{given: true, ref: u.adminRef})
	} else if u.adminRole {
		db.stripAdmin(user)
	}
}

// grant gives a user the role `user` or `admin`, once.
func (db *database) grant(role string, user int32, b bearer) {
	r, ok := db.roles.find(role)
	if !ok {
		return
	}
	has := db.mirror(role, user)
	if *has {
		return
	}
	*has = true
	b.row = user
	row := &db.roles.rows[r]
	row.users = append(row.users, b)
}

func (db *database) mirror(role string, user int32) *bool {
	u := &db.users.rows[user]
	if role == roleAdmin {
		return &u.adminRole
	}
	return &u.userRole
}

func (db *database) stripAdmin(user int32) {
	db.users.rows[user].adminRole = false
	if r, ok := db.roles.find(roleAdmin); ok {
		row := &db.roles.rows[r]
		row.users = slices.DeleteFunc(row.users, func(b bearer) bool { return b.row == user })
	}
}

// setUsers makes list the exact users of a role.
func (db *database) setUsers(role int32, list []bearer) {
	r := &db.roles.rows[role]
	if r.name == roleUser || r.name == roleAdmin {
		for _, b := range r.users {
			*db.mirror(r.name, b.row) = false
		}
		for _, b := range list {
			*db.mirror(r.name, b.row) = true
		}
	}
	r.users = list
}

// grantService gives a service the role admin, once.
func (db *database) grantService(service int32, b bearer) {
	r, ok := db.roles.find(roleAdmin)
	if !ok {
		return
	}
	row := &db.roles.rows[r]
	if !slices.ContainsFunc(row.services, func(o bearer) bool { return o.row == service }) {
		b.row = service
		row.services = append(row.services, b)
	}
}

// dropService deletes a service with its role assignments.
func (db *database) dropService(service int32) {
	s := &db.services.rows[service]
	delete(db.services.at, s.name)
	s.gone = true
	for i := range db.roles.rows {
		r := &db.roles.rows[i]
		r.services = slices.DeleteFunc(r.services, func(b bearer) bool { return b.row == service })
	}
	for token, owner := range db.tokens {
		if owner == s.serial {
			delete(db.tokens, token)
		}
	}
}

// dropRole deletes a role with its assignments.
func (db *database) dropRole(role int32) {
	r := &db.roles.rows[role]
	delete(db.roles.at, r.name)
	r.gone, r.users, r.services, r.groups = true, nil, nil, nil
}
