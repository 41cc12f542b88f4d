import type { Condition } from '../condition.ts';
import { spaced } from '../describe/joining.ts';
import type { Scheme } from '../scheme.ts';
import { text } from '../text.ts';
import { ruleOf } from './boxes.ts';
import type { Found, Mend } from './finding.ts';
import { cellsOf, type Grid, gridOf, hasAny } from './grid.ts';
import type { Standard } from './standard.ts';
import { ruleWords, tierName } from './words.ts';

const drop = (place: number): Mend => ({
  said: text('删掉 keep：满足 when 就能保级', 'take the keep out: meeting the when keeps the tier'),
  edits: [{ path: ['tiers', place, 'keep'] }],
});

/** Rules to keep a tier that are harder than reaching it, or so easy that nobody ever falls to the tier below. */
export function keepTraps({ scheme }: Standard): Found[] {
  return scheme.tiers.flatMap(({ when, keep }, place) => {
    if (when === null || keep === null) return [];
    const harder = harderKeep(when, keep, place, scheme);
    return harder.length > 0 ? harder : tooEasyKeep(keep, place, scheme);
  });
}

/** Who reaches the tier without meeting its `keep`. Where they look at different things that is meant. */
function harderKeep(when: Condition, keep: Condition, place: number, scheme: Scheme): Found[] {
  const [grid, own] = [gridOf([when, keep], scheme), gridOf([when], scheme)];
  if (grid === null || grid.axes.length !== own?.axes.length) return [];
  const [reached, kept] = [cellsOf(when, grid), cellsOf(keep, grid)];
  const rule = ruleOf(
    reached.map((is, cell) => Number(is === 1 && kept[cell] === 0)),
    grid,
  );
  if (rule === null) return [];
  const [tier, said] = [tierName(scheme, place), ruleWords(rule, scheme)];
  const message = text(
    `${tier.zh}的保级比升级还难：${spaced(said.zh, '的客户')}够得上${tier.zh}，却不满足保级条件。满足 when 的客户不会降级，所以这样的 keep 不起作用`,
    `keeping ${tier.en} is harder than reaching it: ${said.en} reaches ${tier.en} without meeting its keep. Who meets the when never falls, so such a keep does nothing`,
  );
  return [{ code: 'keep-harder', path: ['tiers', place, 'keep'], message, rule, mends: [drop(place)] }];
}

/** Everybody of a lower tier meets this one's `keep`, so nobody ever falls that far. */
function tooEasyKeep(keep: Condition, place: number, scheme: Scheme): Found[] {
  for (let lower = place - 1; lower > 0; lower--) {
    const [when, below] = [scheme.tiers[place]?.when ?? null, scheme.tiers[lower]?.when ?? null];
    const grid = when && below && gridOf([when, keep, below], scheme);
    if (!when || !below || !grid || !impliesAll(below, keep, grid)) continue;
    const reached = cellsOf(when, grid);
    const rule = ruleOf(
      cellsOf(below, grid).map((is, cell) => Number(is === 1 && reached[cell] === 0)),
      grid,
    );
    const [tier, other] = [tierName(scheme, place), tierName(scheme, lower)];
    const message = text(
      `${tier.zh}的保级太容易：够得上${other.zh}的客户都满足${tier.zh}的保级条件，升上来的客户永远不会降到${other.zh}`,
      `keeping ${tier.en} is too easy: whoever meets ${other.en} meets the keep of ${tier.en}, so nobody ever goes down to ${other.en}`,
    );
    return [{ code: 'keep-too-easy', path: ['tiers', place, 'keep'], message, rule, mends: [drop(place)] }];
  }
  return [];
}

function impliesAll(rule: Condition, other: Condition, grid: Grid): boolean {
  const [held, met] = [cellsOf(rule, grid), cellsOf(other, grid)];
  return hasAny(held) && held.every((is, cell) => is === 0 || met[cell] === 1);
}
