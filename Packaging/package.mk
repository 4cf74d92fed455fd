# A package for Debian and its derivatives: `make deb`. See Packaging/deb.
.PHONY: deb

deb: static-binary ## Build a Debian package of the static command, with manual page and completions
	Packaging/deb .build/static-binary/release/apptlint .build
