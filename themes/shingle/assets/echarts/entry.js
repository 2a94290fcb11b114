// What Shingle takes from ECharts, and the two ways it is used: draw() at build time, take() in the browser.
// build.sh makes ../js/echarts.min.js of it: one file for both, so that the picture in the page and the live
// chart cannot differ. The deep imports leave out what echarts/core brings along unasked (label layout).
import { init, registerCustomSeries } from 'echarts/lib/core/echarts.js';
import { use } from 'echarts/lib/extension.js';
import { extendShape, registerShape } from 'echarts/lib/util/graphic.js';
import { setAsPrimitive } from 'zrender/lib/core/util.js';
import { install as lineChart } from 'echarts/lib/chart/line/install.js';
import { install as customChart } from 'echarts/lib/chart/custom/install.js';
import { install as grid } from 'echarts/lib/component/grid/installSimple.js';
import { install as tooltip } from 'echarts/lib/component/tooltip/install.js';
import { install as svgRenderer } from 'echarts/lib/renderer/installSVGRenderer.js';

use([lineChart, customChart, grid, tooltip, svgRenderer]);

// One path of many pieces: lines and areas from point to point, or a symbol at each point.
// The symbols are told apart by their shape, never by colour alone.
registerShape('mark', extendShape({
  type: 'mark',
  shape: { kind: 'line', points: [], r: 0 },
  buildPath(path, { kind, points, r }) {
    for (const p of points) {
      const [x, y] = p;
      if (kind === 'dot') {
        path.moveTo(x + r, y); // in two halves: a full arc ends where it starts, and rounding would make it nothing
        path.arc(x, y, r, 0, Math.PI);
        path.arc(x, y, r, Math.PI, Math.PI * 2);
      } else if (kind === 'diamond') {
        path.moveTo(x, y - r);
        path.lineTo(x + r, y);
        path.lineTo(x, y + r);
        path.lineTo(x - r, y);
        path.closePath();
      } else if (kind === 'square') {
        path.moveTo(x - r, y - r);
        path.lineTo(x + r, y - r);
        path.lineTo(x + r, y + r);
        path.lineTo(x - r, y + r);
        path.closePath();
      } else {
        p.forEach(([px, py], i) => (i ? path.lineTo(px, py) : path.moveTo(px, py)));
        if (kind === 'area') path.closePath();
      }
    }
  },
}));

// The picture in the page has tenths of pixels: to have them here too is what makes the change invisible.
const tenths = (v) => Math.round(v * 10) / 10;

// The sheet: everything of a chart but its axes and its lines, as marks in the axes' own units.
// A mark is {kind, points, dx, dy, ...style}; kind is line, area, dot, diamond, square or text.
// Places are [index of the category, value], fractions and places outside of the plot included; dx, dy are pixels.
registerCustomSeries('sheet', ({ itemPayload, coordSys }, api) => {
  const [from, to] = itemPayload.edges; // of the plot, in categories: one category alone has no second to reckon from
  const step = coordSys.width / (to - from);
  const y0 = api.coord([0, 0])[1];
  const y1 = api.coord([0, 1])[1];
  const at = ([x, y], dx, dy) => [tenths(coordSys.x + (x - from) * step + dx), tenths(y0 + y * (y1 - y0) + dy)];
  const children = [];
  itemPayload.marks.forEach((m, i) => {
    const { dx = 0, dy = 0, points } = m;
    const z2 = m.below ? i - 1000 : i + 1000;
    if (m.kind === 'text') {
      for (const [x, y, text] of points) {
        const [px, py] = at([x, y], dx, dy);
        children.push({
          type: 'text', x: px, y: py, z2, transition: [],
          style: {
            text, fill: m.fill, align: m.align || 'center', verticalAlign: 'middle',
            fontSize: m.size || 13, fontWeight: m.weight || 400, fontFamily: family,
          },
        });
      }
      return;
    }
    const pieces = m.kind === 'line' || m.kind === 'area';
    children.push({
      type: 'mark', z2, transition: [],
      shape: {
        kind: m.kind, r: m.r,
        points: points.map((p) => (pieces ? p.map((q) => at(q, dx, dy)) : at(p, dx, dy))),
      },
      style: {
        fill: m.fill || 'none', stroke: m.stroke || 'none', lineWidth: m.width || 1,
        lineDash: m.dash || null, lineCap: 'butt', lineJoin: 'round',
      },
    });
  });
  return { type: 'group', children, silent: true, emphasisDisabled: true };
});

