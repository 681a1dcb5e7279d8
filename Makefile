# One optimised build serves demo and tests. Changing a flag recompiles everything, so
# every target uses the same ones.
FLAGS := -c release -Xswiftc -enable-testing
SOURCES := Package.swift Sources Tests $(wildcard Benchmarks Examples)

.DEFAULT_GOAL := help
.PHONY: help build test demo lab bench test-services check check-transformers check-format check-scripts check-paths check-imports \
  check-warnings check-docs format install-dependencies clean

help: ## Show this text
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-22s %s\n", $$1, $$2 }' Makefile

build: install-dependencies ## Build everything but the tests
	swift build $(FLAGS)

# Tests run side by side, so each BLAS call keeps to its own thread.
test: install-dependencies ## Build and run the tests; they need no network
	swift build $(FLAGS) --build-tests
	OPENBLAS_NUM_THREADS=1 swift test $(FLAGS) --skip-build

demo: build ## Run the demonstration: under three minutes, nothing to set up
	.build/release/skua demo

# The text and the models that Skua ships are those of this seed; two cores take about 80 minutes.
lab: build ## Train the language models that Skua ships anew; goes on where it was interrupted
	.build/release/skua lab build --size standard --seed 1 --out .build/lab
	Scripts/ship-lab .build/lab

bench: install-dependencies ## Measure speed beside peers; needs Python, and once the network
	Benchmarks/run
	Benchmarks/run-language-models

check-transformers: install-dependencies ## Compare with Transformers; needs Python, and once the network
	Benchmarks/run-language-models --check

test-services: build ## Steal from servers that others wrote; needs Python, and once the network
	Interoperability/run

# From the quickest to the slowest, so that a mistake is seen early.
check: check-format check-scripts check-paths check-imports check-warnings check-docs ## Run every check below

check-format: ## Fail where 'make format' would change something
	swift format lint --strict --recursive $(SOURCES)

check-scripts: ## Fail on a shell script that doesn't parse
	Scripts/check-scripts

check-paths: ## Fail on a path of somebody's machine in a tracked file
	Scripts/check-paths

check-imports: ## Fail on an import that a module must not have
	Scripts/check-imports

check-warnings: install-dependencies ## Fail on a compiler warning or an undeclared dependency
	swift build $(FLAGS) --build-tests --explicit-target-dependency-import-check error
	FLAGS="$(FLAGS)" Scripts/check-warnings

check-docs: build ## Fail on a DocC warning or an undocumented public symbol
	Scripts/check-docs

format: ## Format every Swift file in place
	swift format --in-place --recursive $(SOURCES)

install-dependencies: ## Install the C libraries that are missing
	@Scripts/install-dependencies

clean: ## Remove what was built; downloaded packages stay
	swift package clean
	rm -rf .build/documentation
