package helm

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/settings"
	"rolecall.example/internal/words"
)

// chartDefaults are the chart's own values, as far as the program reads them.
func chartDefaults() settings.Value {
	null := settings.Value{Kind: settings.None}
	return dict(
		entry("hub", dict(
			entry("config", dict(entry("JupyterHub", dict(entry("admin_access", truth(true)), entry("authenticator_class", text("dummy")))))),
			entry("baseUrl", text("/")),
			entry("concurrentSpawnLimit", number("64")),
			entry("activeServerLimit", null), entry("allowNamedServers", truth(false)), entry("namedServerLimitPerUser", null),
			entry("authenticatePrometheus", null), entry("redirectToServer", null), entry("shutdownOnLogout", null),
			entry("templatePaths", list()), entry("templateVars", dict()),
			entry("extraConfig", dict()), entry("extraFiles", dict()), entry("extraEnv", dict()),
			entry("loadRoles", dict()), entry("services", dict()),
		)),
		entry("cull", dict(entry("enabled", truth(true)), entry("users", truth(false)), entry("adminUsers", truth(true)), entry("removeNamedServers", truth(false)),
			entry("timeout", number("3600")), entry("every", number("600")), entry("concurrency", number("10")), entry("maxAge", number("0")))),
	)
}

// chartKeys are the keys that the chart's schema allows at its root and in two of its mappings.
var chartKeys = map[string][]string{
	"": {"cull", "custom", "debug", "enabled", "fullnameOverride", "global", "httpRoute", "hub", "imagePullSecret", "imagePullSecrets", "ingress",
		"nameOverride", "prePuller", "proxy", "rbac", "scheduling", "singleuser"},
	"hub": {"activeServerLimit", "allowNamedServers", "annotations", "args", "authenticatePrometheus", "baseUrl", "command", "concurrentSpawnLimit",
		"config", "consecutiveFailureLimit", "containerSecurityContext", "cookieSecret", "db", "deploymentStrategy", "existingSecret", "extraConfig",
		"extraContainers", "extraEnv", "extraFiles", "extraPodSpec", "extraVolumeMounts", "extraVolumes", "fsGid", "image", "initContainers", "labels",
		"lifecycle", "livenessProbe", "loadRoles", "namedServerLimitPerUser", "networkPolicy", "nodeSelector", "pdb", "podSecurityContext",
		"readinessProbe", "redirectToServer", "resources", "revisionHistoryLimit", "service", "serviceAccount", "services", "shutdownOnLogout",
		"templatePaths", "templateVars", "tolerations"},
	"cull": {"adminUsers", "concurrency", "enabled", "every", "maxAge", "removeNamedServers", "timeout", "users"},
}

// meant are keys that people write where the chart has another.
var meant = map[string]string{
	"loadGroups": "hub.config.JupyterHub.load_groups", "load_groups": "hub.config.JupyterHub.load_groups", "load_roles": "hub.loadRoles",
	"auth": "hub.config", "adminUsers": "hub.config.Authenticator.admin_users", "admin_users": "hub.config.Authenticator.admin_users",
	"allowedUsers": "hub.config.Authenticator.allowed_users", "allowed_users": "hub.config.Authenticator.allowed_users",
	"custom_scopes": "hub.config.JupyterHub.custom_scopes", "extra_config": "hub.extraConfig",
}

// chart puts the chart's program, jupyterhub_config.d and hub.extraConfig in their order.
func (p *preparation) chart(files []settings.Value) {
	values := dict()
	for _, v := range files {
		v = p.root(v)
		values = merged(values, v)
	}
	if len(p.YAML) > 0 {
		p.home = diag.Span{File: p.YAML[0].Name}
	} else if len(p.Python) > 0 {
		p.home = diag.Span{File: p.Python[0].Name}
	}
	if hub, ok := lookup(values, "hub"); ok && hub.Span.File != "" {
		p.home = diag.Span{File: hub.Span.File, Start: hub.Span.Start, End: hub.Span.Start}
	}
	for _, where := range []string{"", "hub", "cull"} {
		p.unknownKeys(values, where)
	}
	values = over(chartDefaults(), values)
	hub, _ := lookup(values, "hub")
	if hub.Kind != settings.Dict {
		p.refused(hub, "hub", "a mapping")
		hub = dict()
	}
	hub.Pairs = slices.Clone(hub.Pairs)
	for _, key := range []string{"loadRoles", "services", "config", "extraConfig", "extraFiles"} {
		if v, ok := lookup(hub, key); ok {
			hub.Pairs = set(hub.Pairs, entry(key, p.mappings(v, key)))
		}
	}
	values.Pairs = set(slices.Clone(values.Pairs), entry("hub", hub))
	p.out.Host.Values = rendered(values)
	p.module("z2jh.py", chartModule)
	p.environment(hub)
	p.out.Host.Joined = true
	p.own("<the chart's jupyterhub_config.py>", chartProgram)
	p.extraFiles(hub)
	p.configFolder()
	extra, _ := lookup(hub, "extraConfig")
	for _, key := range sortedKeys(extra) {
		v, _ := lookup(extra, key)
		p.out.Files = append(p.out.Files, p.embedded("hub.extraConfig."+key, v))
	}
}

