# On a fresh machine with a Swift toolchain, `make lint` and `make test` do all set-up themselves.

SAMPLES := TestVectors/samples
APPTLINT := .build/release/apptlint
SWIFT_FORMATTED := $(wildcard Sources Tests Benchmarks Fuzz Examples Package.swift)

# In CI, warnings are errors, and the engine is optimized for the tests: see Package.swift.
ifdef CI
SWIFT_FLAGS := -Xswiftc -warnings-as-errors
test: export APPTLINT_OPTIMIZE_ENGINE = 1
endif

# The command accesses types through calls instead of by name, which would take a sixth of the start-up time, and omits the standard
# library's regular expressions, which every file would import otherwise (1.4 MB): see docs/speed.md.
COMMAND_FLAGS := -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors \
	-Xswiftc -Xfrontend -Xswiftc -disable-implicit-string-processing-module-import
# Each function is in a separate section, so that the linker can omit it (0.4 MB), or merge it with others that have the same code
# (0.4 MB), which is safe because nothing compares the addresses of functions. Nothing links against the command, so it exports no
# symbols; it never unwinds its stack, so it omits the tables for that (1.8 MB). The server is compiled with the same flags, so
# that building one does not rebuild the other.
ifeq ($(shell uname -s),Linux)
COMMAND_FLAGS += -Xswiftc -Xfrontend -Xswiftc -function-sections -Xlinker --no-export-dynamic
USE_LLD := -Xswiftc -use-ld=lld
# Swift's runtime uses few parts of the C++ library: they are linked statically, since loading the whole library takes time.
CXX_ARCHIVE := .build/static-libraries/libstdc++.a
STATIC_CXX := -Xswiftc -L$(CURDIR)/$(dir $(CXX_ARCHIVE))
$(CXX_ARCHIVE):
	@mkdir -p $(@D)
	@ln -sf "$$(clang -print-file-name=libstdc++.a)" $@
# The command is not linked with libxml2, but loads it when it reads the first XML payload: see docs/speed.md.
WITHOUT_LIBXML2 := --pkg-config-path $(CURDIR)/Packaging/pkg-config
SMALLER := $(USE_LLD) -Xlinker --icf=all -Xlinker -T$(CURDIR)/Packaging/no-unwind-tables.ld -Xlinker --no-eh-frame-hdr
# Relocations are packed (0.8 MB) if the C library is one that reads packed relocations: 2.36 or later.
ifeq ($(shell printf '2.36\n%s\n' "$$(getconf GNU_LIBC_VERSION 2>/dev/null | cut -d ' ' -f 2)" | sort -V -C && echo yes),yes)
SMALLER += -Xlinker -z -Xlinker pack-relative-relocs
endif

# The compiler optimizes the functions that the command executes often, using the counts in a profile, if the toolchain can read
# it: see docs/speed.md.
PROFILE := Packaging/execution.proftext
LLVM_PROFDATA := $(dir $(realpath $(shell command -v swiftc)))llvm-profdata
ifeq ($(shell mkdir -p .build && $(LLVM_PROFDATA) merge $(PROFILE) -o .build/execution.profdata 2>/dev/null && echo read),read)
PROFILED := -Xswiftc -Xfrontend -Xswiftc -ir-profile-use=$(CURDIR)/.build/execution.profdata
endif
UNPROFILED_FLAGS := $(COMMAND_FLAGS)
COMMAND_FLAGS += $(PROFILED)
endif

.DEFAULT_GOAL := help
.PHONY: help setup build lint test sanitize verify generate import format format-check api-check api-update docc

help: ## Print this help
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

setup: ## Install missing build dependencies
	@.ci/setup

build: setup $(CXX_ARCHIVE) ## Build the command as .build/release/apptlint
	swift build -c release --static-swift-stdlib --product apptlint $(COMMAND_FLAGS) $(STATIC_CXX) $(SMALLER) \
	  $(WITHOUT_LIBXML2) $(SWIFT_FLAGS)
	@strip $(APPTLINT) || true

# A separate build counts executions. Afterwards, everything that was compiled with the old profile is removed.
.PHONY: profile
profile: setup $(CXX_ARCHIVE) ## Update the profile that is used to optimize the command (about 10 minutes on 2 cores)
	swift build -c release --static-swift-stdlib --scratch-path .build/profiling --product apptlint \
	  $(UNPROFILED_FLAGS) $(STATIC_CXX) $(WITHOUT_LIBXML2) \
	  -Xswiftc -Xfrontend -Xswiftc -ir-profile-generate -Xswiftc -Xclang-linker -Xswiftc -fprofile-generate
	Packaging/profile .build/profiling/release/apptlint $(LLVM_PROFDATA) $(PROFILE)
	swift package clean

