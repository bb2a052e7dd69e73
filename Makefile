# `make` alone lists the targets. Needs Go 1.26, Node 20 and make; everything else is installed by `make deps`.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help

# Where `make run` listens, how long each fuzz target runs, the most that the engine may weigh (bytes of brotli), and where
# `make static` writes to.
LISTEN ?= 127.0.0.1:4747
FUZZTIME ?= 3m
WASM_LIMIT ?= 2000000
STATIC ?= bin/static
NPM_VERSION ?= 0.0.0-development

# Go tests in js/wasm run under Node. The environment is emptied, because Go's support script holds only 12 KiB of it.
WASM_EXEC = env -i PATH="$$PATH" HOME="$$HOME" $$(go env GOROOT)/lib/wasm/go_js_wasm_exec
WASM_TESTED = ./rbac/... ./internal/cases/... ./internal/bridge/...

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# What others wrote ---------------------------------------------------------

.PHONY: deps
deps: site/node_modules/.installed e2e/node_modules/.installed ## install what building and testing needs, browsers included
	@.ci/browsers chromium firefox

%/node_modules/.installed: %/package-lock.json
	cd $* && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --no-audit --no-fund
	@touch $@

# The program ---------------------------------------------------------------

.PHONY: run
run: site/node_modules/.installed ## build and serve on LISTEN (127.0.0.1:4747)
	@go run ./site/bundle -dev
	@go build -o bin/rolecall ./cmd/rolecall
	@exec bin/rolecall serve --listen $(LISTEN)

.PHONY: build
build: site/node_modules/.installed ## build the site files and bin/rolecall
	go run ./site/bundle
	go build -trimpath -o bin/rolecall ./cmd/rolecall

.PHONY: dist
dist: build ## static programs for Linux and macOS with everything in them, checksums and a container file, to dist/
	@.ci/dist $(VERSION)

.PHONY: static
static: build ## all pages as files for any host, into STATIC (bin/static)
	@bin/rolecall export-site $(STATIC)

.PHONY: recipes
recipes: build ## the small sites of docs/recipes (Sphinx, MkDocs, a plain page), to .cache/recipes
	@ROLECALL=$(CURDIR)/bin/rolecall docs/recipes/build .cache/recipes

.PHONY: npm
npm: build ## the engine as a package for Node and browsers, to bin/npm; its version is NPM_VERSION
	@go run ./site/bundle -npm $(NPM_VERSION)

.PHONY: generate
generate: ## write the generated Go files anew
	go generate ./...

# Checks --------------------------------------------------------------------

.PHONY: test
test: deps lint build size worker npm recipes ## everything that a change must pass
	go test ./...
	GOOS=js GOARCH=wasm go test -exec "$(WASM_EXEC)" $(WASM_TESTED)
	GOOS=js GOARCH=wasm go test -exec "$(WASM_EXEC)" -run 'TestHostile|TestLongTexts|TestEndless' ./internal/pyconfig ./internal/helm
	cd site && npm test
	cd e2e && npm test

.PHONY: lint
lint: site/node_modules/.installed ## formatting, vet, types
	@unformatted=$$(git ls-files -co --exclude-standard '*.go' | xargs gofmt -l); \
	if [ -n "$$unformatted" ]; then echo "gofmt is needed:"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./wasm/... ./internal/bridge/...
	cd site && npm run --silent check

.PHONY: size
size: build ## what the engine weighs, and what it is made of; fails above WASM_LIMIT
	@mkdir -p .cache
	@go run ./site/bundle -sizes | tee .cache/sizes
	@awk -v limit=$(WASM_LIMIT) '$$NF == "rolecall.wasm" { found = 1; over = $$3 > limit; \
		printf "\nthe engine: %d bytes, %d in brotli, of %d\n", $$1, $$3, limit } \
		END { if (!found || over) { print "the engine is too large, or missing"; exit 1 } }' .cache/sizes

.PHONY: bench
bench: build e2e/node_modules/.installed ## timings natively and in Chromium, and the engine's size
	@.ci/browsers chromium
	@mkdir -p .cache
	@go run ./internal/bench > .cache/bench.json
	@node e2e/bench.js .cache/bench.json

.PHONY: soak
soak: build ## kill the server while people save, copy its database, fill it, watch its memory (about 15 minutes)
	@go build -o bin/soak ./internal/soak
	@bin/soak $(TRIALS)

.PHONY: bench-server
bench-server: build ## pages a second beside a bare handler, and answer times at a steady load
	@go build -o bin/soak ./internal/soak
	@bin/soak bench

.PHONY: fuzz
fuzz: ## run every fuzz target for FUZZTIME (3m) each
	@.ci/fuzz $(FUZZTIME)

.PHONY: screenshots
screenshots: build e2e/node_modules/.installed ## every page, wide and phone, light and dark, to e2e/out/
	@.ci/browsers chromium
	@node e2e/screenshots.js

.PHONY: clean
clean: ## remove what was built
	rm -rf bin dist .cache e2e/out
	find site/dist -mindepth 1 ! -name README -delete

-include conformance/Makefile.inc
-include server/worker/Makefile.inc
