# Everything is set up on first use, with nothing but Python 3.11 or newer, git and make.
.DEFAULT_GOAL := help
.PHONY: help demo test check dev bench bench-peers real promises

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)
UV_VERSION := 0.13.9
BIN := .venv/bin
READY := .venv/.ready
export UV_PYTHON_DOWNLOADS := never

help: ## show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml uv.lock
	@test -n "$(PYTHON)" || { echo "router-agent needs Python 3.11 or newer; none was found. / 파이썬 3.11 이상이 필요합니다." >&2; exit 1; }
	@echo "Setting up .venv (once) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { \
		echo "Could not make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; rm -rf .venv; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv sync --locked --inexact --quiet --python $(BIN)/python
	@touch $(READY)

demo: $(READY) ## route the tutorial's three questions, with stand-ins for what is missing
	@$(BIN)/router-agent demo

test: $(READY) ## run the tests
	@$(BIN)/pytest -n 2 -q -m 'not real'

promises: $(READY) ## run the state machine of the promises 5,000 times
	@PROMISES_RUNS=$${PROMISES_RUNS:-5000} PROMISES_SEED=$${PROMISES_SEED:-$$(date +%s)} $(BIN)/pytest -q tests/promises/test_machine.py

real: $(READY) ## run the slower tests, which need the package index
	@$(BIN)/pytest -q -m real

check: $(READY) ## lint, formatting, types, lock file
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/uv lock --check --quiet

dev: $(READY) ## start the LangGraph server behind LangGraph Studio
	@$(BIN)/python -m router_agent.studio

bench: $(READY) ## measure the router beside its references
	@$(BIN)/python -m tests.benchmarks

bench-peers: $(READY) ## measure the router beside its peers, which it installs first
	@$(BIN)/uv sync --locked --inexact --quiet --group peers
	@$(BIN)/python -m tests.benchmarks.peers $(FILES)
