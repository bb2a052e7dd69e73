package rbac

import "slices"

// listGroups mirrors GroupListAPIHandler.get. A filtered list:groups may hold group filters only.
func (c *call) listGroups() {
	everyone, filters := c.p.Reach("list:groups")
	shown := map[string]bool{}
	for _, text := range filters {
		f := ParseFilter(text)
		if f.Kind != GroupFilter {
			c.deny(403, "list-filter-invalid")
			return
		}
		shown[f.Value] = true
	}
	offset, limit, ok := c.page()
	if !ok {
		return
	}
	var names []string
	for i := range c.now.db.groups.rows {
		if row := &c.now.db.groups.rows[i]; !row.gone && (everyone || shown[row.name]) {
			names = append(names, row.name)
		}
	}
	total := len(c.now.Groups()) // counted before the filter, in every version
	models := []any{}
	for _, name := range cut(names, offset, limit) {
		models = append(models, c.groupModel(name))
	}
	c.listing(models, offset, limit, total, !everyone)
}

// members mirrors _GroupAPIHandler._usernames_to_users; false when it has answered.
func (c *call) members(v any) ([]string, bool) {
	if v == nil {
		return nil, true
	}
	names, ok := texts(v)
	if !ok {
		c.broken("AttributeError", "usernames-not-strings", Args{})
		return nil, false
	}
	for i, n := range names {
		names[i] = c.hub.config.normalize(n)
		if !c.now.HasUser(names[i]) {
			c.fail(400, "user-not-found", Args{User: names[i]})
			return nil, false
		}
	}
	return names, true
}

// newMembers are those of a group that is made: its table takes nobody twice.
func (c *call) newMembers(v any) ([]string, bool) {
	names, ok := c.members(v)
	if ok && len(slices.Compact(slices.Sorted(slices.Values(names)))) < len(names) {
		c.broken("IntegrityError", "member-twice", Args{})
		return nil, false
	}
	return names, ok
}

// managed refuses changes of groups that the authenticator manages, in versions that do; false when it has answered.
func (c *call) managed() bool {
	if c.hub.config.ManageGroups && c.features().managedRefused {
		c.fail(400, "groups-managed", Args{Ref: c.hub.config.ManageGroupsRef})
		return false
	}
	return true
}

// createGroups mirrors GroupListAPIHandler.post.
func (c *call) createGroups() {
	if !c.managed() {
		return
	}
	v, ok := c.json()
	if !ok {
		return
	}
	data, ok := v.(*object)
	if !ok || !truthy(data.get("groups")) {
		c.fail(400, "groups-missing", Args{Key: "groups"})
		return
	}
	rest := &object{values: data.values, keys: slices.DeleteFunc(slices.Clone(data.keys), func(k string) bool { return k == "groups" })}
	if _, ok := c.checkModel(rest, groupTypes); !ok {
		return
	}
	names, ok := pythonNames(data.values["groups"])
	if !ok {
		c.unknown("group-names-not-strings") // some databases take numbers, others do not
		return
	}
	models := []any{}
	for _, name := range names {
		if c.now.HasGroup(name) {
			c.partial = true // each group is committed by itself
			c.fail(409, "group-exists", Args{Group: name})
			return
		}
		users, ok := c.newMembers(rest.values["users"])
		if !ok {
			c.partial = true
			return
		}
		c.become(c.now.withNewGroup(name, users))
	}
	for _, name := range names {
		models = append(models, c.groupModel(name))
	}
	c.ok(201, models)
}

// withNewGroup adds a group with its members.
func (h *Hub) withNewGroup(name string, users []string) *Hub {
	h = h.change(func(db *database) { db.addGroup(Name{Value: name}) })
	for _, u := range users {
		h = h.WithMember(name, u)
	}
	return h
}

// group finds the group of the address; false when it has answered.
func (c *call) group() (string, bool) {
	name := c.arg(0)
	if !c.now.HasGroup(name) {
		c.fail(404, "group-not-found", Args{Group: name})
		return "", false
	}
	return name, true
}

// getGroup mirrors GroupAPIHandler.get.
func (c *call) getGroup() {
	if name, ok := c.group(); ok {
		c.model(200, c.groupModel(name))
	}
}

// createGroup mirrors GroupAPIHandler.post.
func (c *call) createGroup() {
	name := c.arg(0)
	if !c.managed() {
		return
	}
	v, ok := c.json()
	if !ok {
		return
	}
	data := &object{}
	if v != nil {
		if data, ok = c.checkModel(v, groupTypes); !ok {
			return
		}
	}
	if c.now.HasGroup(name) {
		c.fail(409, "group-exists", Args{Group: name})
		return
	}
	users, ok := c.newMembers(data.get("users"))
	if !ok {
		return
	}
	c.become(c.now.withNewGroup(name, users))
	c.model(201, c.groupModel(name))
}

// deleteGroup mirrors GroupAPIHandler.delete.
func (c *call) deleteGroup() {
	if !c.managed() {
		return
	}
	if name, ok := c.group(); ok {
		c.become(c.now.WithoutGroup(name))
		c.ok(204, nil)
	}
}

// changeMembers mirrors GroupUsersAPIHandler.post and delete. Whoever may change a group may add any user to it,
// and so give anybody what the group holds.
func (c *call) changeMembers() {
	if !c.managed() {
		return
	}
	name, ok := c.group()
	if !ok {
		return
	}
	v, ok := c.json()
	if !ok {
		return
	}
	data, ok := c.checkModel(v, groupTypes)
	if !ok {
		return
	}
	if !data.has("users") {
		c.fail(400, "users-missing", Args{Key: "users"})
		return
	}
	users, ok := c.members(data.get("users"))
	if !ok {
		return
	}
	for _, u := range users {
		if c.Method == "POST" {
			c.become(c.now.WithMember(name, u))
		} else {
			c.become(c.now.WithoutMember(name, u))
		}
	}
	c.model(200, c.groupModel(name))
}

// putProperties mirrors GroupPropertiesAPIHandler.put.
func (c *call) putProperties() {
	name, ok := c.group()
	if !ok {
		return
	}
	v, ok := c.json()
	if !ok {
		return
	}
	if _, ok := v.(*object); !ok {
		c.fail(400, "body-not-object", Args{})
		return
	}
	c.become(c.now.WithProperties(name, plain(v)))
	c.model(200, c.groupModel(name))
}
