import type { Day } from '../../domain/calendar.ts';
import { sourcesOf, stores } from './channels.ts';
import { fashionOf, surnames } from './names.ts';
import { emptyPage, endRow, type Page, putClock, putText } from './page.ts';
import type { Population } from './population.ts';
import { type Random, scramble } from './random.ts';
import { cities } from './regions.ts';
import { draw, lots, pick, wordLottery } from './weights.ts';

export const customerHeader =
  'customer_id,name,phone,gender,birthday,region,source,channel,store,owner,registered_at';

/** One row per customer, in the order they registered. */
export function* customerRows(people: Population, days: readonly Day[], random: Random): Generator<Page> {
  const page = emptyPage();
  const year = Number(days.at(-1)?.slice(0, 4));
  const width = customerIdDigits(people.size);
  const phoneKey = Math.floor(random() * 2 ** 31);
  let day = 0;
  for (let customer = 0; customer < people.size; customer += 1) {
    while ((people.before[day + 1] ?? 0) <= customer) day += 1;
    const female = people.female[customer] === 1;
    const born = year - drawAge(random);
    const phone = pick(unassigned, random) + padded(scramble(customer, phoneKey), 8);
    const gender = random() < 0.05 ? '' : female ? '女' : '男';
    const who = `${drawName(born, female, random)},${phone},${gender},${birthday(born, random)}`;
    const origin = drawOrigin(people.store[customer] ?? 0, random);
    putText(page, `C${padded(customer + 1, width)},${who},${origin},${days[day]} `);
    putClock(page, people.second[customer] ?? 0);
    if (endRow(page)) yield page;
  }
  yield page;
}

/** Ids are `C000001` and on, all of one length. */
export function customerIdDigits(size: number): number {
  return Math.max(6, String(size).length);
}

/** `region,source,channel,store,owner` */
function drawOrigin(index: number, random: Random): string {
  const store = stores[index];
  const source = sourceLotteries[index];
  if (store === undefined || source === undefined) return ',,,,';
  const region = store.city !== null && random() < 0.88 ? store.city : drawCity(random);
  const owner = random() < 0.15 ? '' : pick(store.owners, random);
  return `${region},${source(random)},${store.channel},${store.name},${owner}`;
}

const drawCity = wordLottery(cities);
const drawSurname = wordLottery(surnames);
const sourceLotteries = stores.map((store) => wordLottery(sourcesOf(store.channel)));

const ages = [20, 25, 30, 35, 40, 45, 50, 55, 60, 65];
const ageLots = lots([12, 20, 22, 17, 10, 7, 5, 3, 2.5, 1.5]);

function drawAge(random: Random): number {
  return (ages[draw(ageLots, random)] ?? 30) + Math.floor(random() * 5);
}

function drawName(born: number, female: boolean, random: Random): string {
  const fashion = fashionOf(born);
  const { singles, firsts, seconds } = female ? fashion.women : fashion.men;
  const surname = drawSurname(random);
  const first = pick(firsts, random);
  const second = pick(seconds, random);
  const single = random() < fashion.single || first === second;
  return surname + (single ? pick(singles, random) : first + second);
}

function birthday(year: number, random: Random): string {
  if (random() < 0.22) return '';
  const month = Math.floor(random() * 12);
  const day = Math.floor(random() * (monthLengths[month] ?? 28));
  return `${year}-${padded(month + 1, 2)}-${padded(day + 1, 2)}`;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Number ranges that no operator in China has been given, so that nobody's telephone rings. */
const unassigned = ['154', '160', '161', '163', '164', '168', '169'];

function padded(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
