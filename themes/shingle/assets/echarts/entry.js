// What Shingle takes from ECharts: take() for the browser, and draw(), which a test holds the build's drawing to
// (draw.js). build.sh makes ../js/echarts.min.js of it. Its marks are those of the build, so that the picture in the
// page and the live chart do not differ.
// The deep imports leave out what echarts/core brings along unasked (label layout).
import { init, registerCustomSeries } from 'echarts/lib/core/echarts.js';
import { use } from 'echarts/lib/extension.js';
import { registerShape } from 'echarts/lib/util/graphic.js';
import { setAsPrimitive } from 'zrender/lib/core/util.js';
import { install as lineChart } from 'echarts/lib/chart/line/install.js';
import { install as customChart } from 'echarts/lib/chart/custom/install.js';
import { install as grid } from 'echarts/lib/component/grid/installSimple.js';
import { install as tooltip } from 'echarts/lib/component/tooltip/install.js';
import { install as svgRenderer } from 'echarts/lib/renderer/installSVGRenderer.js';
import { Mark, elements } from './marks.js';

use([lineChart, customChart, grid, tooltip, svgRenderer]);

registerShape('mark', Mark);

// The sheet: everything of a chart but its axes and its lines.
registerCustomSeries('sheet', ({ itemPayload, coordSys }, api) => {
  const [from, to] = itemPayload.edges; // of the plot, in categories: one category alone has no second to reckon from
  const step = coordSys.width / (to - from);
  const y0 = api.coord([0, 0])[1];
  const y1 = api.coord([0, 1])[1];
  const place = ([x, y]) => [coordSys.x + (x - from) * step, y0 + y * (y1 - y0)];
  const children = elements(itemPayload.marks, place, family).map((e) => ({ ...e, transition: [] }));
  return { type: 'group', children, silent: true, emphasisDisabled: true };
});

// Measuring and drawing need the page's font; where there is no page nothing is measured.
let family = 'sans-serif';

// leave has ECharts take the marks as they are, not copy and merge them one by one.
function leave(option) {
  for (const s of option.series) if (s.itemPayload) setAsPrimitive(s.itemPayload);
  return option;
}

// draw returns the SVG that ECharts itself makes of an option (JSON text) in a box of so many pixels.
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
