# make check does what .ci/run does, without installing anything.
.PHONY: check site test bench fuzz browser picture clean

check:
	.ci/run format words vet lint race definitions site

# The committed build of the sample. One commit at the end of a piece of work.
site:
	go run ./cmd/sendpack build -o site
	go run ./cmd/sendpack verify site

test:
	go test ./...

bench:
	.ci/run bench

# Every fuzz target for FUZZTIME: make fuzz FUZZTIME=5m
FUZZTIME ?= 30s
fuzz:
	FUZZTIME=$(FUZZTIME) .ci/run fuzz

# Pages in a real browser; needs Node, Chromium and one npm ci.
browser:
	.ci/run browser

picture:
	.ci/run picture

clean:
	rm -rf .ci/browser/node_modules sendpack
	go clean -testcache -fuzzcache
