import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeBeside } from './place';

const CARD = { width: 340, height: 160 };

test('the card stays in the window, and beside what it is about in a sidebar or a footer', () => {
  const windows = fc.record({
    width: fc.integer({ min: 600, max: 2000 }),
    height: fc.integer({ min: 500, max: 1500 }),
  });
  fc.assert(
    fc.property(windows, fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }), (window, inSidebar, share) => {
      const anchor = inSidebar
        ? { left: 8, top: share * (window.height - 60), width: 180, height: 32 }
        : { left: share * (window.width - 120), top: window.height - 30, width: 120, height: 28 };
      const { left, top } = placeBeside(anchor, CARD, window);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left + CARD.width).toBeLessThanOrEqual(window.width);
      expect(top + CARD.height).toBeLessThanOrEqual(window.height);
      const apart =
        left >= anchor.left + anchor.width ||
        left + CARD.width <= anchor.left ||
        top >= anchor.top + anchor.height ||
        top + CARD.height <= anchor.top;
      expect(apart).toBe(true);
    }),
  );
});
