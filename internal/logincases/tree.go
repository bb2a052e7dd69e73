package logincases

import (
	"fmt"
	"slices"
	"strconv"

	"rolecall.example/internal/settings"
)

// tree makes the settings of a case's assignments.
func tree(config [][3]any) (*settings.Tree, error) {
	t := &settings.Tree{}
	for _, one := range config {
		class, ok := one[0].(string)
		trait, also := one[1].(string)
		if !ok || !also {
			return nil, fmt.Errorf("an assignment names a class and a trait, not %v and %v", one[0], one[1])
		}
		t.Assignments = append(t.Assignments, settings.Assignment{Class: class, Trait: trait, Value: value(one[2])})
	}
	return t, nil
}

// value makes a value of JSON.
func value(v any) settings.Value {
	switch v := v.(type) {
	case nil:
		return settings.Value{Kind: settings.None}
	case bool:
		return settings.Value{Kind: settings.Bool, Bool: v}
	case string:
		return settings.Value{Kind: settings.Str, Text: v}
	case float64:
		return settings.Value{Kind: settings.Int, Text: strconv.FormatFloat(v, 'f', -1, 64)}
	case []any:
		return settings.Value{Kind: settings.List, Items: values(v)}
	}
	m, _ := v.(map[string]any)
	if set, ok := m["$set"].([]any); ok {
		return settings.Value{Kind: settings.Set, Items: values(set)}
	}
	if tuple, ok := m["$tuple"].([]any); ok {
		return settings.Value{Kind: settings.Tuple, Items: values(tuple)}
	}
	if _, ok := m["$callable"]; ok {
		return settings.Value{Kind: settings.Object, Text: "callable"}
	}
	d := settings.Value{Kind: settings.Dict}
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		d.Pairs = append(d.Pairs, settings.Pair{Key: value(key), Value: value(m[key])})
	}
	return d
}

func values(list []any) []settings.Value {
	out := make([]settings.Value, len(list))
	for i, item := range list {
		out[i] = value(item)
	}
	return out
}
