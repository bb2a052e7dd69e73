package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// asks prints what sorting and regular expressions answer: lists with ties, sorted both ways, and which characters are
// in which class.
const asks = `package main

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"regexp"
	"slices"
)

func main() {
	r, h := rand.New(rand.NewPCG(1, 2)), fnv.New64a()
	for n := range 1500 {
		list := make([][2]int, n%700)
		for i := range list {
			list[i] = [2]int{r.IntN(1 + n%50), i}
			if n%3 == 0 {
				list[i][0] = i * (1 - n%2*2) / 5
			}
		}
		other := slices.Clone(list)
		cmp := func(a, b [2]int) int { return a[0] - b[0] }
		slices.SortFunc(list, cmp)
		slices.SortStableFunc(other, cmp)
		fmt.Fprint(h, list, other)
	}
	fmt.Println(h.Sum64())
	for _, p := range []string{"\\p{L}", "\\PL", "(?i)[\\p{L}\\p{N}_]", "\\p{N}", "\\P{Nd}", "[^\\s\\pZ]", "(?i)\\p{Z}"} {
		re, count := regexp.MustCompile("^"+p+"$"), 0
		for c := range rune(0x30000) {
			if re.MatchString(string(c)) {
				count++
				fmt.Fprint(h, c)
			}
		}
		fmt.Println(p, count, h.Sum64())
	}
	_, err := regexp.Compile("\\p{Greek}")
	println(err != nil)
}
`

func TestTheSlimLibraryAnswersAlike(t *testing.T) {
	t.Chdir("../..")
	library, err := slimLibrary()
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := overlaid("library", library)
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(program, []byte(asks), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (said, greek string) {
		c := exec.Command("go", append(append([]string{"run"}, args...), program)...)
		var problems strings.Builder
		c.Stderr = &problems
		out, err := c.Output()
		if err != nil {
			t.Fatalf("%v: %s", err, problems.String())
		}
		return string(out), strings.TrimSpace(problems.String())
	}
	whole, greek := run()
	slim, noGreek := run("-overlay=" + overlay)
	if whole != slim || strings.Count(whole, "\n") != 8 {
		t.Errorf("the library says\n%s\nthe slim one\n%s", whole, slim)
	}
	if greek != "false" || noGreek != "true" {
		t.Errorf("a class beyond those that are named: %s, and in the slim library %s", greek, noGreek)
	}
}

func TestALibraryThatIsNotUnderstood(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(string) (string, bool){"sort": sortsOnce, "slices": inSlices, "regexp": fewClasses} {
		if _, ok := change("package other\n\n" + lookUp + "}\n"); ok {
			t.Errorf("%s: any file will do", name)
		}
	}
}

// The programs name no classes of Unicode in regular expressions but those that their library has.
func TestOnlyTheClassesAreNamed(t *testing.T) {
	named := regexp.MustCompile(`\\[pP](?:\{\^?(\w+)\}|([A-Z]))`)
	t.Chdir("../..")
	if err := makeSlim(); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, program := range []string{"./wasm", "./" + workerSource} {
		out, err := engineCommand("list", "-deps", "-f", "{{if not .Standard}}{{.Dir}}{{end}}", program).Output()
		if err != nil {
			t.Fatal(err)
		}
		for dir := range strings.FieldsSeq(string(out)) {
			files, err := filepath.Glob(filepath.Join(dir, "*.go"))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				if strings.HasSuffix(file, "_test.go") {
					continue
				}
				text, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				for _, m := range named.FindAllStringSubmatch(string(text), -1) {
					found[m[1]+m[2]] = true
					if !slices.Contains(classes, m[1]+m[2]) {
						t.Errorf("%s names the class %s", file, m[0])
					}
				}
			}
		}
	}
	for _, c := range classes {
		if !found[c] {
			t.Errorf("nothing names the class %s", c)
		}
	}
}
