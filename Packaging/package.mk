# A Debian package, for Debian and all that come from it: `make deb`. See Packaging/deb.
.PHONY: deb

deb: static-binary ## Build a Debian package of the static command, with manual page and completions
	Packaging/deb .build/static-binary/release/apptlint .build
