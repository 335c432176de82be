# The whole project by name. `make demo` and `make test` do all their own set-up: Python ≥3.11 (with venv) and make are enough.

CHOOSE := for p in python3 python3.13 python3.12 python3.11 python; do $$p -c "import sys, venv; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo $$p && break; done
PYTHON ?= $(shell $(CHOOSE))
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip --quiet
LOCKED := --require-hashes --only-binary :all:
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help demo serve test check lint format torture bench lock clean

help: ## What there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1 — /'

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Årshjul needs Python 3.11 or newer, with venv. Name one: make PYTHON=/path/to/python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt requirements/build.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install $(LOCKED) -r requirements/build.txt -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(PIP) install $(LOCKED) -r requirements/dev.txt
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	$(PIP) install $(LOCKED) -r requirements/bench.txt
	@touch $@

demo: $(VENV)/.run ## Check the example wheel, write its calendars, rehearse a month of mails into out/
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh docs/demo.sh

serve: $(VENV)/.run ## Show the example wheel as a live site on this computer
	@$(BIN)/arshjul web

test: $(VENV)/.dev ## All tests, in parallel
	$(BIN)/pytest -n auto --dist loadgroup

lint: $(VENV)/.bench
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test ## Format, lint, types, import layers and tests: what CI runs

format: $(VENV)/.dev ## Put every file in the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

torture: $(VENV)/.dev ## The long fault-injection runs
	$(BIN)/pytest -n auto --dist loadgroup -m torture

bench: $(VENV)/.bench ## Our figures beside the peers'
	@for script in bench/*.py; do $(BIN)/python $$script || exit 1; done

LOCK := .cache/lock
COMPILE := $(LOCK)/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options
lock: ## Pin the requirements anew
	$(PYTHON) -m venv $(LOCK) && $(LOCK)/bin/python -m pip --quiet install pip-tools
	CUSTOM_COMPILE_COMMAND="make lock" $(COMPILE) --extra office --extra pdf --extra web -o requirements/run.txt pyproject.toml
	CUSTOM_COMPILE_COMMAND="make lock" $(COMPILE) -o requirements/build.txt requirements/build.in
	CUSTOM_COMPILE_COMMAND="make lock" $(COMPILE) -o requirements/dev.txt requirements/dev.in
	CUSTOM_COMPILE_COMMAND="make lock" $(COMPILE) -o requirements/bench.txt requirements/bench.in

clean: ## Remove what was made here, but for the ledger in var/
	rm -rf $(VENV) .cache out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
