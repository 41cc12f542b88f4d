import type { ReactElement, ReactNode } from 'react';
import { useTitle } from './use-title.ts';

interface Props {
  readonly title: string;
  readonly below?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page's heading and what can be done, above its content; the window's title says the same. */
export function Page({ title, below, actions, children }: Props): ReactElement {
  useTitle(title);
  return (
    <div className="stack wide">
      <header className="row between top">
        <div className="stack tight">
          <h1>{title}</h1>
          {below === undefined ? null : <div className="soft">{below}</div>}
        </div>
        {actions === undefined ? null : <div className="row no-print">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
