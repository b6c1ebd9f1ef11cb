# make demo | test | check | docs | bench | eval [DEV=DIR] | eval-page [DEV=DIR] [TEXTS=DIR] | calibrate DEV=DIR | acceptance SEED=FILE | crash | wheel
# PYTHON chooses the interpreter that .venv is made from, VENV where it stands.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt

.PHONY: demo test check docs reference format examples bench eval eval-page calibrate models acceptance crash wheel clean
.DEFAULT_GOAL := help

.PHONY: help
help:
	@echo "make demo         install, read the sample reports, write demo/"
	@echo "make test         install and run the tests"
	@echo "make check        style, types, import contracts, generated files"
	@echo "make examples     run the example notebooks and write their outputs"
	@echo "make docs         the documentation into site/; warnings are errors"
	@echo "make reference    write the generated pages of docs/ and what commands print into the others"
	@echo "make bench        speed and memory"
	@echo "make eval [DEV=DIR]  score extraction against data/gold, and against marked texts in DIR"
	@echo "make eval-page [DEV=DIR] [TEXTS=DIR]  write the figures into benchmarks/EXTRACTION.md"
	@echo "make calibrate DEV=DIR    confidence from the marked press reports in DIR"
	@echo "make models MODEL=NAME [DEV=DIR]    another spaCy pipeline beside the default one, into benchmarks/MODELS.md"
	@echo "make acceptance SEED=FILE   check the seed questions against a copy of the seed article"
	@echo "make crash        kill an ingest at 100 random moments and count what is lost"

demo: $(VENV)/.parley
	$(BIN)/kg demo

test: $(VENV)/.parley-test
	$(BIN)/python -m pytest -n auto --maxprocesses=4 --dist loadfile $(ARGS)

check: $(VENV)/.parley-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m kg.schema.generate --check
	$(BIN)/python -m docs.generate --check

docs: $(VENV)/.parley-docs
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs site
	@echo "site/index.html"

reference: $(VENV)/.parley
	$(BIN)/python -m docs.generate
	$(BIN)/python -m docs.generate.transcripts

format: $(VENV)/.parley-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

examples: $(VENV)/.parley-test
	$(BIN)/python -m examples.execute

bench: $(VENV)/.parley-test
	@for part in $(wildcard benchmarks/extraction.py benchmarks/store.py benchmarks/world.py benchmarks/view.py benchmarks/network.py); do echo "== $$part"; $(BIN)/python $$part || exit 1; done

eval: $(VENV)/.parley
	$(BIN)/kg eval data/gold
	@if [ -n "$(DEV)" ]; then $(BIN)/kg eval "$(DEV)"; fi

eval-page: $(VENV)/.parley
	$(BIN)/python benchmarks/quality.py $(DEV) $(if $(TEXTS),--texts $(TEXTS))

calibrate: $(VENV)/.parley
	@test -n "$(DEV)" || { echo "make calibrate: name the folder of marked press reports, as in make calibrate DEV=reports" >&2; exit 2; }
	$(BIN)/python benchmarks/confidence.py $(DEV)

models: $(VENV)/.parley
	@test -n "$(MODEL)" || { echo "make models: name the pipeline or its folder, as in make models MODEL=en_core_web_md" >&2; exit 2; }
	$(BIN)/python benchmarks/models.py "$(MODEL)" data/gold $(DEV)

acceptance: $(VENV)/.parley-test
	@test -n "$(SEED)" || { echo "make acceptance: name the file, as in make acceptance SEED=seed.txt" >&2; exit 2; }
	$(BIN)/python tests/acceptance.py "$(SEED)"

crash: $(VENV)/.parley-test
	PARLEY_CRASH_ROUNDS=100 $(BIN)/python -m pytest tests/test_crash.py -s

wheel: $(VENV)/.parley-dev
	rm -rf dist
	$(BIN)/python -m build --wheel --outdir dist .
	$(BIN)/python tests/wheel.py dist

clean:
	rm -rf dist build demo site parley.store .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Each stamp stands for an installation; it is made again when the dependencies change.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Parley needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV): about a minute, half a gigabyte"

$(VENV)/.parley: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP) -e .
	@touch $@

$(VENV)/.parley-test: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP) -e '.[test]'
	@touch $@ $(VENV)/.parley

$(VENV)/.parley-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP) -e '.[test,dev,docs]'
	@touch $@ $(VENV)/.parley $(VENV)/.parley-test $(VENV)/.parley-docs

$(VENV)/.parley-docs: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP) -e '.[docs]'
	@touch $@ $(VENV)/.parley
