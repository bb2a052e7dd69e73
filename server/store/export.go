package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// exportFormat is the number of the export's form.
const exportFormat = 1

// exported is one line of an export. The first line holds format alone, the last one rows: an export that was cut
// is not taken for a whole one.
type exported struct {
	Format int `json:"format,omitempty"`

	ID        string     `json:"id,omitempty"`
	Title     string     `json:"title,omitempty"`
	Version   string     `json:"version,omitempty"`
	Parent    string     `json:"parent,omitempty"`
	Created   *time.Time `json:"created,omitempty"`
	Deleted   *time.Time `json:"deleted,omitempty"`
	Verdict   *verdict   `json:"verdict,omitempty"`
	Engine    string     `json:"engine,omitempty"`
	Hash      string     `json:"hash,omitempty"`
	TokenHash string     `json:"tokenHash,omitempty"`
	Document  string     `json:"document,omitempty"`

	Rows *int `json:"rows,omitempty"`
}

type verdict struct {
	Starts  bool `json:"starts"`
	Hold    int  `json:"hold"`
	Fail    int  `json:"fail"`
	Invalid int  `json:"invalid"`
}

// An Exporter writes rows as JSON, one a line.
type Exporter struct {
	out  *json.Encoder
	rows int
	err  error
}

// NewExporter begins an export.
func NewExporter(w io.Writer) *Exporter {
	e := &Exporter{out: json.NewEncoder(w)}
	e.out.SetEscapeHTML(false)
	e.err = e.out.Encode(exported{Format: exportFormat})
	return e
}

// Write adds a row.
func (e *Exporter) Write(r *Row) error {
	if e.err != nil {
		return e.err
	}
	e.rows++
	v := verdict(r.Verdict)
	line := exported{ID: r.ID, Title: r.Title, Version: r.Version, Parent: r.Parent, Created: &r.Created, Verdict: &v, Engine: r.Engine, Hash: r.Hash,
		TokenHash: r.TokenHash, Document: r.Document}
	if !r.Deleted.IsZero() {
		line.Deleted = &r.Deleted
	}
	e.err = e.out.Encode(line)
	return e.err
}

// Close ends the export and returns how many rows it has.
func (e *Exporter) Close() (rows int, err error) {
	if e.err == nil {
		e.err = e.out.Encode(exported{Rows: &e.rows})
	}
	return e.rows, e.err
}

// ReadExport calls do with each row of an export. It fails at a row that can't be one, at the first error of do, and
// where the export was cut.
func ReadExport(from io.Reader, do func(*Row) error) error {
	in := json.NewDecoder(from)
	in.DisallowUnknownFields()
	var head exported
	if err := in.Decode(&head); err != nil || head.Format != exportFormat {
		return fmt.Errorf("store: this is no export of format %d", exportFormat)
	}
	for rows := 0; ; rows++ {
		var line exported
		switch err := in.Decode(&line); {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return fmt.Errorf("store: the export ends after row %d, before its own end", rows)
		case err != nil:
			return fmt.Errorf("store: row %d of the export: %w", rows+1, err)
		}
		if line.Rows != nil {
			if *line.Rows != rows {
				return fmt.Errorf("store: the export says that it has %d rows, and %d were read", *line.Rows, rows)
			}
			return nil
		}
		row, err := line.row()
		if err == nil {
			err = do(row)
		}
		if err != nil {
			return fmt.Errorf("store: row %d of the export (%s): %w", rows+1, line.ID, err)
		}
	}
}

// row checks a line.
func (line *exported) row() (*Row, error) {
	switch {
	case !ValidID(line.ID):
		return nil, errors.New("its id is none")
	case line.Created == nil || line.Verdict == nil || line.TokenHash == "":
		return nil, errors.New("something is missing")
	case line.Deleted == nil && line.Hash != Hash(line.Document):
		return nil, errors.New("its document is not what its hash says")
	}
	r := &Row{Scenario: Scenario{ID: line.ID, Document: line.Document, Hash: line.Hash, Title: line.Title, Version: line.Version, Parent: line.Parent,
		Created: line.Created.UTC(), Verdict: Verdict(*line.Verdict), Engine: line.Engine}, TokenHash: line.TokenHash}
	if line.Deleted != nil {
		r.Deleted = line.Deleted.UTC()
	}
	return r, nil
}

// statementBytes bounds a statement of WriteSQL; D1 takes 100,000 bytes.
const statementBytes = 90_000

// WriteSQL writes statements that restore a row, each small enough for D1: a document that does not fit into one is
// added in pieces. They may be repeated.
func WriteSQL(w io.Writer, r *Row) error {
	// All but the document is short: the longest is a title.
	first, rest := piece(r.Document, statementBytes/2)
	_, err := fmt.Fprintf(w, "INSERT INTO scenarios (%s) VALUES (%s, %s, %s, %s, %s, %s, %s, %d, %d, %d, %d, %s, %s, %s) ON CONFLICT (id) DO NOTHING;\n", columns,
		literal(r.ID), literal(first), literal(r.Hash), literal(r.Title), literal(r.Version), literal(r.Parent), literal(stamp(r.Created)),
		number(r.Verdict.Starts), r.Verdict.Hold, r.Verdict.Fail, r.Verdict.Invalid, literal(r.Engine), literal(r.TokenHash), literal(stamp(r.Deleted)))
	for n := utf8.RuneCountInString(first); rest != "" && err == nil; {
		var next string
		next, rest = piece(rest, statementBytes)
		_, err = fmt.Fprintf(w, "UPDATE scenarios SET document = document || %s WHERE id = %s AND length(document) = %d;\n", literal(next), literal(r.ID), n)
		n += utf8.RuneCountInString(next)
	}
	return err
}

// piece cuts what fits into so many bytes of a literal.
func piece(text string, most int) (first, rest string) {
	size := 200 // for what stands around it
	for i, c := range text {
		n := utf8.RuneLen(c)
		if c == '\'' {
			n = 2
		}
		if size += n; size > most {
			return text[:i], text[i:]
		}
	}
	return text, ""
}

func literal(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
