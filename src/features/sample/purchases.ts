import type { Population } from './population.ts';
import { normal, type Random } from './random.ts';
import { SECONDS } from './season.ts';
import { indexIn, partialSums } from './sums.ts';

/** Who orders on a day, in the order of the clock: `second × population.size + customer`. */
export interface DayOfPurchases {
  readonly day: number;
  readonly moments: Float64Array;
}

/** Spreads exactly `orders` over days and customers: by season, buying rates and who has not lapsed. */
export function* purchases(
  people: Population,
  orders: number,
  busyness: Float64Array,
  clock: (day: number, random: Random) => number,
  random: Random,
): Generator<DayOfPurchases> {
  const buying = buyingRates(people, busyness.length);
  const demand = partialSums(
    busyness.map((busy, day) => busy * (1 + 0.12 * normal(random)) * (buying[day] ?? 0)),
  );
  const perDemand = (orders - people.firstBuyers) / (demand.at(-1) ?? 1);
  let ordered = 0;
  for (let day = 0; day < busyness.length; day += 1) {
    const due = Math.round((demand[day + 1] ?? 0) * perDemand);
    const atOnce = firstPurchases(people, day, random);
    const moments = new Float64Array(atOnce.length + due - ordered);
    moments.set(atOnce);
    for (let index = atOnce.length; index < moments.length; index += 1) {
      const customer = drawBuyer(people, day, random);
      moments[index] = secondFor(people, customer, day, clock(day, random), random) * people.size + customer;
    }
    ordered = due;
    yield { day, moments: moments.sort() };
  }
}

/** Sum of the rates of those who buy on each day. */
function buyingRates(people: Population, days: number): Float64Array {
  const lapsing = new Float64Array(days + 1);
  for (let customer = 0; customer < people.size; customer += 1) {
    const day = Math.min(days, people.lapses[customer] ?? 0);
    lapsing[day] = (lapsing[day] ?? 0) + (people.rates[customer + 1] ?? 0) - (people.rates[customer] ?? 0);
  }
  const lapsed = partialSums(lapsing);
  return Float64Array.from(
    { length: days },
    (_, day) => registeredRate(people, day) - (lapsed[day + 1] ?? 0),
  );
}

function registeredRate(people: Population, day: number): number {
  return people.rates[people.before[day + 1] ?? 0] ?? 0;
}

/** Ends because a day without anybody who buys has no demand. */
function drawBuyer(people: Population, day: number, random: Random): number {
  const total = registeredRate(people, day);
  const registered = people.before[day + 1] ?? 0;
  for (;;) {
    const customer = indexIn(people.rates, registered, random() * total);
    if ((people.lapses[customer] ?? 0) > day) return customer;
  }
}

/** On the day of registration nobody orders before it. */
function secondFor(
  people: Population,
  customer: number,
  day: number,
  second: number,
  random: Random,
): number {
  const registered = people.second[customer] ?? 0;
  if (customer < (people.before[day] ?? 0) || second >= registered) return second;
  return registered + Math.floor(random() * (SECONDS - registered));
}

function firstPurchases(people: Population, day: number, random: Random): number[] {
  const moments: number[] = [];
  for (let customer = people.before[day] ?? 0; customer < (people.before[day + 1] ?? 0); customer += 1) {
    if (people.buysAtOnce[customer] !== 1) continue;
    const second = Math.min(SECONDS - 1, (people.second[customer] ?? 0) + 30 + Math.floor(random() * 900));
    moments.push(second * people.size + customer);
  }
  return moments;
}
