#!/bin/sh
# Makes ../js/echarts.min.js, the one chart bundle of the build and the browser, and copies the licences beside it.
# Needs Node and npm; nobody needs to run it but who changes entry.js or a version in package.json.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here/package.json" "$here/package-lock.json" "$here/entry.js" "$work/"
cd "$work"
npm ci --no-audit --no-fund --ignore-scripts --silent

from=$(cat entry.js package.json package-lock.json | sha256sum | cut -c1-16) # a test looks whether the bundle is of these

./node_modules/.bin/esbuild entry.js \
    --bundle --minify --format=iife --global-name=shingleChart --target=es2020 --charset=utf8 \
    --define:process.env.NODE_ENV='"production"' --legal-comments=none --log-level=warning \
    --banner:js='/*! Apache ECharts 6.1.0 (Apache-2.0), zrender 6.1.0 (BSD-3-Clause), tslib (0BSD): licences in assets/echarts; made from '$from' */' \
    --outfile=echarts.min.js

if grep -Eq '\beval\(|new Function' echarts.min.js; then
    echo "build.sh: the bundle evaluates strings, which the content security policy forbids" >&2
    exit 1
fi

cp echarts.min.js "$here/../js/echarts.min.js"
cp node_modules/echarts/LICENSE "$here/echarts.LICENSE.txt"
cp node_modules/echarts/NOTICE "$here/echarts.NOTICE.txt"
cp node_modules/echarts/licenses/LICENSE-d3 "$here/echarts.LICENSE-d3.txt"
cp node_modules/zrender/LICENSE "$here/zrender.LICENSE.txt"
cp node_modules/tslib/LICENSE.txt "$here/tslib.LICENSE.txt"
printf '%s bytes, %s gzip\n' "$(wc -c <echarts.min.js)" "$(gzip -9c echarts.min.js | wc -c)"
