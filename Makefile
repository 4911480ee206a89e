# Everything here needs Python 3.11 or newer and make, and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV := $(VENV)/.ready-dev

.PHONY: help demo server test check docs evals bench lock clean

help:  ## Show what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /|/' | awk -F'|' '{printf "  make %-8s %s\n", $$1, $$2}'

demo: $(READY)  ## Set up, load the demo company, print April 2025 and three answered questions
	@$(BIN)/channel-sales demo
	@$(BIN)/channel-sales dashboard April 2025
	@$(BIN)/channel-sales tier Acme Networks
	@$(BIN)/channel-sales ask "what would Acme Networks earn on a \$$150,000 new-logo deal closed in 45 days?"
	@$(BIN)/channel-sales ask "which partners are at risk?"
	@echo 'Now ask your own: $(BIN)/channel-sales chat, or $(BIN)/channel-sales help'

server: $(READY) requirements-server.lock  ## Add what Slack, Teams, the web page, MCP and PostgreSQL need
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-server.lock

test: $(DEV)  ## Set up, and run every test
	$(BIN)/python -m pytest -n auto

check: $(DEV)  ## Format, lint, types, layers, generated docs, tests, evals
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m cogapp -P --check --diff README.md
	$(MAKE) test
	$(MAKE) evals

docs: $(DEV)  ## Print the generated parts of the README anew
	$(BIN)/python -m cogapp -P -r README.md

evals: $(DEV)  ## Ask every question of evals on the planner and find its sections, or on a model: MODEL=name URL=... [KEY=...] [ARGS="--sample 200 --out build/evals"]
	@$(if $(URL),CHANNEL_SALES_MODEL_URL='$(URL)') $(if $(KEY),CHANNEL_SALES_MODEL_KEY='$(KEY)') $(BIN)/python -m evals $(if $(MODEL),--model '$(MODEL)') $(ARGS)
	@$(if $(MODEL),true,$(BIN)/python -m evals.grounding && $(BIN)/python -m evals.injections && $(BIN)/python -m evals.retrieval)

bench: $(DEV)  ## Measure, as ratios in one run
	$(BIN)/python -m evals.bench
	$(BIN)/python -m evals.bench.acknowledging

lock: $(DEV)  ## Resolve the dependencies again, by version and hash
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q -o requirements.lock --extra build
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q -o requirements-server.lock --extra build --extra postgres --extra slack --extra teams --extra web --extra mcp -c requirements.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -q -o requirements-dev.lock --all-extras -c requirements.lock

clean:  ## Remove the virtual environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# A lock is complete, so nothing is resolved: a newer release of a package that another asks for with extras would stop pip.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q assistant tools
	@touch $@

$(DEV): requirements-dev.lock $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@
