import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mapSide, sketchSvg, toPixel, toPoint, viewOf, wideMap } from './sketch.ts';

const view = { centre: { latitude: 15.57, longitude: 108.48 }, span: 0.05 };

test('a click on the map is the point that is drawn there, to the metre', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: mapSide - 1 }), fc.integer({ min: 0, max: mapSide - 1 }), (x, y) => {
      const back = toPixel(view, toPoint(view, x, y));
      assert.ok(Math.abs(back.x - x) < 0.1 && Math.abs(back.y - y) < 0.1);
    }),
  );
});

test('every point lies within the view made of them', () => {
  const point = fc.record({ latitude: fc.double({ min: 14, max: 17, noNaN: true }), longitude: fc.double({ min: 107, max: 109, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 9 }), (points) => {
      const made = viewOf(points);
      assert.ok(made !== undefined);
      for (const one of points) {
        const { x, y } = toPixel(made, one);
        assert.ok(x >= 0 && y >= 0 && x <= mapSide && y <= mapSide);
      }
    }),
  );
});

test('a wide picture spans the same places from top to bottom and shows more to both sides', () => {
  const { centre, span } = view;
  const north = { ...centre, latitude: centre.latitude + span / 2 };
  const east = { ...centre, longitude: centre.longitude + span / 2 / Math.cos((centre.latitude * Math.PI) / 180) };
  const [top, side] = [toPixel(view, north, wideMap), toPixel(view, east, wideMap)];
  assert.ok(Math.abs(top.y) < 0.01 && top.x === wideMap.width / 2);
  assert.ok(side.x < wideMap.width && Math.abs(side.x - (wideMap.width + wideMap.height) / 2) < 0.01);
  assert.match(sketchSvg(view, [], [], 'vi', wideMap), /^<svg [^>]*width="760" height="440"/);
});

test('names in the picture are text, whatever they hold, and the picture is small', () => {
  const svg = sketchSvg(view, [{ ...view.centre, name: '<script>"&' }], [{ ...view.centre, tone: 'here' }], 'vi');
  assert.ok(svg.includes('&lt;script&gt;&quot;&amp;'));
  assert.ok(svg.length < 4000);
});
