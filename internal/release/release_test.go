package release

import (
	"runtime/debug"
	"testing"
)

func TestRead(t *testing.T) {
	t.Parallel()
	commit := debug.BuildSetting{Key: "vcs.revision", Value: "0123456789abcdef"}
	changed := debug.BuildSetting{Key: "vcs.modified", Value: "true"}
	for _, tc := range []struct {
		version  string
		settings []debug.BuildSetting
		want     string
	}{
		{"v1.2.0", []debug.BuildSetting{commit}, "v1.2.0"},
		{"v1.2.0+dirty", []debug.BuildSetting{commit, changed}, "v1.2.0+dirty"},
		{"v0.0.0-20260102030405-0123456789ab", []debug.BuildSetting{commit}, "0123456789ab"},
		{"(devel)", []debug.BuildSetting{commit, changed}, "0123456789ab+changes"},
		{"v0.0.0-20260102030405-0123456789ab", nil, "v0.0.0-20260102030405-0123456789ab"},
		{"(devel)", nil, Development},
		{"", nil, Development},
	} {
		info := &debug.BuildInfo{Settings: tc.settings}
		info.Main.Version = tc.version
		if got := read(info, true); got != tc.want {
			t.Errorf("%q with %v: %q, want %q", tc.version, tc.settings, got, tc.want)
		}
	}
	if got := read(nil, false); got != Development {
		t.Errorf("without information: %q", got)
	}
	if Version() == "" {
		t.Error("this program has no version")
	}
}
