import type { Condition } from '../condition.ts';
import { text } from '../text.ts';
import { isClosing } from './band.ts';
import { ruleOf } from './boxes.ts';
import type { DocumentPath, Found, Mend } from './finding.ts';
import { cellsOf, hasAny } from './grid.ts';
import { type Standard, type Whole, whenPath } from './standard.ts';
import { type TestCondition, withTests } from './tests-in.ts';
import { ruleWords, tierName } from './words.ts';
import { writeCondition } from './write-condition.ts';

/** Rules that contradict themselves, and tiers that nobody can be in; of `passed` ones another trap tells why. */
export function unreachableTraps(standard: Standard, passed: ReadonlySet<number>): Found[] {
  const { scheme, whole } = standard;
  if (whole === null) return [];
  return scheme.tiers.flatMap(({ when }, place) => {
    const broken = when === null ? [] : contradictions(when, whenPath(place), standard, whole);
    if (broken.some(({ path }) => path.length === whenPath(place).length)) return broken;
    return [
      ...broken,
      ...(whole.grades.includes(place) || passed.has(place) ? [] : [covered(place, standard, whole)]),
    ];
  });
}

/** The outermost parts of a rule that hold for nobody. */
function contradictions(rule: Condition, path: DocumentPath, standard: Standard, whole: Whole): Found[] {
  if (rule.kind === 'not') return [];
  if (hasAny(cellsOf(rule, whole.grid))) {
    if (rule.kind === 'test') return [];
    return rule.of.flatMap((part, index) =>
      contradictions(part, [...path, rule.kind, index], standard, whole),
    );
  }
  const said = ruleWords(rule, standard.scheme);
  const message = text(
    `条件自相矛盾，没有客户能同时满足：${said.zh}`,
    `the rule contradicts itself, no customer can meet it: ${said.en}`,
  );
  return [{ code: 'contradiction', path, message, rule: null, mends: freed(rule, path) }];
}

/** Ways out of a contradiction, the gentlest first. */
function freed(rule: Condition, path: DocumentPath): Mend[] {
  const swapped = withTests(rule, swappedEnds);
  const open = withTests(rule, (test) => {
    const tests = test.tests.filter((one) => !isClosing(one));
    return tests.length === 0 ? null : { ...test, tests };
  });
  const either: Condition | null = rule.kind === 'all' ? { kind: 'any', of: rule.of } : null;
  const [last] = path.slice(-1);
  const taken: Mend[] =
    typeof last === 'number'
      ? [{ said: text('删掉这个条件', 'take this condition out'), edits: [{ path }] }]
      : [{ said: text('删掉这个等级', 'take this tier out'), edits: [{ path: path.slice(0, 2) }] }];
  const written = (condition: Condition | null, zh: string, en: string): Mend[] =>
    condition === null ? [] : [{ said: text(zh, en), edits: [{ path, value: writeCondition(condition) }] }];
  return [
    ...written(swapped, '把写反的上下限换过来', 'swap the ends, which are the wrong way round'),
    ...written(open, '去掉上限', 'leave out the upper end'),
    ...written(either, '满足其中一项即可：all 改为 any', 'let either be enough: any instead of all'),
    ...taken,
  ];
}

/** `atLeast: 1000, atMost: 500` as it was meant. */
function swappedEnds(test: TestCondition): TestCondition {
  const [first, second] = test.tests;
  if (test.tests.length !== 2 || !first || !second || !('operand' in first) || !('operand' in second))
    return test;
  return {
    ...test,
    tests: [
      { op: first.op, operand: second.operand },
      { op: second.op, operand: first.operand },
    ],
  };
}

/** A tier all of whose customers meet a higher one. */
function covered(place: number, { scheme }: Standard, { grid, grades, reached }: Whole): Found {
  const own = reached[place] ?? new Uint8Array(grid.cells);
  const above = Math.max(...grades.filter((_, cell) => own[cell] === 1));
  const cover = [...scheme.tiers.keys()].find(
    (higher) => higher > place && own.every((is, cell) => is === 0 || reached[higher]?.[cell] === 1),
  );
  const [tier, higher] = [tierName(scheme, place), tierName(scheme, cover ?? above)];
  const message =
    place === 0
      ? text(
          `没有客户会评为${tier.zh}：所有客户都够得上更高的${higher.zh}`,
          `nobody can be in ${tier.en}: everybody reaches ${higher.en}, which is higher`,
        )
      : text(
          `没有客户会评为${tier.zh}：满足它的客户都满足更高的${higher.zh}，总是评为较高的一级`,
          `nobody can be in ${tier.en}: whoever meets it meets ${higher.en} too, which is higher and goes first`,
        );
  const rule = place === 0 ? null : ruleOf(own, grid);
  return {
    code: 'unreachable',
    path: ['tiers', place],
    message,
    rule,
    mends: uncovered(place, cover, scheme.tiers),
  };
}

function uncovered(place: number, cover: number | undefined, tiers: Standard['scheme']['tiers']): Mend[] {
  const [own, other] = [
    tiers[place]?.when ?? null,
    cover === undefined ? null : (tiers[cover]?.when ?? null),
  ];
  if (place === 0) {
    const said = text(
      '去掉下一级的条件，让它成为人人都有的基础等级',
      'let the next tier be the base tier that everybody has, without a rule',
    );
    const keep = tiers[1]?.keep == null ? [] : [{ path: ['tiers', 1, 'keep'] }];
    return [{ said, edits: [{ path: whenPath(1) }, ...keep, { path: ['tiers', 0] }] }];
  }
  const swap: Mend[] =
    own === null || other === null || cover === undefined
      ? []
      : [
          {
            said: text('把两个等级的条件换过来', "swap the two tiers' rules"),
            edits: [
              { path: whenPath(place), value: writeCondition(other) },
              { path: whenPath(cover), value: writeCondition(own) },
            ],
          },
        ];
  return [...swap, { said: text('删掉这个等级', 'take this tier out'), edits: [{ path: ['tiers', place] }] }];
}
