package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// templ asks after each write whether it went well: 3,500 times, and each time its code returns. Pages are drawn into memory,
// where no write fails; so the programs for WebAssembly are built with views that ask once. plainViews writes them from the
// generated ones at each build, and plainRuntime, a file of the slim copy of templ, has what they call.

const (
	viewsDir = "templates"
	plainDir = cacheDir + "/views"
	prefix   = "templ_7745c5c3_"
)

//go:embed plain.go.txt
var plainRuntime []byte

var errViews = errors.New("templ's code is not understood: has templ changed? see site/bundle/plain.go")

// plainViews writes the views anew and returns which file stands for which.
func plainViews() (map[string]string, error) {
	names, err := filepath.Glob(filepath.Join(viewsDir, "*_templ.go"))
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(plainDir, 0o755); err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		plain, err := plainView(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		to, err := filepath.Abs(filepath.Join(plainDir, filepath.Base(name)))
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(to, plain, 0o644); err != nil {
			return nil, err
		}
		from, err := filepath.Abs(name)
		if err != nil {
			return nil, err
		}
		out[from] = to
	}
	return out, nil
}

// plainView is a generated file with plain views.
func plainView(text []byte) ([]byte, error) {
	positions := token.NewFileSet()
	file, err := parser.ParseFile(positions, "", text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	p := plainer{}
	ast.Inspect(file, p.look)
	ast.Inspect(file, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && strings.HasPrefix(id.Name, prefix) && !p.known(id.Name) {
			p.bad = true
		}
		return true
	})
	if p.bad {
		return nil, errViews
	}
	var out bytes.Buffer
	err = format.Node(&out, positions, file)
	return out.Bytes(), err
}

// plainer changes generated views in their syntax trees. bad tells of code that templ did not write so far.
type plainer struct{ bad bool }

// known are the names that plain views still have.
func (p *plainer) known(name string) bool {
	return name == prefix+"Buffer" || strings.HasPrefix(name, prefix+"Var")
}

func (p *plainer) look(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		if called(n, "templruntime", "GeneratedTemplate") {
			p.view(n)
		}
	case *ast.BlockStmt:
		n.List = p.statements(n.List)
	case *ast.CaseClause:
		n.Body = p.statements(n.Body)
	}
	return true
}

// view makes templruntime.GeneratedTemplate(func(input) error { ... }) a plain one.
func (p *plainer) view(call *ast.CallExpr) {
	draw, ok := call.Args[0].(*ast.FuncLit)
	if !ok {
		p.bad = true
		return
	}
	body := draw.Body.List
	start := indexOf(body, func(s ast.Stmt) bool {
		a, ok := s.(*ast.AssignStmt)
		return ok && called(a.Rhs[0], "templ", "InitializeContext")
	})
	if end, ok := body[len(body)-1].(*ast.ReturnStmt); start < 0 || !ok || len(end.Results) != 1 || !isName(end.Results[0], "nil") {
		p.bad = true
		return
	}
	body = body[start+1 : len(body)-1]
	children := "_"
	if len(body) > 2 {
		if a, ok := body[0].(*ast.AssignStmt); ok && called(a.Rhs[0], "templ", "GetChildren") {
			children = a.Lhs[0].(*ast.Ident).Name
			body = body[3:]
		}
	}
	call.Fun = selected("templruntime", "Plain")
	draw.Type = &ast.FuncType{Params: &ast.FieldList{List: []*ast.Field{
		{Names: []*ast.Ident{ast.NewIdent("ctx")}, Type: selected("templruntime", "Context")},
		{Names: []*ast.Ident{ast.NewIdent(prefix + "Buffer")}, Type: &ast.StarExpr{X: selected("templruntime", "Page")}},
		{Names: []*ast.Ident{ast.NewIdent(children)}, Type: selected("templ", "Component")},
	}}}
	draw.Body.List = body
}

