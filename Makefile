.PHONY: setup run test check soak lock clean

PYTHON ?= python3
BIN := .venv/bin

# The stamp is newer than the lock file once everything it names is installed.
.venv/.installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

setup: .venv/.installed
	$(BIN)/sourcelight migrate

run: setup
	$(BIN)/sourcelight serve

test: .venv/.installed
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --check --lint templates
	$(BIN)/bandit --quiet --recursive app --configfile pyproject.toml

soak: .venv/.installed
	SOURCELIGHT_SOAK=1 $(BIN)/python -m pytest --numprocesses auto --dist worksteal -m "soak or not soak"

# Needs uv (https://docs.astral.sh/uv/); the locks name versions and hashes, no index. The second is the
# part of the first that a server needs.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra dev \
		--custom-compile-command "make lock" pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra sqlite --no-annotate \
		--constraint requirements.lock --custom-compile-command "make lock" pyproject.toml \
		-o requirements.run.lock

clean:
	rm -rf .venv build *.egg-info
