package main

// maps are Hubs of 1,000 people whose map is drawn: one where few of them differ, and one where everybody does.
var maps = []struct{ name, config string }{
	{"1,000 people, 40 classes", `
classes = [f"class-{i:02}" for i in range(40)]
c.JupyterHub.load_groups = {name: {"users": [f"{name}-s{i}" for i in range(24)]} for name in classes}
c.JupyterHub.load_roles = [
    {"name": f"teach-{name}", "scopes": [f"list:users!group={name}", f"servers!group={name}"], "users": [f"teacher-{name}"]}
    for name in classes
]
`},
	{"1,000 people, each reaches another", `
c.JupyterHub.load_groups = {f"team-{i:03}": {"users": [f"u{n}" for n in range(i * 5, i * 5 + 5)]} for i in range(200)}
c.JupyterHub.load_roles = [
    {"name": f"pair-{i}", "scopes": [f"servers!user=u{(i * 7 + 1) % 1000}", f"read:users!user=u{i}"], "users": [f"u{i}"]} for i in range(1000)
]
`},
}
