// Package release says which Rolecall a program is.
package release

import (
	"runtime/debug"
	"strings"
	"sync"
)

// version is set by a release's build (-ldflags "-X rolecall.example/internal/release.version=…").
var version string

// Development is the version of a build that nothing names.
const Development = "development"

// Version names the release that this program was built from, or else its commit. It stands beside every stored
// verdict as the engine that gave it.
var Version = sync.OnceValue(func() string {
	if version != "" {
		return version
	}
	return read(debug.ReadBuildInfo())
})

// read finds the version in what the Go toolchain recorded.
func read(info *debug.BuildInfo, ok bool) string {
	if !ok {
		return Development
	}
	commit, changed := "", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			commit = s.Value[:12]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+changes"
		}
	}
	switch v := info.Main.Version; {
	case strings.HasPrefix(v, "v") && !strings.Contains(v, "-"): // a release, and no commit between two
		return v
	case commit != "":
		return commit + changed
	case v != "" && v != "(devel)":
		return v
	}
	return Development
}
