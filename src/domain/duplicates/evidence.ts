import { type Text, text } from '../text.ts';

/**
 * How much it speaks for two records being of one customer that they agree, or differ, in something: the weights of Fellegi and Sunter
 * (A Theory for Record Linkage, Journal of the American Statistical Association 64, 1969), in tenths of a bit: 10 × log2(m / u), where m is how
 * often two records of the same customer agree so and u how often two of different customers do. What is unknown on either side weighs nothing.
 * m and u are assumptions that docs/duplicates.md lists, not fitted.
 */
interface Evidence {
  readonly points: number;
  /** It belongs to one person: how seldom others share it grows with the register, so its weight does. */
  readonly identifies: boolean;
  readonly says: Text;
}

function evidence(points: number, identifies: boolean, zh: string, en: string): Evidence {
  return { points, identifies, says: text(zh, en) };
}

/** What may agree, the strongest first; `member` stands for each field that the business says identifies a customer. */
export const agreements = {
  id_number: evidence(99, true, '证件号码相同', 'same id number'),
  member: evidence(76, true, '{{field}}相同', 'same {{field}}'),
  email: evidence(59, true, '邮箱相同', 'same e-mail'),
  phone: evidence(49, true, '手机号相同', 'same phone'),
  address: evidence(30, true, '地址相同', 'same address'),
  birthday: evidence(137, false, '生日相同', 'same birthday'),
  name: evidence(107, false, '姓名相同', 'same name'),
  tail: evidence(90, false, '电话后四位相同', 'same last four digits of the phone'),
  sound: evidence(66, false, '姓名同音', 'names that sound the same'),
  registered: evidence(56, false, '同一天注册', 'registered on the same day'),
  region: evidence(38, false, '地区相同', 'same region'),
  gender: evidence(10, false, '性别相同', 'same gender'),
} as const satisfies Readonly<Record<string, Evidence>>;
export type Agreement = keyof typeof agreements;

/** What speaks against it where it differs. */
export const differences = {
  id_number: evidence(-56, false, '证件号码不同', 'different id numbers'),
  gender: evidence(-41, false, '性别不同', 'different genders'),
  birthday: evidence(-33, false, '生日不同', 'different birthdays'),
  name: evidence(-33, false, '姓名不同', 'different names'),
  region: evidence(-17, false, '地区不同', 'different regions'),
  phone: evidence(-15, false, '手机号不同', 'different phones'),
  email: evidence(-10, false, '邮箱不同', 'different e-mails'),
} as const satisfies Readonly<Record<string, Evidence>>;
export type Difference = keyof typeof differences;

export const agreementNames = Object.keys(agreements) as readonly Agreement[];
export const differenceNames = Object.keys(differences) as readonly Difference[];

/** As many customers may have the same phone, e-mail, address or number; what more have is shared – a shop's own, a proxy buyer's – and identifies nobody. */
export const MOST_WITH_SAME = 5;

/** Of names that sound the same and agree in one thing more, as many make pairs among each other; more are a frequent name. */
export const MOST_OF_NAME = 10;

/** Pairs with fewer points are not worth looking at: 20 %. */
export const LEAST_POINTS = -20;

/** The size of a register in tenths of a bit: 10 × log2. */
function sizeBits(customers: number): number {
  return Math.round(10 * Math.log2(Math.max(2, customers)));
}

/** What a pair has before it is looked at: one customer in twenty stands in a register twice, so one pair in ten times as many as there are customers. */
export function startPoints(customers: number): number {
  return -33 - sizeBits(customers);
}

/** The weight of an agreement in a register of so many customers. */
export function agreementPoints(agreement: Agreement, customers: number): number {
  const { points, identifies } = agreements[agreement];
  return points + (identifies ? sizeBits(customers) : 0);
}

/** The chance that two records are of one customer, in whole percent from 1 to 99, of their points. */
export function confidenceOf(points: number): number {
  const odds = 2 ** (points / 10);
  return Math.min(99, Math.max(1, Math.round((100 * odds) / (1 + odds))));
}
