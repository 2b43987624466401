# What one can do here; `make help` lists it.

CARGO        ?= cargo
CLANG_FORMAT ?= clang-format-22
GUSSET       := target/release/gusset
PANEL        := examples/imgui_panel/panel.clj
CXX_SOURCES  := $(shell find cpp headers benches -name '*.cpp' -o -name '*.hpp' -o -name '*.h' 2>/dev/null)
# cargo-nextest runs each test in a process of its own; without it, cargo's own runner does.
NEXTEST      := $(shell $(CARGO) nextest --version 2>/dev/null)
RUN_TESTS    := $(CARGO) $(if $(NEXTEST),nextest run --no-fail-fast,test --lib --bins --tests --no-fail-fast)
SHELL_FILES  := scripts/setup scripts/with-asan scripts/with-display .ci/run

.DEFAULT_GOAL := help
.PHONY: help setup build demo test test-abi test-asan lint format bench clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing from the system's packages
	@scripts/setup

build: setup ## build the optimised gusset executable
	$(CARGO) build --release

demo: build ## draw the Dear ImGui panel, redefine it while it runs, print the report
	@scripts/with-display $(GUSSET) run --report $(PANEL)

test: setup lint ## check formatting and lints, then run every test
	$(RUN_TESTS)
	$(CARGO) test --doc

test-abi: setup ## call 2,000 random signatures, and compare with Clang's own calls
	GUSSET_ABI_SIGNATURES=2000 $(CARGO) test --test abi -- --test-threads 1

test-asan: setup ## run the tests of C++ with the bridge under AddressSanitizer and UBSan
	GUSSET_SANITIZE=1 CARGO_TARGET_DIR=target/asan CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUNNER=scripts/with-asan \
	  $(CARGO) $(if $(NEXTEST),nextest run,test) --no-fail-fast --test files --test interop_oracle --test abi

lint: ## check formatting and lints
	$(CARGO) fmt --check
	$(if $(CXX_SOURCES),$(CLANG_FORMAT) --dry-run --Werror $(CXX_SOURCES))
	$(if $(shell command -v shellcheck),shellcheck $(SHELL_FILES))
	$(CARGO) clippy --all-targets -- -D warnings

format: ## format Rust and C++
	$(CARGO) fmt
	$(if $(CXX_SOURCES),$(CLANG_FORMAT) -i $(CXX_SOURCES))

bench: build ## measure against C++, LuaJIT, Node and Clojure, in one run
	$(CARGO) bench --bench compare

clean: ## remove what was built
	$(CARGO) clean