// root finds the chart's values in a file: its root, or where a chart that contains the chart has them.
func (p *preparation) root(v settings.Value) settings.Value {
	if v.Kind != settings.Dict || len(v.Pairs) == 0 {
		return v
	}
	if hub, ok := lookup(v, "hub"); ok && hub.Kind == settings.Dict {
		return v
	}
	found := func(path []string, sub settings.Value) settings.Value {
		p.at(diag.Info, v.Pairs[0].Key.Span, "values-depth", "the values of JupyterHub are read from "+strings.Join(path, "."), "")
		return sub
	}
	if path, sub, ok := below(v, nil, func(key string, sub settings.Value) bool { return key == "jupyterhub" && anyKey(sub, chartKeys[""]) }); ok {
		return found(path, sub)
	}
	if path, sub, ok := below(v, nil, func(_ string, sub settings.Value) bool {
		hub, has := lookup(sub, "hub")
		return has && hub.Kind == settings.Dict
	}); ok {
		return found(path, sub)
	}
	if anyKey(v, chartKeys[""]) {
		return v
	}
	if anyKey(v, []string{"loadRoles", "extraConfig", "config", "services"}) {
		p.at(diag.Info, v.Pairs[0].Key.Span, "values-fragment", "these keys are read as what stands under hub", "write hub: above them, and indent them")
		return dict(entry("hub", v))
	}
	p.at(diag.Question, v.Pairs[0].Key.Span, "values-not-found", "no values of JupyterHub are found here: no key hub at any depth", "paste the file with the keys above, from the root")
	return dict()
}

// below looks through mappings, the outermost first.
func below(v settings.Value, path []string, is func(string, settings.Value) bool) ([]string, settings.Value, bool) {
	type place struct {
		path []string
		v    settings.Value
	}
	queue := []place{{path, v}}
	for len(queue) > 0 {
		here := queue[0]
		queue = queue[1:]
		for _, pair := range here.v.Pairs {
			if pair.Value.Kind != settings.Dict {
				continue
			}
			next := place{append(slices.Clone(here.path), pair.Key.Text), pair.Value}
			if is(pair.Key.Text, pair.Value) {
				return next.path, next.v, true
			}
			queue = append(queue, next)
		}
	}
	return nil, v, false
}

func anyKey(v settings.Value, keys []string) bool {
	return slices.ContainsFunc(v.Pairs, func(p settings.Pair) bool { return slices.Contains(keys, p.Key.Text) })
}

// unknownKeys says which keys the chart's schema does not have.
func (p *preparation) unknownKeys(values settings.Value, where string) {
	v, prefix := values, ""
	if where != "" {
		v, _ = lookup(values, where)
		prefix = where + "."
	}
	for _, pair := range v.Pairs {
		key := pair.Key.Text
		if slices.Contains(chartKeys[where], key) {
			continue
		}
		hint := ""
		if to, ok := meant[key]; ok {
			hint = "write " + to
		} else if near := words.Nearest(key, chartKeys[where]); near != "" {
			hint = "did you mean " + prefix + near + "?"
		}
		p.at(diag.Warning, pair.Key.Span, "values-unknown-key", "the chart has no key "+prefix+key+": Helm refuses these values", hint)
	}
}

// refused says that a value's kind is none that the chart takes.
func (p *preparation) refused(v settings.Value, path, want string) {
	p.at(diag.Error, v.Span, "values-type", path+" must be "+want+": Helm refuses these values", "")
}

