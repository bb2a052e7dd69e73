// The worker program is the server on Cloudflare's Workers: the handler of package server over a D1 database, compiled
// to js/wasm. The module in src/ stands in front of it: it answers what the Cache API holds, and lends instances of this
// program to the requests that are left. `make worker` builds both; docs/deploy.md says how to put them into service.
// On every other system this package is an empty program, so that all packages build and vet everywhere.
package main
