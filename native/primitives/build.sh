#!/bin/sh
# Compiles the primitives to bitcode: build.sh PYTHON_INCLUDE_DIR OUTPUT.bc
# No LLVM pass runs here but the few that only tidy: expectations must survive until the primitives are inlined.
# Generic target: the bodies take the features of the code they are inlined into.
set -eu
include=$1
output=$2
folder=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for source in "$folder"/*.c; do
  clang-19 -std=c11 -O3 -DNDEBUG -Wall -Wextra -Werror -Xclang -disable-llvm-passes -ffp-contract=off -fno-math-errno \
    -fPIC -emit-llvm -c -I"$include" "$source" -o "$work/$(basename "$source" .c).bc"
done
llvm-link-19 "$work"/*.bc -o "$work/all.bc"
opt-19 -passes='function(sroa,early-cse,simplifycfg,instsimplify)' "$work/all.bc" -o "$work/tidy.bc"
mkdir -p "$(dirname "$output")"
mv "$work/tidy.bc" "$output"
