package cases

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"rolecall.example/rbac"
)

//go:embed testdata/http/*.gz
var recordedHTTP embed.FS

func httpFiles(t testing.TB) []string {
	t.Helper()
	entries, err := recordedHTTP.ReadDir("testdata/http")
	if err != nil || len(entries) == 0 {
		t.Fatal("no recorded HTTP cases", err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func httpRecords(t testing.TB, file string) []record {
	t.Helper()
	packed, err := recordedHTTP.ReadFile("testdata/http/" + file)
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	var out []record
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var line struct {
			Seed   json.Number
			Case   Case
			Result map[string]any
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		out = append(out, record{name: line.Seed.String(), kind: "http", c: line.Case, result: line.Result})
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestHTTPAnswersAreThoseOfRecordedHubs(t *testing.T) {
	t.Parallel()
	for _, file := range httpFiles(t) {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			recs := httpRecords(t, file)
			asked := 0
			for _, rec := range recs {
				asked += len(rec.c.Requests)
			}
			if asked < 500 {
				t.Fatalf("only %d requests", asked)
			}
			for _, rec := range recs {
				got, err := Resolve(&rec.c)
				if err != nil {
					t.Errorf("%s: %v", rec.name, err)
					continue
				}
				compareResponses(t, rec, copied(t, got))
			}
		})
	}
}

func compareResponses(t *testing.T, rec record, got object) {
	t.Helper()
	want, have := rec.result["responses"], got["responses"]
	if want == nil {
		if !reflect.DeepEqual(shape(rec.result), shape(got)) {
			t.Errorf("%s: the Hub starts as %v, ours as %v", rec.name, rec.result["error"], got["error"])
		}
		return
	}
	w, _ := want.([]any)
	h, _ := have.([]any)
	if len(w) != len(h) {
		t.Errorf("%s: %d responses, want %d: %v", rec.name, len(h), len(w), got["error"])
		return
	}
	for i := range w {
		a, b := responseShape(w[i].(object)), responseShape(h[i].(object))
		if !reflect.DeepEqual(a, b) {
			q := rec.c.Requests[i]
			t.Errorf("%s, JupyterHub %s: %s %s\n%s", rec.name, rec.c.Version, q.Method, q.Path, strings.Join(differences(a, b, ""), "\n"))
		}
	}
}

// responseShape keeps of a response what permissions decide: the status, and of what succeeds the names, keys and
// memberships in the answer and all of its effect.
func responseShape(r object) object {
	out := object{"status": r["status"]}
	if status, _ := r["status"].(float64); status < 300 {
		if body, ok := r["body"]; ok {
			out["body"] = bodyShape(body)
		}
		if effect, ok := r["effect"]; ok {
			out["effect"] = effect
		}
	}
	return out
}

func bodyShape(body any) any {
	if list, ok := body.([]any); ok {
		return shapes(list)
	}
	o, ok := body.(object)
	if !ok {
		return nil
	}
	var keys []string
	for k := range o {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	out := object{"keys": keys}
	for _, key := range []string{"name", "kind", "admin", "groups", "roles", "users", "scopes"} {
		switch v := o[key].(type) {
		case string, bool:
			out[key] = v
		case []any:
			if len(v) > 0 {
				if _, models := v[0].(object); models {
					out[key] = shapes(v)
					continue
				}
			}
			texts := []string{}
			for _, item := range v {
				texts = append(texts, fmt.Sprint(item))
			}
			slices.Sort(texts)
			out[key] = texts
		}
	}
	if servers, ok := o["servers"].(object); ok {
		out["servers"] = object{}
		for name, model := range servers {
			out["servers"].(object)[name] = bodyShape(model).(object)["keys"]
		}
	}
	for _, key := range []string{"items", "api_tokens"} {
		if list, ok := o[key].([]any); ok {
			out[key] = shapes(list)
		}
	}
	return out
}

func shapes(list []any) []any {
	out := make([]any, len(list))
	for i, item := range list {
		out[i] = bodyShape(item)
	}
	slices.SortFunc(out, func(a, b any) int { return strings.Compare(text(a), text(b)) })
	return out
}

func text(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

// TestHTTPComparisonSeesDifferences changes single answers and wants each to be noticed.
func TestHTTPComparisonSeesDifferences(t *testing.T) {
	t.Parallel()
	a := object{"status": 200.0, "body": []any{object{"name": "a", "roles": []any{"user"}, "servers": object{"": object{"name": ""}}}}, "effect": object{"user:a": "deleted"}}
	for _, change := range []func(object){
		func(o object) { o["status"] = 201.0 },
		func(o object) { o["effect"].(object)["user:b"] = "deleted" },
		func(o object) { o["body"].([]any)[0].(object)["admin"] = true },
		func(o object) { o["body"].([]any)[0].(object)["roles"] = []any{} },
		func(o object) { o["body"].([]any)[0].(object)["servers"].(object)["lab"] = object{} },
		func(o object) { o["body"] = append(o["body"].([]any), object{}) },
	} {
		b := copied(t, a)
		if !reflect.DeepEqual(responseShape(a), responseShape(b)) {
			t.Fatal("differs before it is changed")
		}
		change(b)
		if reflect.DeepEqual(responseShape(a), responseShape(b)) {
			t.Error("a change goes unnoticed")
		}
	}
}

// TestCallsLeaveTheHubAsItWas asks all requests of a case again, in the reverse order.
func TestCallsLeaveTheHubAsItWas(t *testing.T) {
	t.Parallel()
	recs := httpRecords(t, httpFiles(t)[0])
	rec := recs[0]
	first, err := Resolve(&rec.c)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(rec.c.Requests)
	second, err := Resolve(&rec.c)
	if err != nil {
		t.Fatal(err)
	}
	again := second["responses"].([]any)
	slices.Reverse(again)
	if !reflect.DeepEqual(copied(t, first), copied(t, second)) {
		t.Error("the order of requests changes their answers")
	}
}

// TestEveryEndpointIsKnown calls every endpoint of the version as a service that may do everything.
func TestEveryEndpointIsKnown(t *testing.T) {
	t.Parallel()
	for _, version := range rbac.Versions() {
		d, _ := rbac.Define(version)
		hub, _ := rbac.Start(d, nil, &rbac.Config{AdminUsers: []rbac.Name{{Value: "boss"}}, LoadGroups: []rbac.GroupSpec{{Name: rbac.Name{Value: "g"}}}})
		if len(d.Endpoints()) < 40 {
			t.Errorf("%s: only %d endpoints", version, len(d.Endpoints()))
		}
		for _, e := range d.Endpoints() {
			path := strings.NewReplacer("+", "boss", "*", "lab").Replace(e.Path)
			a := hub.Call(rbac.Call{Subject: rbac.Subject{Kind: rbac.User, Name: "boss"}, Method: e.Method, Path: path})
			switch {
			case e.Handler == "OAuthTokenHandler", e.Handler == "OAuthAuthorizeHandler" && e.Method == "POST", strings.HasPrefix(e.Handler, "TokenAPI"), strings.HasPrefix(e.Handler, "CookieAPI"):
			case a.Status == 0, a.Status == 403 && e.Handler != "UserAdminAccessAPIHandler", a.Status == 405 && len(e.Needs) == 0:
				t.Errorf("%s: %s %s (%s): status %d, %v", version, e.Method, path, e.Handler, a.Status, a.Error)
			}
		}
	}
}
