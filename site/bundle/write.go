package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"

	"github.com/andybalholm/brotli"

	"rolecall.example/site"
)

// keep is the one file in dist that is not built.
const keep = "README"

// hashed is the name under which an output is served.
func hashed(o output) string {
	sum := sha256.Sum256(o.content)
	ext := filepath.Ext(o.logical)
	return o.logical[:len(o.logical)-len(ext)] + "-" + hex.EncodeToString(sum[:5]) + ext
}

// compressed writes text as gzip, as small as that gets.
func compressed(w io.Writer, text []byte) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(text); err != nil {
		return err
	}
	return z.Close()
}

// write puts an output into dist with its compressed forms. A name tells its content, so what is there
// already stays.
func write(o output, dev bool) error {
	path := filepath.Join(distDir, hashed(o))
	if err := once(path, func(w io.Writer) error {
		_, err := w.Write(o.content)
		return err
	}); err != nil || o.plain {
		return err
	}
	if err := once(path+".gz", func(w io.Writer) error { return compressed(w, o.content) }); err != nil || dev {
		return err
	}
	return once(path+".br", func(w io.Writer) error {
		z := brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24})
		if _, err := z.Write(o.content); err != nil {
			return err
		}
		return z.Close()
	})
}

// once makes the file at path unless it is there. It appears whole or not at all.
func once(path string, fill func(io.Writer) error) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	var b bytes.Buffer
	if err := fill(&b); err != nil {
		return err
	}
	part := path + ".part"
	if err := os.WriteFile(part, b.Bytes(), 0o644); err != nil {
		return err
	}
	return os.Rename(part, path)
}

// finish writes the manifest and takes files away that no longer belong.
func finish(outputs []output) error {
	m := site.Manifest{Files: map[string]site.File{}}
	wanted := map[string]bool{keep: true, site.ManifestFile: true}
	for _, o := range outputs {
		name := hashed(o)
		sum := sha512.Sum384(o.content)
		f := site.File{
			Name:      name,
			Integrity: "sha384-" + base64.StdEncoding.EncodeToString(sum[:]),
			Raw:       int64(len(o.content)),
			Gzip:      size(name + ".gz"),
			Brotli:    size(name + ".br"),
		}
		m.Files[o.logical] = f
		wanted[name], wanted[name+".gz"], wanted[name+".br"] = true, true, true
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(distDir, site.ManifestFile), append(text, '\n'), 0o644); err != nil {
		return err
	}
	entries, err := os.ReadDir(distDir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !wanted[e.Name()] {
			if err := os.Remove(filepath.Join(distDir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// size of a file in dist, 0 when there is none.
func size(name string) int64 {
	info, err := os.Stat(filepath.Join(distDir, name))
	if err != nil {
		return 0
	}
	return info.Size()
}
