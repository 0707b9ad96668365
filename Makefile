# make ask Q="..."   set up once, then ask the report a question
# make test          set up once, then run all tests
# make test-fast     the tests that need no browser, no server and no index of their own
# make eval          ask all questions of eval/, of reportqa and its peers, side by side
# make check         style, types and tests
# make bench         time reportqa beside a llama-index script
# make serve         set up once, then serve the API, the widget and the report reader
# make widget        build the widget from widget/ (needs Node)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq


.PHONY: ask setup test test-fast eval bench serve widget check lint format lock clean

ask: $(READY)
	@$(BIN)/reportqa ask $(if $(Q),"$(Q)",)

setup: $(READY)

$(READY): pyproject.toml requirements.lock requirements-torch.lock
	@$(PYTHON) -c 'import sys; sys.exit("reportqa needs Python 3.11 or later; name one with PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up $(VENV) (once, a few minutes) ..." >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes --no-deps -r requirements.lock
	@$(PIP) install --no-deps -r requirements-torch.lock
	@$(PIP) install --no-deps -e .
	@touch $(READY)

test: $(READY)
	@$(BIN)/python -m pytest

test-fast: $(READY)
	@$(BIN)/python -m pytest -m "not browser and not slow"

eval: $(READY)
	@$(BIN)/reportqa eval --engine reportqa --engine llamaindex --engine bm25 --engine dense

bench: $(READY)
	@$(BIN)/python bench/run.py

serve: $(READY)
	@$(BIN)/reportqa serve

widget:
	@cd widget && npm ci --silent && npm run -s check && npm run -s build

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

check: lint test

format: $(READY)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# Resolve all versions anew, with hashes; torch is pinned apart.
lock: $(READY)
	@$(PIP) install pip-tools
	@$(BIN)/pip-compile --quiet --generate-hashes --extra dev --allow-unsafe --strip-extras \
	  --no-emit-index-url --no-emit-find-links --constraint requirements-torch.lock \
	  --unsafe-package torch --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find index -mindepth 1 ! -name README.md -delete
