#!/bin/sh
# Makes ../js/echarts.min.js for the browser and draw.min.js for the build, and copies the licences beside them.
# Needs Node and npm; nobody needs to run it but who changes a script here or a version in package.json.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here/package.json" "$here/package-lock.json" "$here/draw.js" "$here/entry.js" "$here/marks.js" "$work/"
cd "$work"
npm ci --no-audit --no-fund --ignore-scripts --silent

from=$(cat draw.js entry.js marks.js package.json package-lock.json | sha256sum | cut -c1-16) # a test looks whether the bundles are of these

bundle() { # of $1, made to $2
    ./node_modules/.bin/esbuild "$1" \
        --bundle --minify --format=iife --global-name=shingleChart --target=es2020 --charset=utf8 \
        --define:process.env.NODE_ENV='"production"' --legal-comments=none --log-level=warning \
        --banner:js='/*! Apache ECharts 6.1.0 (Apache-2.0), zrender 6.1.0 (BSD-3-Clause), tslib (0BSD): licences in assets/echarts; made from '$from' */' \
        --outfile=made.js
    if grep -Eq '\beval\(|new Function' made.js; then
        echo "build.sh: the bundle of $1 evaluates strings, which the content security policy forbids" >&2
        exit 1
    fi
    printf '%s: %s bytes, %s gzip\n' "$1" "$(wc -c <made.js)" "$(gzip -9c made.js | wc -c)"
    mv made.js "$2"
}
bundle entry.js "$here/../js/echarts.min.js"
bundle draw.js "$here/draw.min.js"

cp node_modules/echarts/LICENSE "$here/echarts.LICENSE.txt"
cp node_modules/echarts/NOTICE "$here/echarts.NOTICE.txt"
cp node_modules/echarts/licenses/LICENSE-d3 "$here/echarts.LICENSE-d3.txt"
cp node_modules/zrender/LICENSE "$here/zrender.LICENSE.txt"
cp node_modules/tslib/LICENSE.txt "$here/tslib.LICENSE.txt"
