// How the build draws: the marks and the lines of an option, by ECharts' own renderer and line, without ECharts'
// models of axes, series and data, which take six times as long and say nothing more: the option has its places in
// pixels. A test has ECharts itself draw the same (draw() of entry.js) and compares them byte by byte.
import TSpan from 'zrender/lib/graphic/TSpan.js';
import { brush } from 'zrender/lib/svg/graphic.js';
import { createBrushScope, vNodeToString } from 'zrender/lib/svg/core.js';
import { ECPolyline } from 'echarts/lib/chart/line/poly.js';
import { Mark, elements } from './marks.js';

// draw returns the elements of an option's SVG (JSON text) in a box of so many pixels.
export function draw(option, width, height) {
  const { grid, xAxis, yAxis, series } = JSON.parse(option);
  const left = +grid.left;
  const top = +grid.top;
  const wide = width - left - grid.right;
  const high = height - top - grid.bottom;
  const { min, max } = yAxis[0];
  const { edges: [from, to], marks } = series.find((s) => s.type === 'custom').itemPayload;
  const last = xAxis[0].data.length - 1;
  const y = (value) => top + (high - ((value - min) / (max - min)) * high);
  const x = (i) => left + (last ? (i / last) * wide : wide / 2);
  const step = wide / (to - from);
  const all = elements(marks, ([i, value]) => [left + (i - from) * step, y(value)], 'sans-serif');
  return [
    ...all.filter((e) => e.z2 < 0).map(element),
    ...series.filter((s) => s.type === 'line').map((s) => line(s, x, y)),
    ...all.filter((e) => e.z2 > 0).map(element),
  ].map((e) => vNodeToString(brush(e, scope))).join('');
}

const scope = Object.assign(createBrushScope(''), { compress: true });

function element({ type, x, y, shape, style }) {
  return type === 'text' ? new TSpan({ style: { ...style, x, y, textAlign: style.align, textBaseline: 'middle' } }) : new Mark({ shape, style });
}

// line is one of ECharts' line series, which keeps places in single precision.
function line({ data, lineStyle: { color, width, type } }, x, y) {
  const points = new Float32Array(data.flatMap((value, i) => (value === null ? [NaN, NaN] : [x(i), y(value)])));
  return new ECPolyline({ shape: { points }, style: { fill: 'none', stroke: color, lineWidth: width, lineDash: type, lineJoin: 'round' } });
}
