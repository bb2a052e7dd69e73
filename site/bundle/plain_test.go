package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const generated = `package p

import "github.com/a-h/templ"
import templruntime "github.com/a-h/templ/runtime"

func hello(name string, inside templ.Component) templ.Component {
	return templruntime.GeneratedTemplate(func(templ_7745c5c3_Input templruntime.GeneratedComponentInput) (templ_7745c5c3_Err error) {
		templ_7745c5c3_W, ctx := templ_7745c5c3_Input.Writer, templ_7745c5c3_Input.Context
		ctx = templ.InitializeContext(ctx)
		templ_7745c5c3_Var1 := templ.GetChildren(ctx)
		if templ_7745c5c3_Var1 == nil {
			templ_7745c5c3_Var1 = templ.NopComponent
		}
		ctx = templ.ClearChildren(ctx)
		if name != "" {
			templ_7745c5c3_Err = templruntime.WriteString(templ_7745c5c3_Buffer, 1, "<p>")
			if templ_7745c5c3_Err != nil {
				return templ_7745c5c3_Err
			}
			var templ_7745c5c3_Var2 string
			templ_7745c5c3_Var2, templ_7745c5c3_Err = templ.JoinStringErrs(name)
			if templ_7745c5c3_Err != nil {
				return templ.Error{Err: templ_7745c5c3_Err, FileName: "p.templ", Line: 1, Col: 1}
			}
			_, templ_7745c5c3_Err = templ_7745c5c3_Buffer.WriteString(templ.EscapeString(templ_7745c5c3_Var2))
			if templ_7745c5c3_Err != nil {
				return templ_7745c5c3_Err
			}
		}
		templ_7745c5c3_Err = templ_7745c5c3_Var1.Render(ctx, templ_7745c5c3_Buffer)
		if templ_7745c5c3_Err != nil {
			return templ_7745c5c3_Err
		}
		templ_7745c5c3_Err = templ.RenderAttributes(ctx, templ_7745c5c3_Buffer, attributes())
		if templ_7745c5c3_Err != nil {
			return templ_7745c5c3_Err
		}
		return nil
	})
}
`

const plainly = `package p

import "github.com/a-h/templ"
import templruntime "github.com/a-h/templ/runtime"

func hello(name string, inside templ.Component) templ.Component {
	return templruntime.Plain(func(ctx templruntime.Context, templ_7745c5c3_Buffer *templruntime.Page, templ_7745c5c3_Var1 templ.Component) {
		if name != "" {
			templ_7745c5c3_Buffer.Text("<p>")
			templ_7745c5c3_Buffer.Escaped(name)
		}
		templ_7745c5c3_Buffer.Draw(templ_7745c5c3_Var1, ctx)
		templ_7745c5c3_Buffer.Try(templ.RenderAttributes(ctx, templ_7745c5c3_Buffer.Buffer, attributes()))
	})
}
`

func TestPlainViewsAskNothingAfterAWrite(t *testing.T) {
	t.Parallel()
	got, err := plainView([]byte(generated))
	if err != nil {
		t.Fatal(err)
	}
	if words(string(got)) != words(plainly) {
		t.Errorf("got\n%s", got)
	}
}

func TestViewsThatAreNotUnderstoodFail(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ old, new string }{
		{"\t\treturn nil\n", "\t\treturn done()\n"},
		{"ctx = templ.InitializeContext(ctx)", "ctx = templ.NewContext(ctx)"},
		{"templ.RenderAttributes(ctx, templ_7745c5c3_Buffer, attributes())\n\t\tif", "templ.RenderAttributes(ctx, templ_7745c5c3_Buffer, attributes())\n\t\tfor"},
		{"templ.JoinStringErrs(name)\n\t\t\tif", "templ.JoinStringErrs(name)\n\t\t\tfor"},
		{"templ.EscapeString(templ_7745c5c3_Var2)", "templ.EscapeString(templ_7745c5c3_Var1)"},
		{"var templ_7745c5c3_Var2 string\n", ""},
		{`if name != ""`, "if templ_7745c5c3_New == 1"},
	} {
		changed := strings.Replace(generated, c.old, c.new, 1)
		if changed == generated {
			t.Fatalf("%q is not in the sample", c.old)
		}
		if _, err := plainView([]byte(changed)); !errors.Is(err, errViews) {
			t.Errorf("with %q: %v", c.new, err)
		}
	}
}

// TestPlainViewsPassTheTestsOfViews runs the tests of package templates over plain views. The one test that compares the
// generated files with fresh ones needs templ's generator, which the slim copy lacks.
func TestPlainViewsPassTheTestsOfViews(t *testing.T) {
	t.Chdir("../..")
	if err := makeSlim(); err != nil {
		t.Fatal(err)
	}
	views, err := plainViews()
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := filepath.Abs("templates/generated_test.go")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(fresh); err != nil || len(views) < 20 {
		t.Fatalf("%d views: %v", len(views), err)
	}
	views[fresh] = ""
	overlay, err := overlaid("tested", views)
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("go", "test", "-modfile="+slimMod, "-overlay="+overlay, "./templates").CombinedOutput()
	if err != nil {
		t.Errorf("%s", out)
	}
}

func words(text string) string { return strings.Join(strings.Fields(text), " ") }
