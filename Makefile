# `make lint` and `make test` are all that a fresh machine with the Swift toolchain needs.

SAMPLES := TestVectors/samples
APPTLINT := .build/release/apptlint
SWIFT_FORMATTED := $(wildcard Sources Tests Benchmarks Fuzz Package.swift)

# Warnings are errors on continuous integration alone.
ifdef CI
SWIFT_FLAGS := -Xswiftc -warnings-as-errors
endif

# The command asks for types by calls and not by their names, which to read would be a sixth of the time of a start, and leaves out
# the standard library's regular expressions, 1.4 MB that every file imports otherwise: see docs/speed.md.
COMMAND_FLAGS := -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors \
	-Xswiftc -Xfrontend -Xswiftc -disable-implicit-string-processing-module-import
# Nothing is linked with the command, so that no symbol needs to be found in it.
ifeq ($(shell uname -s),Linux)
COMMAND_FLAGS += -Xlinker --no-export-dynamic
endif

.DEFAULT_GOAL := help
.PHONY: help setup build lint test sanitize verify generate format format-check

help: ## Print this
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

setup: ## Install what the build needs, where it is missing
	@.ci/setup

build: setup ## Build the command as .build/release/apptlint
	swift build -c release --static-swift-stdlib --product apptlint $(COMMAND_FLAGS) $(SWIFT_FLAGS)
	@strip $(APPTLINT) || true

lint: build ## Build the command, and lint sample payloads
	@echo "Linting $(SAMPLES): some are faulty on purpose, and what is found in them does not fail this target."
	$(APPTLINT) check --show-values --fail-on never $(SAMPLES)

test: setup ## Run all tests
	swift test $(SWIFT_FLAGS)

# The tests under each sanitizer: optimized, as they are several times as slow otherwise, and in folders of their own, as
# sanitized code cannot be linked with other code. Swift's own backtraces wait for ever inside a sanitized program.
SANITIZED = SWIFT_BACKTRACE=enable=no swift test --disable-xctest --sanitize $(1) --scratch-path .build/$(1) $(2) -Xswiftc -O

.PHONY: sanitize-thread sanitize-address
sanitize: sanitize-thread sanitize-address ## Run all tests with the thread and the address sanitizer (SANITIZE_FILTER: only some)

sanitize-thread: setup
	$(call SANITIZED,thread,-Xswiftc -DTHREAD_SANITIZER) $(SANITIZE_FILTER:%=--filter %)
	@echo "thread sanitizer: no data race"

# Swift marks the case of an enumeration in bits of its pointer, which the leak checker does not know as one then: it takes for lost
# what long-lived values of tests hold. So leaks are looked for where everything has been given up.
sanitize-address: setup
	ASAN_OPTIONS=detect_leaks=0 $(call SANITIZED,address) $(SANITIZE_FILTER:%=--filter %)
	ASAN_OPTIONS=detect_leaks=1 $(call SANITIZED,address) --skip-build --filter LifetimeTests
	@echo "address sanitizer: no invalid access, no leak"

verify: build ## Compare what is found in TestVectors with what is expected
	$(APPTLINT) verify TestVectors

generate: setup ## Renew what is generated: definitions.pack, messages.c, rules.c, docs/rules and docs/coverage
	swift run apptlint-generate pack
	swift run apptlint-generate messages
	swift run apptlint-generate rules
	swift run apptlint-generate docs

format: ## Format the Swift files
	swift format --in-place --parallel --recursive $(SWIFT_FORMATTED)

format-check: ## Say which Swift files are not formatted
	swift format lint --strict --parallel --recursive $(SWIFT_FORMATTED)

# Targets that parts of the project bring along: speed, fuzzing and packaging.
-include $(wildcard Benchmarks/*.mk Fuzz/*.mk Packaging/*.mk)
