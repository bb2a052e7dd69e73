// Package reference lays out what rbac knows of the scopes of each JupyterHub version as it is read on a page: what a
// scope includes, which requests it opens and with which filters, which fields it reveals, who holds it by default,
// and what changed from version to version. All of it is computed from rbac.Definitions; nothing is told twice, and
// there are no sentences here.
package reference
