/**
 * The published map of RFM codes (recency, frequency, monetary; 5 best) to eleven segments, as used by
 * Putler and by R's rfm package.
 */
const segments: readonly (readonly [name: string, codes: string])[] = [
  ['Champions', '445 454 455 544 545 554 555'],
  ['Loyal', '335 344 345 354 355 435 444 543'],
  [
    'Potential Loyalist',
    '323 333 341 342 351 352 353 423 431 432 433 441 442 451 452 453 531 532 533 541 542 551 552 553',
  ],
  ['New Customers', '311 411 412 421 422 511 512'],
  ['Promising', '313 314 315 413 414 415 424 425 513 514 515 521 522 523 524 525'],
  ['Need Attention', '324 325 334 343 434 443 534 535'],
  ['About To Sleep', '213 221 231 241 251 312 321 331'],
  ['At Risk', '124 125 133 134 135 142 143 145 152 153 224 225 234 235 242 243 244 245 252 253 254 255'],
  ['Cannot Lose Them', '113 114 115 144 154 155 214 215'],
  ['Hibernating Customers', '122 123 132 211 212 222 223 232 233 322 332'],
  ['Lost Customers', '111 112 121 131 141 151'],
];

const byCode: ReadonlyMap<string, string> = new Map(
  segments.flatMap(([name, codes]) => codes.split(' ').map((code) => [code, name])),
);

/** The segment's name of a three-digit RFM code. */
export function segmentOf(code: string): string {
  const found = byCode.get(code);
  if (found === undefined) throw new RangeError(`no RFM code: ${code}`);
  return found;
}

/** Every code with its segment, for engines that look the name up themselves. */
export function rfmSegments(): ReadonlyMap<string, string> {
  return byCode;
}
