package server

import _ "embed"

// openAPI describes the addresses for programs, in OpenAPI 3.1.
//
//go:embed openapi.json
var openAPI string
