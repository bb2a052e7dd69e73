package cases

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"reflect"
	"sort"
	"strings"
	"testing"
)

//go:embed testdata/*.gz testdata/unstable.json
var recorded embed.FS

// record is one recorded case with one result.
type record struct {
	name   string
	kind   string
	c      Case
	raw    json.RawMessage // the case as it is written
	result map[string]any
	skip   []string // paths that are not compared
}

// records reads a file of recorded cases.
func records(t testing.TB, file string) []record {
	t.Helper()
	packed, err := recorded.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	skips := unstable(t)[path.Base(file)]
	var out []record
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var line struct {
			Seed    json.Number
			Name    string
			Kind    string
			Case    json.RawMessage
			Result  map[string]any
			Results map[string]map[string]any
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		if line.Results == nil {
			line.Results = map[string]map[string]any{"": line.Result}
			line.Name = line.Seed.String()
		} else {
			line.Kind = "seeds"
		}
		for version, result := range line.Results {
			if result == nil || result["oracle_failure"] != nil {
				continue
			}
			rec := record{name: line.Name, kind: line.Kind, raw: line.Case, result: result, skip: skips[line.Name]}
			if err := json.Unmarshal(line.Case, &rec.c); err != nil {
				t.Fatalf("%s: %v", line.Name, err)
			}
			if version != "" {
				rec.c.Version = version
			}
			out = append(out, rec)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func files(t testing.TB) []string {
	t.Helper()
	entries, err := recorded.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".gz") {
			out = append(out, "testdata/"+e.Name())
		}
	}
	return out
}

// unstable gives, by file and case, the paths whose recorded answer hangs on the order of a Python set. An answer
// that may be an error or a list is left out whole, with its siblings.
func unstable(t testing.TB) map[string]map[string][]string {
	t.Helper()
	text, err := recorded.ReadFile("testdata/unstable.json")
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]map[string][]string
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	for _, cases := range out {
		for _, paths := range cases {
			for i, p := range paths {
				switch path.Base(p) {
				case "error", "expanded", "has_scope", "status", "message", "reduced", "raw":
					paths[i] = path.Dir(p)
				}
			}
		}
	}
	return out
}

func TestAnswersAreThoseOfRecordedHubs(t *testing.T) {
	t.Parallel()
	for _, file := range files(t) {
		t.Run(path.Base(file), func(t *testing.T) {
			t.Parallel()
			recs := records(t, file)
			if len(recs) < 50 {
				t.Fatalf("only %d cases", len(recs))
			}
			kinds := map[string]int{}
			for _, rec := range recs {
				kinds[rec.kind]++
				compareRecord(t, rec)
			}
			t.Log(kinds)
		})
	}
}

func compareRecord(t *testing.T, rec record) {
	t.Helper()
	got, err := Resolve(&rec.c)
	if err != nil {
		t.Errorf("%s %s: %v", rec.kind, rec.name, err)
		return
	}
	compareSteps(t, rec, got)
	want, have := shape(rec.result), shape(got)
	if len(rec.skip) > 0 {
		want, have = without(want, rec.skip, ""), without(have, rec.skip, "")
	}
	if !reflect.DeepEqual(want, have) {
		t.Errorf("%s %s, JupyterHub %s:\n%s", rec.kind, rec.name, rec.c.Version, strings.Join(differences(want, have, ""), "\n"))
	}
}

// TestComparisonSeesDifferences changes single answers of a result and wants each to be noticed.
func TestComparisonSeesDifferences(t *testing.T) {
	t.Parallel()
	rec := records(t, "testdata/seeds.jsonl.gz")[0]
	for _, change := range []func(object){
		func(o object) { o["queries"].([]any)[0].(object)["has_scope"] = nil },
		func(o object) { o["queries"].([]any)[0].(object)["status"] = 418.0 },
		func(o object) { o["users"].(object)["alice"].(object)["expanded"] = []any{} },
		func(o object) { o["users"].(object)["alice"].(object)["admin"] = true },
		func(o object) { delete(o["users"].(object), "alice") },
		func(o object) { o["roles"].(object)["user"].(object)["scopes"] = []any{"self", "x"} },
		func(o object) { o["error"] = object{"type": "ValueError"} },
		func(o object) { o["tokens"] = o["tokens"].([]any)[1:] },
	} {
		got, err := Resolve(&rec.c)
		if err != nil {
			t.Fatal(err)
		}
		if got = copied(t, got); !reflect.DeepEqual(shape(rec.result), shape(got)) {
			t.Fatal("the case differs before it is changed")
		}
		change(got)
		if reflect.DeepEqual(shape(rec.result), shape(got)) {
			t.Errorf("a change goes unnoticed")
		}
	}
}

