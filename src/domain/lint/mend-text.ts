import { stringify } from 'yaml';
import { type Mend, writtenPath } from './finding.ts';

/** What a mend writes, a line for each place: `tiers[1].when: { metric: spend, atLeast: 1000 }`. */
export function mendText({ edits }: Mend): string {
  const lines = edits.map(({ path, value }) => {
    if (value === undefined) return `# - ${writtenPath(path)}`;
    const written = stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
    return `${writtenPath(path)}: ${written.replace(/\s*\n\s*/g, ' ')}`;
  });
  return lines.join('\n');
}
