package playground

import (
	"strconv"

	"rolecall.example/internal/diag"
	"rolecall.example/internal/export"
	"rolecall.example/internal/helm"
	"rolecall.example/internal/limits"
	"rolecall.example/internal/settings"
)

// Export is the settings that permissions depend on, as the text of a config.
type Export struct {
	Text string
	Left int // places at which something is left out: comments say what, and why
}

// AsPython and AsValues write the settings of the last start anew. They are made when they are asked for, since only one
// view shows them.
func (r *Response) AsPython() Export { return r.export(export.Python) }

// AsValues is for the Helm chart Zero to JupyterHub.
func (r *Response) AsValues() Export { return r.export(export.Helm) }

// HasExport reports whether there is anything to write.
func (r *Response) HasExport() bool {
	return r.Settings != nil && (len(settings.Effective(r.Settings)) > 0 || len(r.Settings.Opaque) > 0)
}

func (r *Response) export(write func(*settings.Tree, export.Options) (string, []export.Left)) Export {
	if r.Settings == nil {
		return Export{}
	}
	text, left := write(r.Settings, export.Options{Most: limits.ExportView, Chart: r.Host == helm.Z2JH, Where: r.where})
	return Export{text, len(left)}
}

// where names a place of the config for people.
func (r *Response) where(at diag.Span) string {
	if r.Document == nil {
		return ""
	}
	b, ok := r.Document.Find(at.File)
	if !ok {
		return at.File
	}
	return at.File + ":" + strconv.Itoa(diag.PositionOf(b.Text, at.Start).Line)
}
