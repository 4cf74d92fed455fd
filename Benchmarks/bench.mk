# Benchmarks: `make bench` prints tables of parsing, rules and reports, and compares cold starts with xmllint.
.PHONY: bench

bench:
	swift build -c release --product apptlint-benchmarks
	swift build -c release --static-swift-stdlib --product apptlint
	.build/release/apptlint-benchmarks
	Benchmarks/cold-start.sh .build/release/apptlint
