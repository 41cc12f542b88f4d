import { spaced } from '../../domain/describe/joining.ts';
import { type Text, text } from '../../domain/text.ts';
import type { HeldView, Standing } from './customer-ledger.ts';
import { entryKinds } from './entry-kinds.ts';

/** The tier that is held beside the one that is computed, in sentences. */
export function describeStanding({ entry, held }: Standing): Text[] {
  if (entry === null) return [];
  const { to, effective, kind } = entry;
  const lines = [
    text(
      `${spaced('等级', to.name.zh)}，自 ${effective} 起（${entryKinds[kind].zh}）`,
      `Tier ${to.name.en} since ${effective} (${entryKinds[kind].en})`,
    ),
  ];
  if (entry.held.id !== to.id) {
    lines.push(
      text(
        `按标准持有${spaced('', entry.held.name.zh)}，由人工调整显示为${spaced('', to.name.zh)}`,
        `${entry.held.name.en} is held by the standard; ${to.name.en} is shown as set by hand`,
      ),
    );
  }
  return [...lines, ...(held === null ? [] : ahead(held))];
}

function ahead({ keptUntil, frozenUntil, upgrade, downgrade, warnedFor }: HeldView): Text[] {
  const lines: Text[] = [];
  if (frozenUntil !== null) {
    lines.push(
      text(`已冻结，到 ${frozenUntil} 为止不会降级`, `Frozen: nothing falls until the end of ${frozenUntil}`),
    );
  } else if (keptUntil !== null) {
    lines.push(
      text(`有效期到 ${keptUntil}，之前不会降级`, `Valid until ${keptUntil}: it does not fall before`),
    );
  }
  if (upgrade !== null) {
    lines.push(
      text(
        `将于 ${upgrade.effective} 升为${spaced('', upgrade.to.name.zh)}`,
        `Rises to ${upgrade.to.name.en} on ${upgrade.effective}`,
      ),
    );
  }
  if (downgrade !== null) {
    lines.push(
      text(
        `若不再达标，将于 ${downgrade.effective} 降为${spaced('', downgrade.to.name.zh)}`,
        `Falls to ${downgrade.to.name.en} on ${downgrade.effective} unless it is kept until then`,
      ),
    );
  } else if (warnedFor !== null) {
    lines.push(text(`若不再消费，将于 ${warnedFor} 降级`, `Falls on ${warnedFor} if nothing more happens`));
  }
  return lines;
}