// Measuring and drawing need the page's font; at build time nothing is measured and the name is dropped.
let family = 'sans-serif';

// leave has ECharts take the marks as they are, not copy and merge them one by one.
function leave(option) {
  for (const s of option.series) if (s.itemPayload) setAsPrimitive(s.itemPayload);
  return option;
}

// draw returns the SVG of an option (JSON text) in a box of so many pixels, for the build.
export function draw(option, width, height) {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(leave(JSON.parse(option)));
    return chart.getZr().painter.renderToString({ cssAnimation: false, cssEmphasis: false });
  } finally {
    chart.dispose();
  }
}

// take draws {width, height, option} in place of the static SVG and returns what the page's script steers it with.
// What is to be said of a point stands beside the picture, not in it. Nothing is animated, nothing listens: show() and hide() are told.
export function take(still, { width, height, option }) {
  const style = getComputedStyle(still);
  family = style.fontFamily;
  const chart = init(document.createElement('div'), null, { renderer: 'svg', width, height });
  const paint = (name) => `var(--chart-${name})`;
  const sheet = option.series.find((s) => s.type === 'custom');
  const { values } = sheet.itemPayload;
  const count = option.xAxis[0].data.length;
  const middle = (option.yAxis[0].min + option.yAxis[0].max) / 2;
  const unseen = (data, more) => ({
    type: 'line', data, z: 9, silent: true, showSymbol: false, clip: false, lineStyle: { opacity: 0 }, ...more,
  });
  const ring = (i) => ({ color: paint('paper'), borderColor: paint(i ? 'other' : 'line'), borderWidth: 3, opacity: 1 });
  const anchor = option.series.length;
  chart.setOption({
    ...leave(option),
    tooltip: {
      trigger: 'axis', triggerOn: 'none', showContent: false, transitionDuration: 0,
      axisPointer: { type: 'line', animation: false, z: 1, label: { show: false }, lineStyle: { color: paint('strong'), width: 1, type: 'solid' } },
    },
    series: [
      ...option.series,
      // A point to stand on at every place, also where there is no value, then a ring for each line.
      unseen(Array.from({ length: count }, (_, i) => values.map((v) => v[i]).find((v) => v !== null) ?? middle), { symbol: 'none' }),
      ...values.map((data, i) => unseen(data, { symbol: 'circle', symbolSize: 12, itemStyle: ring(i), emphasis: { scale: false, itemStyle: ring(i) } })),
    ],
  });
  chart.getZr().flush();
  const svg = chart.getZr().painter.getSvgDom();
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  for (const name of ['width', 'height', 'style']) svg.removeAttribute(name);
  for (const { name, value } of still.attributes) if (name !== 'viewBox') svg.setAttribute(name, value);
  still.replaceWith(svg);
  return {
    count,
    key: (i) => option.xAxis[0].data[i],
    // at finds the point nearest to a place across the picture, from 0 (left) to 1 (right).
    at: (share) => Math.max(0, Math.min(count - 1, chart.convertFromPixel({ xAxisIndex: 0 }, share * width))),
    show: (i) => chart.dispatchAction({ type: 'showTip', seriesIndex: anchor, dataIndex: i }),
    hide: () => {
      chart.dispatchAction({ type: 'updateAxisPointer', currTrigger: 'leave' });
      chart.dispatchAction({ type: 'hideTip' });
    },
  };
}
