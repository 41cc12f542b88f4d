import type { ReactElement } from 'react';

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly remark?: string;
}

/** A few numbers that matter, each under its name. */
export function Figures({ of }: { readonly of: readonly Figure[] }): ReactElement {
  return (
    <div className="figures">
      {of.map(({ name, value, remark }) => (
        <div key={name}>
          <div className="figure-name">{name}</div>
          <div className="figure-value">{value}</div>
          {remark === undefined ? null : <div className="soft small">{remark}</div>}
        </div>
      ))}
    </div>
  );
}
