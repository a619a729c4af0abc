# Everything a newcomer and CI need; `make` alone lists it. Works with GNU make 3.81 and newer.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# First on the path, so that a Node installed by `make setup` is found where the system has none.
export PATH := $(CURDIR)/$(BIN):$(PATH)

# Stamps: a step runs again only when what it installs has changed.
PYTHON_READY := $(VENV)/.python-ready
KBGEN_READY := $(VENV)/.kbgen-ready
NODE_READY := node_modules/.node-ready

STEP = @printf '\n\033[1m%s\033[0m\n'
# What is locked is installed as it is: resolving again would fail as soon as an index holds something newer.
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check install --no-deps

.PHONY: help
help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

.PHONY: setup
setup: $(KBGEN_READY) $(NODE_READY) ## Install what development needs into .venv and node_modules
	@.ci/browser || echo "Everything else is set up; 'make test' will ask for the browser again."
	@.ci/postgres || echo "Everything else is set up; 'make test' will ask for PostgreSQL again."

.PHONY: demo
demo: $(KBGEN_READY) ## Build the sample portal, show it with its collector, and a report of made-up searches; Ctrl-C stops it
	@$(BIN)/python -m kbgen.demo --sample

.PHONY: test
test: $(KBGEN_READY) $(NODE_READY) ## Set up, then run every check; what CI runs
	@.ci/browser
	@.ci/postgres
	@$(MAKE) --no-print-directory lint types unit

.PHONY: check
check: test ## The same: everything CI runs, in the same order

.PHONY: lint
lint: $(KBGEN_READY) ## Style, format and who may import whom
	$(STEP) "ruff check"
	@ruff check
	$(STEP) "ruff format --check"
	@ruff format --check
	$(STEP) "lint-imports"
	@lint-imports --no-logo

.PHONY: types
types: $(KBGEN_READY) $(NODE_READY) ## Types of Python and JavaScript
	$(STEP) "mypy"
	@mypy
	$(STEP) "tsc"
	@npm run --silent check

.PHONY: unit
unit: $(KBGEN_READY) $(NODE_READY) ## Tests of JavaScript and Python, those in the browser included
	$(STEP) "node --test"
	@npm test --silent
	$(STEP) "pytest"
	@pytest -m "not long" --numprocesses auto --maxprocesses 4 --dist loadfile

.PHONY: test-long
test-long: $(KBGEN_READY) ## Soak, fuzz and attack runs
	@.ci/postgres
	@pytest -m long

.PHONY: golden
golden: $(KBGEN_READY) ## Write the expected files of the tests anew; read their diff
	@KBGEN_GOLDEN=write pytest tests/*/test_golden_*.py
	@$(BIN)/python tests/conformance/make_indexes.py
	@git --no-pager diff --stat -- tests/golden tests/conformance

.PHONY: lock
lock: $(KBGEN_READY) ## Write requirements/ anew from pyproject.toml; UPGRADE=1 takes newer versions
	@$(LOCK) --group dev --all-extras pyproject.toml --output-file requirements/dev.txt
	@$(LOCK) --group node --output-file requirements/node.txt
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" \
  $(if $(UPGRADE),--upgrade)

.PHONY: screenshots
screenshots: $(KBGEN_READY) ## Draw the pictures of README.md and docs/screenshots.md anew
	@.ci/browser
	@$(BIN)/python .ci/screenshots.py

.PHONY: clean
clean: ## Remove everything that was built or installed here
	rm -rf $(VENV) node_modules site var dist .kbgen .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage

$(PYTHON_READY): requirements/dev.txt
	@PYTHON=$(PYTHON) .ci/virtual-environment $(VENV)
	@echo "Installing the Python packages of requirements/dev.txt; the first time takes about a minute."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

$(KBGEN_READY): $(PYTHON_READY) pyproject.toml
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(NODE_READY): $(PYTHON_READY) package-lock.json requirements/node.txt
	@.ci/node || $(PIP) --require-hashes -r requirements/node.txt
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@
