# Fuzzing: `make fuzz` builds all fuzzers and runs each for FUZZ_SECONDS. What they find is in .build/fuzz/findings.
FUZZ_SECONDS ?= 600
# The compiler takes the last -sanitize alone, and so must be given both in one.
FUZZ_BUILD = swift build -c release --scratch-path .build/fuzz --sanitize fuzzer \
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -DFUZZING -Xswiftc -g
# Swift's own backtraces wait for ever inside libFuzzer's signal handler.
FUZZ_RUN = SWIFT_BACKTRACE=enable=no
# What a linter keeps as long as it lives; expressions by themselves are held to leave nothing behind.
FUZZ_KEPT = LSAN_OPTIONS=suppressions=Fuzz/leaks.supp:print_suppressions=0
FUZZ_OPTIONS = -max_total_time=$(FUZZ_SECONDS) -max_len=65536 -timeout=10 -rss_limit_mb=2048 -detect_leaks=1 \
  -print_final_stats=1 -verbosity=1

.PHONY: fuzz fuzz-json fuzz-xml fuzz-fhirpath

fuzz: fuzz-json fuzz-xml fuzz-fhirpath ## Run the fuzzers, ten minutes each (FUZZ_SECONDS)

fuzz-json fuzz-xml: fuzz-%:
	$(FUZZ_BUILD) --product fuzz-$*
	mkdir -p .build/fuzz/corpus/$* .build/fuzz/seeds/$* .build/fuzz/findings
	find TestVectors Benchmarks/Payloads -name '*.$*' -size -64k -exec cp {} .build/fuzz/seeds/$* \; 2>/dev/null || true
	cp TestVectors/syntax/fuzz/*.$* Fuzz/Seeds/$*/* .build/fuzz/seeds/$* 2>/dev/null || true
	$(FUZZ_RUN) $(FUZZ_KEPT) .build/fuzz/release/fuzz-$* $(FUZZ_OPTIONS) -dict=Fuzz/Dictionaries/$*.dict \
	  -artifact_prefix=.build/fuzz/findings/$*- .build/fuzz/corpus/$* .build/fuzz/seeds/$*

# The seeds are expressions: a line each in Fuzz/Seeds/fhirpath, and every constraint of Profiles/.
fuzz-fhirpath:
	$(FUZZ_BUILD) --product fuzz-fhirpath
	mkdir -p .build/fuzz/corpus/fhirpath .build/fuzz/seeds/fhirpath .build/fuzz/findings
	cat Fuzz/Seeds/fhirpath/* | split -l 1 -a 4 - .build/fuzz/seeds/fhirpath/seed-
	sed -n 's/.*"expression": "\(.*\)" }.*/\1/p' Profiles/hl7.fhir.*/types/*.json | split -l 1 -a 4 - .build/fuzz/seeds/fhirpath/type-
	$(FUZZ_RUN) .build/fuzz/release/fuzz-fhirpath $(FUZZ_OPTIONS) -dict=Fuzz/Dictionaries/fhirpath.dict \
	  -artifact_prefix=.build/fuzz/findings/fhirpath- .build/fuzz/corpus/fhirpath .build/fuzz/seeds/fhirpath
