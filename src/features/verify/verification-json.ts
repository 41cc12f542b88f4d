import { type Check, holds } from './check.ts';
import type { Verification } from './verify-folder.ts';

/** A verification as programs read it; `says` is what should be true, `of` what is counted. */
export function verificationJson({ tables, rules }: Verification) {
  const shown = ({ id, says, of, looked, wrong, example, failure }: Check) => ({
    id,
    says,
    of,
    looked,
    wrong,
    example,
    failure,
  });
  return {
    ok: [...tables, ...rules].every(holds),
    tables: tables.map((check) => ({ table: check.id.slice('read-'.length), ...shown(check) })),
    checks: rules.map((check) => ({ ok: holds(check), ...shown(check) })),
  };
}