func copied(t *testing.T, o object) object {
	t.Helper()
	text, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	var out object
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// shape keeps of a result what must agree: states and decisions, and of errors the type.
func shape(result object) any {
	switch {
	case result["steps"] != nil:
		return object{"steps": each(result["steps"], func(s object) any { return stepShape(s) })}
	case result["error"] != nil && result["users"] == nil:
		return object{"error": errorShape(result["error"])}
	}
	return stepShape(result)
}

func errorShape(e any) any { return object{"type": e.(object)["type"]} }

func stepShape(step object) any {
	if e, failed := step["error"]; failed {
		return object{"error": errorShape(e)}
	}
	out := object{}
	for _, kind := range []string{"users", "groups", "services", "roles"} {
		entities := object{}
		from, _ := step[kind].(object)
		for name, e := range from {
			entity := e.(object)
			if err, failed := entity["error"]; failed && kind != "roles" {
				entities[name] = object{"error": errorShape(err)}
				continue
			}
			entities[name] = leaving(entity, "warnings", "pywarnings", "trace", "description")
		}
		out[kind] = entities
	}
	for _, kind := range []string{"tokens", "shares", "queries", "oauth"} {
		out[kind] = each(step[kind], func(item object) any {
			item = leaving(item, "warnings", "pywarnings", "trace")
			for k, v := range item {
				if _, isError := v.(object); isError && strings.HasSuffix(k, "error") {
					item[k] = errorShape(v)
				}
			}
			return item
		})
	}
	return out
}

func each(list any, f func(object) any) []any {
	items, _ := list.([]any)
	out := make([]any, len(items))
	for i, item := range items {
		out[i] = f(item.(object))
	}
	return out
}

// leaving copies an object without some keys. Numbers become what encoding/json reads.
func leaving(o object, keys ...string) object {
	out := object{}
	for k, v := range o {
		if n, isInt := v.(int); isInt {
			v = float64(n)
		}
		out[k] = v
	}
	for _, k := range keys {
		delete(out, k)
	}
	return out
}

func without(v any, paths []string, at string) any {
	for _, p := range paths {
		if p == at {
			return "(unstable)"
		}
	}
	switch v := v.(type) {
	case object:
		out := object{}
		for k, item := range v {
			out[k] = without(item, paths, at+"/"+k)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = without(item, paths, fmt.Sprintf("%s/%d", at, i))
		}
		return out
	}
	return v
}

// differences names the first few places where two shapes differ.
func differences(want, got any, at string) []string {
	if reflect.DeepEqual(want, got) {
		return nil
	}
	var out []string
	w, wok := want.(object)
	g, gok := got.(object)
	if wok && gok {
		keys := map[string]bool{}
		for k := range w {
			keys[k] = true
		}
		for k := range g {
			keys[k] = true
		}
		var sorted []string
		for k := range keys {
			sorted = append(sorted, k)
		}
		sort.Strings(sorted)
		for _, k := range sorted {
			out = append(out, differences(w[k], g[k], at+"/"+k)...)
		}
		return out[:min(len(out), 4)]
	}
	wl, wok := want.([]any)
	gl, gok := got.([]any)
	if wok && gok && len(wl) == len(gl) {
		for i := range wl {
			out = append(out, differences(wl[i], gl[i], fmt.Sprintf("%s/%d", at, i))...)
		}
		return out[:min(len(out), 4)]
	}
	return []string{fmt.Sprintf("  %s\n    hub  %.300v\n    ours %.300v", at, want, got)}
}
