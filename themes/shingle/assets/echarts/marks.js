// What a chart's marks look like: for the build, which draws them with ECharts' renderer (draw.js), and for the
// browser, where ECharts draws them (entry.js).
import Path from 'zrender/lib/graphic/Path.js';

// One path of many pieces: lines and areas from point to point, or a symbol at each point.
// The symbols are told apart by their shape, never by colour alone.
export const Mark = Path.extend({
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
});

// The picture in the page has tenths of pixels: to have them here too is what makes the change invisible.
const tenths = (v) => Math.round(v * 10) / 10;

// elements makes ECharts' elements of marks: everything of a chart but its axes and its lines.
// A mark is {kind, points, dx, dy, ...style}; kind is line, area, dot, diamond, square or text. Its places are
// [index of the category, value], fractions and places outside of the plot included, and place tells where that is,
// in pixels; dx, dy are pixels. What lies below the lines has a z2 below 0.
export function elements(marks, place, fontFamily) {
  const all = [];
  marks.forEach((m, i) => {
    const { dx = 0, dy = 0, points } = m;
    const z2 = m.below ? i - 1000 : i + 1000;
    const at = (p) => {
      const [x, y] = place(p);
      return [tenths(x + dx), tenths(y + dy)];
    };
    if (m.kind === 'text') {
      for (const p of points) {
        const [x, y] = at(p);
        all.push({
          type: 'text', x, y, z2,
          style: {
            text: p[2], fill: m.fill, align: m.align || 'center', verticalAlign: 'middle',
            fontSize: m.size || 13, fontWeight: m.weight || 400, fontFamily,
          },
        });
      }
      return;
    }
    const pieces = m.kind === 'line' || m.kind === 'area';
    all.push({
      type: 'mark', z2,
      shape: { kind: m.kind, r: m.r, points: points.map((p) => (pieces ? p.map(at) : at(p))) },
      style: {
        fill: m.fill || 'none', stroke: m.stroke || 'none', lineWidth: m.width || 1,
        lineDash: m.dash || null, lineCap: 'butt', lineJoin: 'round',
      },
    });
  });
  return all;
}
