# Everything a newcomer and CI need; `make` alone lists it. Works with GNU make 3.81 and newer.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# First on the path, so that a Node installed by `make setup` is found where the system has none.
export PATH := $(CURDIR)/$(BIN):$(PATH)

# Settings of the one who calls that would send packages elsewhere, or bring in others.
unexport PYTHONPATH PYTHONHOME PIP_TARGET PIP_PREFIX PIP_ROOT
export PIP_USER := 0

# An environment that cannot work any more is none.
$(shell .ci/forget-broken-environment $(VENV))

# Stamps: a step runs again only when what it installs has changed.
RUN_READY := $(VENV)/.run-ready
KBGEN_READY := $(VENV)/.kbgen-ready
DEV_READY := $(VENV)/.dev-ready
NODE_READY := node_modules/.node-ready
BUNDLES := theme/bundles/manifest.json

STEP = @printf '\n\033[1m%s\033[0m\n'
# What is locked is installed as it is: resolving again would fail as soon as an index holds something newer.
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install --no-deps

.PHONY: help
help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

.PHONY: install
install: $(KBGEN_READY) ## Install kbgen and what running it needs into .venv

.PHONY: setup
setup: $(DEV_READY) $(BUNDLES) ## Install what development needs into .venv and node_modules
	@.ci/debian-packages || echo "Everything else is set up; 'make test' will ask for these again."

.PHONY: demo
demo: $(KBGEN_READY) ## Build the sample portal, show it with its collector, and a report of made-up searches; Ctrl-C stops it
	@$(BIN)/python -m kbgen demo --sample

.PHONY: docs
docs: $(KBGEN_READY) ## Show the guide, in English and Chinese, on this computer; Ctrl-C stops it
	@$(BIN)/python -m kbgen serve --config docs/guide/mkdocs.yml

.PHONY: test
test: $(DEV_READY) $(BUNDLES) ## Set up, then run every check; what CI runs
	@.ci/debian-packages
	@$(MAKE) --no-print-directory lint types unit

.PHONY: check
check: test ## The same: everything CI runs, in the same order

.PHONY: lint
lint: $(DEV_READY) $(NODE_READY) ## Style, format and who may import whom
	$(STEP) "ruff check"
	@ruff check
	$(STEP) "ruff format --check"
	@ruff format --check
	$(STEP) "biome"
	@npm run --silent lint
	$(STEP) "lint-imports"
	@lint-imports --no-logo

.PHONY: types
types: $(DEV_READY) $(NODE_READY) ## Types of Python and JavaScript
	$(STEP) "mypy"
	@mypy
	$(STEP) "tsc"
	@npm run --silent check

.PHONY: unit
unit: $(DEV_READY) $(BUNDLES) ## Tests of JavaScript and Python, those in the browser included
	$(STEP) "node --test"
	@npm test --silent
	$(STEP) "pytest"
	@pytest -m "not long" --numprocesses auto --maxprocesses 4 --dist loadfile

.PHONY: bundles
bundles: $(BUNDLES) ## The few scripts that pages fetch, of the many in theme/assets

.PHONY: test-long
test-long: $(DEV_READY) $(BUNDLES) ## Soak, fuzz and attack runs
	@.ci/debian-packages
	@pytest -m long

.PHONY: bare
bare: ## Both commands, and the wheel alone, on a Debian that has nothing; DEBIAN=12 or 13, ONLY=demo, wheel or test
	@.ci/bare-machine $(if $(DEBIAN),DEBIAN="$(DEBIAN)") $(if $(ONLY),ONLY=$(ONLY))

.PHONY: ranges
ranges: $(DEV_READY) ## The sample portal and the fast tests with the newest and the lowest versions that pyproject.toml allows
	@.ci/lock-installers
	@.ci/dependency-ranges $(ENDS)

.PHONY: golden
golden: $(DEV_READY) ## Write the expected files of the tests anew; read their diff
	@KBGEN_GOLDEN=write pytest tests/*/test_golden_*.py
	@$(BIN)/python tests/conformance/make_indexes.py
	@git --no-pager diff --stat -- tests/golden tests/conformance

.PHONY: lock
lock: $(DEV_READY) ## Write requirements/ anew from pyproject.toml; UPGRADE=1 takes newer versions
	@$(LOCK) --group dev $(EXTRAS) pyproject.toml --output-file requirements/dev.txt
	@$(LOCK) --group install pyproject.toml --constraint requirements/dev.txt --output-file requirements/run.txt
	@$(LOCK) --group node --output-file requirements/node.txt
# All but `meaning`, whose 95 MB no test needs (docs/decisions/0037-one-need-by-likeness.md).
EXTRAS = $(foreach extra,images import math parquet postgres translate,--extra $(extra))
# One version for every Python: where each had its own, a newer Python would test other packages than CI.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
  --no-annotate --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.PHONY: screenshots
screenshots: $(DEV_READY) ## Draw the pictures of README.md and docs/screenshots.md anew
	@.ci/debian-packages
	@$(BIN)/python .ci/screenshots.py

.PHONY: clean
clean: ## Remove everything that was built or installed here
	rm -rf $(VENV) node_modules theme/bundles theme/bundles.new site var dist .kbgen .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage

$(RUN_READY): requirements/run.txt
	@PYTHON=$(PYTHON) .ci/virtual-environment $(VENV)
	@.ci/python-packages $(VENV) requirements/run.txt
	@touch $@

$(KBGEN_READY): $(RUN_READY) pyproject.toml
	@.ci/attempt "Installing kbgen itself" $(PIP) --no-build-isolation --editable .
	@touch $@

$(DEV_READY): $(KBGEN_READY) requirements/dev.txt
	@.ci/python-packages $(VENV) requirements/dev.txt
	@touch $@

$(NODE_READY): $(RUN_READY) package-lock.json requirements/node.txt
	@.ci/node || .ci/python-packages $(VENV) requirements/node.txt
	@.ci/attempt "Installing the Node packages of package-lock.json" npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(BUNDLES): $(NODE_READY) .ci/bundle.mjs $(wildcard theme/assets/*/*.js)
	@npm run --silent bundle
