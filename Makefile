# sayso: `make demo` sets up and runs the main job on the example story, `make test` sets up and runs every check.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STORY := examples/wrenport-water

.PHONY: demo test check format gate lock clean

demo: $(VENV)/installed
	$(BIN)/sayso read $(STORY)/reports -o wrenport-water.sayso --html wrenport-water.html

test: check gate

check: $(VENV)/dev-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

gate: $(VENV)/dev-installed
	$(BIN)/python gate/gate.py $(STORY)/reports $(STORY)/gold.json --attributions $(STORY)/gold.attributions.jsonl --name wrenport-water
	$(BIN)/python gate/polnear.py tests/cases/french/gold.attributions.jsonl --language fr --inner

format: $(VENV)/dev-installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The versions that every check runs with; rebuild after changing a dependency in pyproject.toml.
lock:
	$(PYTHON) -m venv --clear $(VENV)/lock
	$(VENV)/lock/bin/pip install -q -e '.[dev,bench]'
	$(VENV)/lock/bin/pip freeze --exclude-editable > constraints.txt

clean:
	rm -rf $(VENV) build dist

$(VENV)/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "sayso needs Python 3.11 or newer; name one with: make demo PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/dev-installed: $(VENV)/installed
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@
