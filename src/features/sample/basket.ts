import { categories } from './goods.ts';
import { encoded } from './page.ts';
import { type Population, TASTES } from './population.ts';
import { exp, normal, type Random } from './random.ts';
import { draw, lots } from './weights.ts';

/** The main item of an order, and what the whole order costs. */
interface Basket {
  /** `category,product,` */
  readonly goods: Uint8Array;
  readonly quantity: number;
  /** In fen. */
  readonly amount: number;
}

/** Fills a customer's basket, mostly with what he usually buys. */
export function fillBasket(people: Population, customer: number, random: Random): Basket {
  const taste = random();
  const wanted =
    taste < 0.9 ? people.tastes[customer * TASTES + draw(habit, random)] : draw(anyTaste, random);
  const category = shelves[wanted ?? 0];
  const item = category?.items[Math.floor(random() * category.items.length)];
  if (category === undefined || item === undefined) return nothing;
  const quantity = quantities[draw(quantityLots, random)] ?? 1;
  const amount = total(item.price * quantity, category.spread, people.level[customer] ?? 1, random);
  return { goods: item.goods, quantity, amount };
}

/** Four in ten pay the plain price; others add things or take something off, some up to a round sum. */
function total(price: number, spread: number, level: number, random: Random): number {
  const kind = random();
  if (kind < 0.4) return price;
  const paid = price * Math.max(0.7, level * exp(spread * normal(random)));
  return kind < 0.52 ? Math.max(1000, Math.round(paid / 1000) * 1000) : Math.max(100, Math.round(paid));
}

const nothing: Basket = { goods: encoded(',,'), quantity: 0, amount: 0 };
const habit = lots([62, 26, 12]);
const anyTaste = lots(categories.map(({ taste }) => taste.women + taste.men));
const quantities = [1, 2, 3, 4, 5, 6, 10];
const quantityLots = lots([72, 17, 5.5, 2, 1.6, 1.2, 0.7]);

const shelves = categories.map(({ name, spread, products }) => ({
  spread,
  items: products.map((product) => ({ goods: encoded(`${name},${product.name},`), price: product.price })),
}));
