package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
)

// declaration is one top-level function, method, type, variable or constant (or a group of them).
type declaration struct {
	file  *ast.File
	node  ast.Decl
	names []string // what it declares; of a method, nothing
	owner string   // of a method, its type
	gone  bool
}

// without returns a package's files less all declarations that mention the unwanted imports, or mention what went
// for that reason. Text that stays is unchanged. http.Flusher, an interface of one method, is written out instead.
func without(sources map[string]string, unwanted map[string]bool) (map[string]string, error) {
	positions := token.NewFileSet()
	files := map[string]*ast.File{}
	var all []*declaration
	for name, text := range sources {
		text = strings.ReplaceAll(text, "http.Flusher", "interface{ Flush() }")
		sources[name] = text
		file, err := parser.ParseFile(positions, name, text, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files[name] = file
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
				continue
			}
			all = append(all, describe(file, d))
		}
	}
	gone := map[string]bool{}
	for changed := true; changed; {
		changed = false
		for _, d := range all {
			if d.gone || !gone[d.owner] && !mentions(d, unwanted, gone) {
				continue
			}
			d.gone, changed = true, true
			for _, n := range d.names {
				gone[n] = true
			}
		}
	}
	out := map[string]string{}
	for name, file := range files {
		out[name] = cut(positions, file, sources[name], all)
	}
	return out, nil
}

func describe(file *ast.File, d ast.Decl) *declaration {
	out := &declaration{file: file, node: d}
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			out.names = []string{d.Name.Name}
			break
		}
		ast.Inspect(d.Recv.List[0].Type, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && out.owner == "" {
				out.owner = id.Name
			}
			return true
		})
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				out.names = append(out.names, s.Name.Name)
			case *ast.ValueSpec:
				for _, n := range s.Names {
					out.names = append(out.names, n.Name)
				}
			}
		}
	}
	return out
}

// mentions reports whether a declaration uses an unwanted import or a name that is gone.
func mentions(d *declaration, unwanted, gone map[string]bool) bool {
	locals := map[string]bool{}
	for _, s := range d.file.Imports {
		if p, name := imported(s); unwanted[p] {
			locals[name] = true
		}
	}
	found := false
	var look func(ast.Node) bool
	look = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr: // what is selected is a field, a method, or another package's
			if x, ok := n.X.(*ast.Ident); ok {
				found = found || locals[x.Name] || gone[x.Name]
				return false
			}
		case *ast.KeyValueExpr: // the key is a field
			ast.Inspect(n.Value, look)
			return false
		case *ast.Field: // so is the name
			ast.Inspect(n.Type, look)
			return false
		case *ast.FuncDecl:
			if n.Recv != nil {
				ast.Inspect(n.Recv, look)
			}
			ast.Inspect(n.Type, look)
			if n.Body != nil {
				ast.Inspect(n.Body, look)
			}
			return false
		case *ast.Ident:
			found = found || gone[n.Name]
		}
		return !found
	}
	ast.Inspect(d.node, look)
	return found
}

func imported(s *ast.ImportSpec) (importPath, name string) {
	importPath, _ = strconv.Unquote(s.Path.Value)
	if s.Name != nil {
		return importPath, s.Name.Name
	}
	return importPath, path.Base(importPath)
}

// cut prints a file without the declarations that are gone and without imports that nothing uses any more.
func cut(positions *token.FileSet, file *ast.File, text string, all []*declaration) string {
	type span struct{ from, to int }
	var spans []span
	drop := func(from, to token.Pos) {
		spans = append(spans, span{positions.Position(from).Offset, positions.Position(to).Offset})
	}
	used := map[string]bool{}
	for _, d := range all {
		if d.file != file {
			continue
		}
		if d.gone {
			from := d.node.Pos()
			if doc := documentation(d.node); doc != nil {
				from = doc.Pos()
			}
			drop(from, d.node.End())
			continue
		}
		ast.Inspect(d.node, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok {
					used[x.Name] = true
				}
			}
			return true
		})
	}
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.IMPORT {
			continue
		}
		unused := slices.DeleteFunc(slices.Clone(g.Specs), func(s ast.Spec) bool {
			_, name := imported(s.(*ast.ImportSpec))
			return used[name] || name == "_"
		})
		if len(unused) == len(g.Specs) {
			drop(g.Pos(), g.End())
			continue
		}
		for _, s := range unused {
			drop(s.Pos(), s.End())
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return b.from - a.from })
	for _, s := range spans {
		text = text[:s.from] + text[s.to:]
	}
	return text
}

func documentation(d ast.Decl) *ast.CommentGroup {
	switch d := d.(type) {
	case *ast.FuncDecl:
		return d.Doc
	case *ast.GenDecl:
		return d.Doc
	}
	return nil
}
