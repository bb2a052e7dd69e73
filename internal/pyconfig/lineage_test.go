package pyconfig

import (
	"fmt"
	"strings"
	"testing"
)

// Python looks attributes up in one order of all ancestors, in which everybody stands once: not along every path.
func TestClassesLookUpAlongTheirLineage(t *testing.T) {
	t.Parallel()
	const diamond = "class A:\n    x = 'a'\nclass B(A): pass\nclass C(A):\n    x = 'c'\nclass D(B, C): pass\n"
	if got := traitOf(t, evaluate(diamond+"c.T.x = D.x\n"), "x"); got != `"c"` {
		t.Errorf("D.x is %s", got)
	}
	r := evaluate(diamond + "class E(A, B): pass\n")
	if len(r.Diagnostics) != 1 || !strings.Contains(r.Diagnostics[0].Message, "TypeError") {
		t.Errorf("E stands before its base: %v", r.Diagnostics)
	}

	const deep = 60 // with paths to the first class that double at each
	var b strings.Builder
	b.WriteString("class X0: y = 5\nclass Y0: pass\n")
	for i := range deep {
		fmt.Fprintf(&b, "class X%d(X%d, Y%d): pass\nclass Y%d(X%d, Y%d): pass\n", i+1, i, i, i+1, i, i)
	}
	fmt.Fprintf(&b, "c.T.x = X%d().y\nc.T.y = hasattr(X%d, 'nothing')\nc.T.z = isinstance(X%d(), X0)\nc.T.w = isinstance(X0(), X%d)\n", deep, deep, deep, deep)
	r = evaluate(b.String())
	for trait, want := range map[string]string{"x": "5", "y": "false", "z": "true", "w": "false"} {
		if got := traitOf(t, r, trait); got != want {
			t.Errorf("%s is %s, want %s", trait, got, want)
		}
	}
}

func TestALongLineageIsBounded(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("class X0: pass\n")
	for i := range 20_000 {
		fmt.Fprintf(&b, "class X%d(X%d): pass\n", i+1, i)
	}
	if r := evaluate(b.String()); r.Stopped == "" {
		t.Error("a lineage of 20,000 classes is not stopped")
	}
}
