import { stores } from './channels.ts';
import { categories } from './goods.ts';
import { exp, normal, type Random } from './random.ts';
import { SECONDS } from './season.ts';
import { indexIn, partialSums } from './sums.ts';
import { draw, lots } from './weights.ts';

/** All customers, numbered in the order they registered; a few bytes for each. */
export interface Population {
  readonly size: number;
  /** How many registered before each day, and at last all. */
  readonly before: Uint32Array;
  /** Second of the day on which one registered. */
  readonly second: Uint32Array;
  /** The first day on which one does not buy any more. */
  readonly lapses: Uint16Array;
  /** Sums of the buying rates of those before; whole numbers, so that nothing is rounded. */
  readonly rates: Float64Array;
  /** How dear one buys; 1 is usual. */
  readonly level: Float32Array;
  readonly store: Uint8Array;
  readonly female: Uint8Array;
  /** The categories one prefers, TASTES of them. */
  readonly tastes: Uint8Array;
  /** 1 for those who registered by buying. */
  readonly buysAtOnce: Uint8Array;
  readonly firstBuyers: number;
}

export const TASTES = 3;
const HALF_LIFE = 700;
const RATE_UNIT = 100_000;

/**
 * Buying rates are gamma distributed (shape 1/2, as squares of normals are), lifetimes Lomax:
 * the Pareto/NBD picture of customers (Schmittlein, Morrison and Colombo 1987).
 */
export function populate(
  size: number,
  orders: number,
  busyness: Float64Array,
  clock: (day: number, random: Random) => number,
  random: Random,
): Population {
  const before = registrations(size, busyness, random);
  const people = emptyPopulation(size, before);
  const byHour = { open: lots(stores.map((store) => store.weight)), closed: lots(stores.map(onlineWeight)) };
  const shareAtOnce = Math.min(0.5, (0.25 * orders) / size);
  let firstBuyers = 0;
  for (let day = 0; day < busyness.length; day += 1) {
    const from = before[day] ?? 0;
    const to = before[day + 1] ?? 0;
    const seconds = people.second.subarray(from, to);
    for (let index = 0; index < seconds.length; index += 1) seconds[index] = clock(day, random);
    seconds.sort();
    for (let customer = from; customer < to; customer += 1) {
      const open = isOpen(people.second[customer] ?? 0);
      people.lapses[customer] = day + 1 + Math.min(60_000, Math.floor(HALF_LIFE * (1 / (1 - random()) - 1)));
      people.store[customer] = draw(open ? byHour.open : byHour.closed, random);
      character(people, customer, random);
      if (random() >= shareAtOnce || firstBuyers >= orders / 2) continue;
      people.buysAtOnce[customer] = 1;
      firstBuyers += 1;
    }
  }
  return { ...people, firstBuyers };
}

/** Whether the stores with a door are open. */
export function isOpen(second: number): boolean {
  return second >= 0.4 * SECONDS && second < 0.9 * SECONDS;
}

function character(people: Omit<Population, 'firstBuyers'>, customer: number, random: Random) {
  const wish = normal(random);
  const rate = Math.ceil((wish * wish + 0.01) * RATE_UNIT);
  people.rates[customer + 1] = (people.rates[customer] ?? 0) + rate;
  people.level[customer] = exp(0.4 * normal(random));
  const female = random() < 0.58;
  people.female[customer] = female ? 1 : 0;
  for (let taste = 0; taste < TASTES; taste += 1)
    people.tastes[customer * TASTES + taste] = draw(female ? womensTastes : mensTastes, random);
}

const womensTastes = lots(categories.map((category) => category.taste.women));
const mensTastes = lots(categories.map((category) => category.taste.men));

function onlineWeight({ city, weight }: { city: string | null; weight: number }): number {
  return city === null ? weight : 0;
}

/** Days of registration: more on busy days, and more in the beginning than later. */
function registrations(size: number, busyness: Float64Array, random: Random): Uint32Array {
  const sums = partialSums(
    busyness.map((busy, day) => Math.sqrt(busy) * (1.6 - (0.8 * day) / busyness.length)),
  );
  const total = sums.at(-1) ?? 0;
  const before = new Uint32Array(busyness.length + 1);
  for (let drawn = 0; drawn < size; drawn += 1) {
    const day = indexIn(sums, busyness.length, random() * total);
    before[day + 1] = (before[day + 1] ?? 0) + 1;
  }
  for (let day = 0; day < busyness.length; day += 1)
    before[day + 1] = (before[day + 1] ?? 0) + (before[day] ?? 0);
  return before;
}

function emptyPopulation(size: number, before: Uint32Array): Omit<Population, 'firstBuyers'> {
  return {
    size,
    before,
    second: new Uint32Array(size),
    lapses: new Uint16Array(size),
    rates: new Float64Array(size + 1),
    level: new Float32Array(size),
    store: new Uint8Array(size),
    female: new Uint8Array(size),
    tastes: new Uint8Array(size * TASTES),
    buysAtOnce: new Uint8Array(size),
  };
}
