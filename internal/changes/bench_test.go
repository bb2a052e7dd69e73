package changes_test

import (
	"testing"

	"rolecall.example/internal/bench/hubs"
	. "rolecall.example/internal/changes"
	"rolecall.example/rbac"
)

// BenchmarkCompare compares a Hub of 1,000 users with itself, and with one where a role has one scope more.
func BenchmarkCompare(b *testing.B) {
	d := define(b, rbac.DefaultVersion)
	before, _ := rbac.Start(d, nil, hubs.Config(hubs.Sizes[1]))
	config := hubs.Config(hubs.Sizes[1])
	config.LoadRoles[3].Scopes = append(config.LoadRoles[3].Scopes, rbac.Name{Value: "servers!group=g007"})
	after, _ := rbac.Start(d, nil, config)
	verbs := verbsOf(d, d)
	for name, h := range map[string]*rbac.Hub{"same": before, "a scope more": after} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Compare(before, h, verbs)
			}
		})
	}
}