SERVER := .build/release/apptlint-server
.PHONY: serve server
server: setup $(CXX_ARCHIVE) ## Build the server as .build/release/apptlint-server
	swift build -c release --static-swift-stdlib --product apptlint-server $(COMMAND_FLAGS) $(STATIC_CXX) $(USE_LLD) $(SWIFT_FLAGS)
	@strip $(SERVER) || true

serve: server ## Build the server and run it on http://127.0.0.1:8080 (SERVE_OPTIONS: further options, such as --port 0)
	$(SERVER) $(SERVE_OPTIONS)

lint: build ## Build the command and lint sample payloads (about 5 minutes on 2 cores the first time)
	@echo "Linting $(SAMPLES): some samples are faulty on purpose; their findings do not fail this target."
	$(APPTLINT) check --show-values --fail-on never $(SAMPLES)

test: setup ## Run all tests, printing failures and a line for each suite (about 10 minutes on 2 cores)
	@.ci/test $(SWIFT_FLAGS)

# The tests under each sanitizer: optimized, because they would be several times slower otherwise, and in separate build folders,
# because sanitized code cannot be linked with other code. Swift's own backtraces hang inside a sanitized program.
SANITIZED = SWIFT_BACKTRACE=enable=no swift test --disable-xctest --sanitize $(1) --scratch-path .build/$(1) $(2) -Xswiftc -O

.PHONY: sanitize-thread sanitize-address
sanitize: sanitize-thread sanitize-address ## Run all tests under the thread and address sanitizers (SANITIZE_FILTER: run only these suites)

sanitize-thread: setup
	$(call SANITIZED,thread,-Xswiftc -DTHREAD_SANITIZER) $(SANITIZE_FILTER:%=--filter %)
	@echo "thread sanitizer: no data race"

# Swift stores the case of an enumeration in bits of its pointer, which the leak checker then does not recognise: it would report
# objects that long-lived values of tests retain. So leaks are checked only in tests that release everything.
sanitize-address: setup
	ASAN_OPTIONS=detect_leaks=0 $(call SANITIZED,address) $(SANITIZE_FILTER:%=--filter %)
	ASAN_OPTIONS=detect_leaks=1 $(call SANITIZED,address) --skip-build --filter LifetimeTests
	@echo "address sanitizer: no invalid access, no leak"

verify: build ## Compare the findings in TestVectors with the expected ones
	$(APPTLINT) verify TestVectors

generate: setup ## Regenerate definitions.pack, rules.c, docs/rules, docs/coverage and docs/schemas
	swift run apptlint-generate pack
	swift run apptlint-generate rules
	swift run apptlint-generate docs

import: setup ## Update Profiles/ from the original packages in a folder (FROM=folder, PACKAGES: only these)
	@test -n "$(FROM)" || { echo "usage: make import FROM=folder [PACKAGES='name ...']" >&2; exit 2; }
	swift run apptlint-generate import --from "$(FROM)" $(PACKAGES)

api-check: setup ## Compare the public API of the library with docs/api.txt
	swift build --product apptlint $(SWIFT_FLAGS)
	swift run apptlint-generate api-check

api-update: setup ## Update docs/api.txt after an intended change of the public API
	swift build --product apptlint $(SWIFT_FLAGS)
	swift run apptlint-generate api

# On macOS, xcrun finds the tool.
DOCC := $(if $(shell command -v docc),docc,xcrun docc)
docc: setup ## Build the documentation of the library as .build/ApptLint.doccarchive
	swift build --product apptlint $(SWIFT_FLAGS)
	swift run apptlint-generate api-graph --out .build/symbol-graph
	$(DOCC) convert Sources/ApptLint/ApptLint.docc --additional-symbol-graph-dir .build/symbol-graph \
	  --output-dir .build/ApptLint.doccarchive --warnings-as-errors

format: ## Format the Swift files
	swift format --in-place --parallel --recursive $(SWIFT_FORMATTED)

format-check: ## List Swift files that are not formatted
	swift format lint --strict --parallel --recursive $(SWIFT_FORMATTED)

# Targets for benchmarks, fuzzing and packaging.
-include $(wildcard Benchmarks/*.mk Fuzz/*.mk Packaging/*.mk)