// statements are a block's, plain. A view's own block is one as well.
func (p *plainer) statements(list []ast.Stmt) []ast.Stmt {
	var out []ast.Stmt
	for i := 0; i < len(list); i++ {
		a, ok := list[i].(*ast.AssignStmt)
		switch {
		case !ok || a.Tok != token.ASSIGN || !isName(a.Lhs[len(a.Lhs)-1], prefix+"Err"):
			out = append(out, list[i])
			continue
		case len(a.Lhs) == 1:
			out = append(out, p.written(a.Rhs[0]))
		case isName(a.Lhs[0], "_"):
			p.bad = true // a text that was not joined before
		case i == 0 || !declares(list[i-1], a.Lhs[0]) || i+2 >= len(list) || !returns(list[i+1]) || !writes(list[i+2], a.Lhs[0]):
			p.bad = true
		default: // var text; text, err = join(…); if err …; _, err = write(escape(text))
			out = append(out[:len(out)-1], p.escaped(a.Rhs[0]))
			i += 2
		}
		if i++; i >= len(list) || !returns(list[i]) {
			p.bad = true
		}
	}
	return out
}

// written is what a call that returned an error becomes.
func (p *plainer) written(x ast.Expr) ast.Stmt {
	call, ok := x.(*ast.CallExpr)
	if !ok {
		p.bad = true
		return &ast.EmptyStmt{}
	}
	if called(call, "templruntime", "WriteString") && len(call.Args) == 3 {
		return onPage("Text", call.Args[2])
	}
	if f, ok := call.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Render" && len(call.Args) == 2 && isName(call.Args[1], prefix+"Buffer") {
		return onPage("Draw", f.X, call.Args[0])
	}
	for i, arg := range call.Args {
		if isName(arg, prefix+"Buffer") {
			call.Args[i] = selected(prefix+"Buffer", "Buffer")
		}
	}
	return onPage("Try", call)
}

// escaped writes what templ joined: a text, or an address that templ looks at.
func (p *plainer) escaped(joined ast.Expr) ast.Stmt {
	if call := joined.(*ast.CallExpr); called(call, "templ", "JoinStringErrs") {
		return onPage("Escaped", call.Args...)
	}
	return onPage("Address", joined)
}

func onPage(method string, args ...ast.Expr) ast.Stmt {
	return &ast.ExprStmt{X: &ast.CallExpr{Fun: selected(prefix+"Buffer", method), Args: args}}
}

// declares reports whether a statement is var text string, or of another type.
func declares(s ast.Stmt, text ast.Expr) bool {
	d, ok := s.(*ast.DeclStmt)
	if !ok {
		return false
	}
	spec, ok := d.Decl.(*ast.GenDecl).Specs[0].(*ast.ValueSpec)
	return ok && spec.Values == nil && isName(text, spec.Names[0].Name)
}

// writes reports whether a statement is _, err = buffer.WriteString(templ.EscapeString(text)).
func writes(s ast.Stmt, text ast.Expr) bool {
	a, ok := s.(*ast.AssignStmt)
	if !ok || !called(a.Rhs[0], prefix+"Buffer", "WriteString") {
		return false
	}
	escape := a.Rhs[0].(*ast.CallExpr).Args[0]
	return called(escape, "templ", "EscapeString") && isName(escape.(*ast.CallExpr).Args[0], text.(*ast.Ident).Name)
}

// returns reports whether a statement is if err != nil { return … }.
func returns(s ast.Stmt) bool {
	i, ok := s.(*ast.IfStmt)
	if !ok || i.Init != nil || i.Else != nil || len(i.Body.List) != 1 {
		return false
	}
	asks, ok := i.Cond.(*ast.BinaryExpr)
	_, leaves := i.Body.List[0].(*ast.ReturnStmt)
	return ok && leaves && isName(asks.X, prefix+"Err")
}

func called(x ast.Expr, from, name string) bool {
	call, ok := x.(*ast.CallExpr)
	if !ok {
		return false
	}
	f, ok := call.Fun.(*ast.SelectorExpr)
	return ok && isName(f.X, from) && f.Sel.Name == name
}

func isName(x ast.Expr, name string) bool {
	id, ok := x.(*ast.Ident)
	return ok && id.Name == name
}

func selected(from, name string) ast.Expr {
	return &ast.SelectorExpr{X: ast.NewIdent(from), Sel: ast.NewIdent(name)}
}

func indexOf(list []ast.Stmt, is func(ast.Stmt) bool) int {
	for i, s := range list {
		if is(s) {
			return i
		}
	}
	return -1
}
