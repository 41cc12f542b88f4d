import type { ReactElement, ReactNode } from 'react';
import type { Text } from '../../src/domain/text.ts';
import { useSay } from '../texts/use-say.ts';

interface NamedTier {
  readonly id: string;
  readonly name: Text;
}

/** A table of tiers by tiers; `cell` gives the `td` of a row and a column. */
export function TierMatrix({
  corner,
  rows,
  columns,
  cell,
}: {
  readonly corner: string;
  readonly rows: readonly NamedTier[];
  readonly columns: readonly NamedTier[];
  readonly cell: (row: string, column: string, at: number) => ReactNode;
}): ReactElement {
  const say = useSay();
  return (
    <div className="scroll-x">
      <table className="plain matrix">
        <thead>
          <tr>
            <th>{corner}</th>
            {columns.map(({ id, name }) => (
              <th key={id} className="number">
                {say(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name }, at) => (
            <tr key={id}>
              <th scope="row">{say(name)}</th>
              {columns.map((column) => cell(id, column.id, at))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
