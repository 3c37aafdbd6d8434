# Everything a person or CI runs. On a new machine Python 3.10+ and make are enough: each target that runs
# something of the project sets up .venv first, from the lock file, and anew when the lock changes.

PYTHON ?= python3
VENV   ?= .venv
HELM   ?= helm
N      ?=
JOBS   ?= auto
K8S    ?= latest

ENVTEST := sigs.k8s.io/controller-runtime/tools/setup-envtest@v0.25.1

BIN     := $(VENV)/bin
READY   := $(VENV)/.ready
PYTEST  := $(BIN)/python -m pytest
SAMPLE  := -m "not portability and not server and not slow"
SOURCES := $(wildcard floe_charts tests bench examples tools)

export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup synth fresh chartlint versions test lint format types unit golden parity soundness portability server bench \
	checkov package charts publish lock clean

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## Install the locked environment into .venv

synth: $(READY) ## Write the charts into generated/charts
	$(BIN)/floe-charts synth

fresh: $(READY) ## Fail with a diff if generated/charts is not what the source says
	@$(BIN)/floe-charts diff || { echo "generated/charts is stale: run 'make synth' and commit the result" >&2; exit 1; }

chartlint: $(READY) ## floe-charts lint: every chart in generated/charts, with every environment
	$(BIN)/floe-charts lint

versions: $(READY) ## Fail if a chart changed since the last tag and its version did not
	$(BIN)/floe-charts versions

test: lint types ## Lint, types, every test, with a sample of the random ones
	$(PYTEST) -v -n $(JOBS) --maxprocesses=4 $(SAMPLE)

lint: $(READY) ## Ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(READY) ## Let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(READY) ## Mypy, strict on the package
	$(BIN)/mypy $(SOURCES)

unit: $(READY) ## The quick tests only
	$(PYTEST) $(SAMPLE) --ignore=tests/golden --ignore=tests/parity --ignore=tests/soundness

golden: $(READY) ## Rewrite tests/golden/*/rendered; review the diff
	$(PYTEST) tests/golden --update-golden

parity: N := $(or $(N),2000)
parity: $(READY) ## Tree against Helm, N random values files a chart (N=2000)
	$(PYTEST) -v -n $(JOBS) --maxprocesses=4 tests/parity --count $(N)

soundness: N := $(or $(N),5000)
soundness: $(READY) ## Renders against Kubernetes' schemas, N random values files a chart (N=5000)
	$(PYTEST) -v -n $(JOBS) --maxprocesses=4 tests/soundness --count $(N)

portability: $(READY) ## The same objects on several Helm versions (Linux x86-64)
	$(PYTEST) -v -m portability

server: N := $(or $(N),25)
server: $(READY) ## A real API server takes N random values files a chart (N=25, K8S=1.27.x; needs Go once)
	@assets="$$KUBEBUILDER_ASSETS"; \
	if [ -z "$$assets" ]; then \
		command -v go >/dev/null || { echo "floe-charts: no 'go' on PATH; install Go, or name a folder with" \
			"kube-apiserver, etcd and kubectl in KUBEBUILDER_ASSETS" >&2; exit 1; }; \
		GOBIN="$(CURDIR)/.cache/bin" go install $(ENVTEST) && \
		assets="$$(.cache/bin/setup-envtest use $(K8S) --bin-dir "$(CURDIR)/.cache/envtest" --print path)" || exit 1; \
	fi; \
	KUBEBUILDER_ASSETS="$$assets" $(PYTEST) -v -m server --count $(N)

bench: $(READY) ## Speed of synth, --help and rendering, beside two public charts where there is a network
	$(BIN)/python -m bench --field

# Checkov pins what half of its world may use, so it lives in an environment of its own.
checkov: $(READY) .venv-checkov/.ready ## Security scan of every chart, and the slow security tests
	PATH="$(CURDIR)/.venv-checkov/bin:$$PATH" $(PYTEST) -v tests/security -m slow

package: $(READY) ## Build the wheel and the source archive into dist/
	$(BIN)/python -m hatchling build -d dist

charts: fresh ## Package the charts into dist/charts, signed if SIGNING_KEYRING is set
	$(BIN)/python -m tools.chart_packages --helm "$(HELM)"

publish: $(READY) ## Push dist/charts to REGISTRY and make the GitHub release (the release workflow does)
	$(BIN)/python -m tools.publish --helm "$(HELM)"

lock: .cache/lock/bin/uv ## Refresh the lock files in requirements/
	.cache/lock/bin/uv pip compile $(LOCKED) --extra dev pyproject.toml -o requirements/dev.lock
	.cache/lock/bin/uv pip compile $(LOCKED) requirements/checkov.in -o requirements/checkov.lock

# Universal: one lock for Linux and macOS, Python 3.10 to 3.14. It names no place to download from.
LOCKED := --upgrade --quiet --universal --python-version 3.10 --generate-hashes --no-header \
	--no-emit-index-url --no-annotate --no-config

clean: ## Remove what make made, the environments too
	rm -rf $(VENV) .venv-checkov .cache build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements/dev.lock pyproject.toml
	@$(call new_venv,$(VENV))
	@echo "Setting up $(VENV) (about a minute, once)" >&2
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv-checkov/.ready: requirements/checkov.lock
	@$(call new_venv,.venv-checkov)
	@echo "Setting up .venv-checkov (about a minute, once)" >&2
	@.venv-checkov/bin/python -m pip install --quiet --require-hashes -r $<
	@touch $@

.cache/lock/bin/uv:
	@$(call new_venv,.cache/lock)
	@.cache/lock/bin/python -m pip install --quiet uv

# A new environment each time: installing over an old one would keep packages the lock has dropped.
define new_venv
	command -v "$(PYTHON)" >/dev/null || \
		{ echo "floe-charts: no '$(PYTHON)' on PATH; install Python 3.10 or newer" >&2; exit 1; }; \
	"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || \
		{ echo "floe-charts: needs Python 3.10 or newer, '$(PYTHON)' is `"$(PYTHON)" --version 2>&1`;" \
			"name another: make PYTHON=python3.12 ..." >&2; exit 1; }; \
	"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "floe-charts: '$(PYTHON)' has no venv module; install it (Debian: apt install python3-venv)" >&2; \
			exit 1; }; \
	"$(PYTHON)" -m venv --clear $(1)
endef
