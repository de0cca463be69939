# Needs Python 3.11 or newer and make; everything else is set up in .venv from the hashed locks in requirements/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
RUN := $(VENV)/.ready-to-run
WORK := $(VENV)/.ready-to-work
PYTEST := $(BIN)/python -m pytest

.PHONY: help demo test test-all eval bench lint audit fuzz lock clean
.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(RUN)  ## set up, read the example reports into a ledger and open its pages
	$(BIN)/counterclaim serve --demo --open

test: $(WORK)  ## every test but the slow ones
	$(PYTEST) -m "not slow and not data"

test-all: $(WORK)  ## every test, the slow ones too, with other programs' readers of exports
	$(PIP) --require-hashes -r requirements/readers.txt
	$(PIP) --require-hashes -r requirements/ray.txt
	$(PYTEST)

eval: $(WORK)  ## score the reader on the public sets in the folder that COUNTERCLAIM_DATA names
	$(BIN)/python -m evaluation

bench: $(WORK)  ## cold start, and reports a second
	$(BIN)/python -m benchmarks

lint: $(WORK)  ## ruff, mypy, and the marks of the corpus
	$(BIN)/ruff check src tests evaluation benchmarks training
	$(BIN)/mypy
	$(BIN)/python -m training.corpus_tools check

audit: $(WORK)  ## look up every pinned dependency in the advisory database; needs the network
	$(PIP) --require-hashes -r requirements/audit.txt
	@echo "asking the advisory database about requirements/run.txt and requirements/work.txt; no network, no answer"
	$(BIN)/pip-audit --require-hashes --disable-pip --requirement requirements/run.txt --requirement requirements/work.txt

fuzz: $(WORK)  ## every door fuzzed, FUZZ inputs for each (20000), fewer for those that parse pages or write files
	FUZZ=$${FUZZ:-20000} $(PYTEST) tests/security/test_security_fuzz.py

lock: $(WORK)  ## pin the newest versions that fit pyproject.toml, with their hashes
	$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --upgrade --quiet \
		--generate-hashes --no-emit-index-url --no-header --output-file requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --group build --group test --group lint --universal --python-version 3.11 \
		--quiet --constraint requirements/run.txt \
		--generate-hashes --no-emit-index-url --no-header --output-file requirements/work.txt
	$(BIN)/uv pip compile --group readers --universal --python-version 3.11 \
		--quiet --constraint requirements/work.txt \
		--generate-hashes --no-emit-index-url --no-header --output-file requirements/readers.txt
	$(BIN)/uv pip compile --group ray --universal --python-version 3.11 \
		--quiet --constraint requirements/work.txt \
		--generate-hashes --no-emit-index-url --no-header --output-file requirements/ray.txt
	$(BIN)/uv pip compile --group audit --universal --python-version 3.11 \
		--quiet --constraint requirements/work.txt \
		--generate-hashes --no-emit-index-url --no-header --output-file requirements/audit.txt

clean:  ## remove what make made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN): requirements/run.txt pyproject.toml package-lock.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

$(WORK): $(RUN) requirements/work.txt
	$(PIP) --require-hashes -r requirements/work.txt
	@touch $@
