import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextTry } from './back-off.ts';

const DAY = 86_400_000;
const chances = fc.array(fc.double({ min: 0.01, max: 0.99, noNaN: true }), { minLength: 1, maxLength: 20 });

it('R032 tries again within spans that double, for a day, with a last try at its end', () => {
  fc.assert(
    fc.property(chances, (chance) => {
      let now = 0;
      let tries = 1;
      for (let next: number | null = 0; next !== null; tries++) {
        expect(next - now).toBeLessThanOrEqual(Math.min(4 * 3_600_000, 5000 * 2 ** (tries - 2)));
        now = next;
        next = nextTry({ attempts: tries, triedFirst: 0, now }, () => chance[tries % chance.length] ?? 0);
      }
      expect(now).toBe(DAY);
      expect(tries).toBeGreaterThan(10);
    }),
  );
});
