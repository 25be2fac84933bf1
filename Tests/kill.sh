#!/bin/bash
# Kills trainings at random moments, starts them again, and compares what they end with.
#
# usage: Tests/kill.sh ASSAY [KILLS]
#
# A training that is killed (SIGKILL) as often as it happens and started again until it ends by itself must
# leave the model file of one that was not disturbed, byte for byte. The moments are drawn from a fixed seed,
# but where they hit depends on the machine.
set -euo pipefail

assay=$1
wanted=${2:-200}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
RANDOM=1

# Two noisy rings, as numbers that need no generator.
awk 'BEGIN {
  srand(1)
  print "x,y,ring"
  for (row = 0; row < 2000; row++) {
    angle = 6.2831853 * rand(); ring = row % 2; radius = ring ? 0.8 : 1
    printf "%.4f,%.4f,%s\n", radius * cos(angle) + 0.2 * rand(), radius * sin(angle) + 0.2 * rand(), ring ? "inner" : "outer"
  }
}' > "$folder/rings.csv"

# In a subshell: the command takes its place, so that it is what gets killed.
train() {
  exec "$assay" train "$folder/rings.csv" --label ring --epochs 30 --hidden 32,16 --output "$1" \
    --checkpoint "$1.safetensors" --checkpoint-every 20 > "$1.log" 2>&1
}

begin=$(date +%s%N)
(train "$folder/whole")
length=$(( ($(date +%s%N) - begin) / 1000000 ))
expected=$(sha256sum < "$folder/whole/model.safetensors")

kills=0 runs=0
while [ "$kills" -lt "$wanted" ]; do
  runs=$((runs + 1))
  output=$folder/run$runs
  while :; do
    train "$output" &
    process=$!
    moment=$((RANDOM % length))
    sleep "$(printf '%d.%03d' $((moment / 1000)) $((moment % 1000)))"
    kill -9 "$process" 2> /dev/null || true
    status=0
    wait "$process" 2> /dev/null || status=$?
    case $status in
      0) break ;;
      137) kills=$((kills + 1)) ;;
      *) cat "$output.log"; exit 1 ;;
    esac
  done
  found=$(sha256sum < "$output/model.safetensors")
  if [ "$found" != "$expected" ]; then
    echo "after $kills kills, run $runs ended with $found, not $expected"
    exit 1
  fi
  rm -rf "$output" "$output".*
done
echo "$kills kills in $runs trainings: each ended with the bytes of the undisturbed one"
