//go:build !js

package card

import "embed"

//go:embed fonts/*.otf fonts/*.ttf
var files embed.FS

// read returns a font's file.
func read(name string) ([]byte, error) { return files.ReadFile("fonts/" + name) }
