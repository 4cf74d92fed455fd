# Fuzzing: `make fuzz` runs each target for FUZZ_SECONDS, `make fuzz-NAME` runs one. Failing inputs are written to
# .build/fuzz/findings; `swift run apptlint-fuzz NAME FILE` reproduces one without libFuzzer.
FUZZ_SECONDS ?= 600
# The compiler uses only the last -sanitize option, so both sanitizers are in one.
FUZZ_BUILD = swift build -c release --scratch-path .build/fuzz --sanitize fuzzer \
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -DFUZZING -Xswiftc -g
# Swift's own backtraces hang inside libFuzzer's signal handler.
FUZZ_RUN = SWIFT_BACKTRACE=enable=no
# Ignores leaks of what a linter retains during its lifetime; the targets for expressions must not leak at all.
FUZZ_KEPT = LSAN_OPTIONS=suppressions=Fuzz/leaks.supp:print_suppressions=0
FUZZ_OPTIONS = -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2048 -detect_leaks=1 -print_final_stats=1 -verbosity=1

# Targets that take a text, and targets that generate inputs from the fuzzer's bytes: see Fuzz/Support/FuzzTarget.swift.
FUZZ_TEXTS := json xml fhirpath
FUZZ_GENERATED := payloads exchanges packages rules expressions settings
FUZZ_TARGETS := $(FUZZ_TEXTS) $(FUZZ_GENERATED)

.PHONY: fuzz fuzz-build $(FUZZ_TARGETS:%=fuzz-seeds-%) $(FUZZ_TARGETS:%=fuzz-%)

fuzz: $(FUZZ_TARGETS:%=fuzz-%) ## Run all fuzzers, ten minutes each (FUZZ_SECONDS)

fuzz-build:
	$(FUZZ_BUILD) --product apptlint-fuzz

# For generators, the bytes are decisions: a few thousand produce the largest inputs.
$(FUZZ_TARGETS:%=fuzz-%): fuzz-%: fuzz-build fuzz-seeds-%
	mkdir -p .build/fuzz/corpus/$* .build/fuzz/findings
	FUZZ_TARGET=$* $(FUZZ_RUN) $(if $(filter fhirpath expressions,$*),,$(FUZZ_KEPT)) .build/fuzz/release/apptlint-fuzz $(FUZZ_OPTIONS) \
	  -max_len=$(if $(filter $*,$(FUZZ_TEXTS)),65536 -dict=Fuzz/Dictionaries/$*.dict,4096) \
	  -artifact_prefix=.build/fuzz/findings/$*- .build/fuzz/corpus/$* .build/fuzz/seeds/$*

fuzz-seeds-json fuzz-seeds-xml: fuzz-seeds-%:
	mkdir -p .build/fuzz/seeds/$*
	TestVectors/vectors.py .build/fuzz/seeds/$* .$*
	cp Benchmarks/Payloads/*.$* .build/fuzz/seeds/$* 2>/dev/null || true
	find .build/fuzz/seeds/$* -type f -size +63k -delete
	$(if $(filter json,$*),cat TestVectors/profiles/*/*.ndjson | split -l 1 -a 3 - .build/fuzz/seeds/json/profile-)
	cp Fuzz/Seeds/$*/* .build/fuzz/seeds/$* 2>/dev/null || true

# The seeds are expressions: one per line in Fuzz/Seeds/fhirpath, and every constraint in Profiles/.
fuzz-seeds-fhirpath:
	mkdir -p .build/fuzz/seeds/fhirpath
	cat Fuzz/Seeds/fhirpath/* | split -l 1 -a 4 - .build/fuzz/seeds/fhirpath/seed-
	grep -oh '"expression":"[^"\\]*\(\\.[^"\\]*\)*"' Profiles/hl7.fhir.*/types.ndjson | sed 's/^"expression":"\(.*\)"$$/\1/' | split -l 1 -a 4 - .build/fuzz/seeds/fhirpath/type-

# A few thousand random bytes reach every branch of a generator sooner than an input that grows from one byte.
$(FUZZ_GENERATED:%=fuzz-seeds-%): fuzz-seeds-%:
	mkdir -p .build/fuzz/seeds/$*
	for n in 1 2 3 4 5 6 7 8; do head -c $$((n * 256)) /dev/urandom > .build/fuzz/seeds/$*/random-$$n; done