// mappings checks the mapping of one key of hub, entry by entry, and leaves out what the program would fail on.
func (p *preparation) mappings(v settings.Value, key string) settings.Value {
	path := "hub." + key
	switch {
	case v.Kind == settings.Unknown:
		return v
	case v.Kind != settings.Dict:
		hint := ""
		if v.Kind == settings.List && (key == "loadRoles" || key == "services") {
			hint = "in values the names are keys: " + key + ": {NAME: {…}}"
		}
		p.at(diag.Error, v.Span, "values-type", path+" must be a mapping: Helm refuses these values", hint)
		return dict()
	}
	out := v
	out.Pairs = nil
	for _, pair := range v.Pairs {
		name, ok := pair.Key.Text, false
		switch {
		case pair.Value.Kind == settings.Unknown:
			ok = true
		case key == "extraConfig":
			if ok = pair.Value.Kind == settings.Str; !ok {
				p.at(diag.Error, pair.Value.Span, "values-type", path+"."+name+" must be a text of Python: the Hub stops here (TypeError)", "begin it with |")
			}
		case pair.Value.Kind != settings.Dict && key == "config":
			p.refused(pair.Value, path+"."+name, "a mapping of traits to values")
		case pair.Value.Kind != settings.Dict && key == "extraFiles":
			p.refused(pair.Value, path+"."+name, "a mapping")
		case pair.Value.Kind != settings.Dict:
			p.at(diag.Error, pair.Value.Span, "values-type", path+"."+name+" must be a mapping: the Hub stops here (AttributeError)", "an empty one is written {}")
		case key == "config":
			ok = p.section(pair.Key)
		default:
			ok = true
		}
		if ok {
			out.Pairs = append(out.Pairs, pair)
		}
	}
	return out
}

// section reports whether a key of hub.config may be the name of a class.
func (p *preparation) section(key settings.Value) bool {
	if first := []rune(key.Text); len(first) > 0 && unicode.IsUpper(first[0]) {
		return true
	}
	hint := "sections are named after classes: JupyterHub, Authenticator, …"
	if to, ok := meant[key.Text]; ok {
		hint = "write " + to
	} else if slices.Contains(chartKeys["hub"], key.Text) {
		hint = "write hub." + key.Text
	}
	if sectionsChecked(p.JupyterHub) {
		p.at(diag.Error, key.Span, "values-section", fmt.Sprintf("a section of hub.config begins with a capital, and %q does not: the chart stops the Hub here", key.Text), hint)
	} else {
		p.at(diag.Advice, key.Span, "values-section", fmt.Sprintf("nothing reads the section hub.config.%s: sections begin with a capital", key.Text), hint)
	}
	return false
}

// environment takes the variables that hub.extraEnv sets with their values.
func (p *preparation) environment(hub settings.Value) {
	env, _ := lookup(hub, "extraEnv")
	add := func(name string, v settings.Value) {
		switch v.Kind {
		case settings.Str, settings.Int, settings.Float:
			p.out.Environment[name] = v.Text
		case settings.Bool:
			p.out.Environment[name] = strconv.FormatBool(v.Bool)
		}
	}
	for _, pair := range env.Pairs {
		add(pair.Key.Text, pair.Value)
	}
	for _, item := range env.Items {
		name, _ := lookup(item, "name")
		if v, ok := lookup(item, "value"); ok {
			add(name.Text, v)
		}
	}
}

const mountedConfig = "/usr/local/etc/jupyterhub/jupyterhub_config.d/"

// extraFiles takes the texts of hub.extraFiles: Python in jupyterhub_config.d runs, the rest may be opened.
func (p *preparation) extraFiles(hub settings.Value) {
	files, _ := lookup(hub, "extraFiles")
	for _, pair := range files.Pairs {
		path, _ := lookup(pair.Value, "mountPath")
		data, _ := lookup(pair.Value, "stringData")
		if path.Kind != settings.Str || data.Kind != settings.Str {
			continue
		}
		if name, ok := strings.CutPrefix(path.Text, mountedConfig); ok && strings.HasSuffix(name, ".py") && !strings.Contains(name, "/") {
			p.Python = append(p.Python, p.embedded(name, data))
			continue
		}
		p.out.Reads[path.Text] = data.Text
	}
}
