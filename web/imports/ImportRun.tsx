import { createContext, type ReactElement, type ReactNode, useContext } from 'react';
import { type ImportRun, useImportQueue } from './use-import-queue.ts';

const Run = createContext<ImportRun | null>(null);

/** Follows the imports, on whichever page somebody is. */
export function ImportRunProvider({ children }: { readonly children: ReactNode }): ReactElement {
  return <Run value={useImportQueue()}>{children}</Run>;
}

export function useImportRun(): ImportRun {
  const run = useContext(Run);
  if (run === null) throw new Error('no ImportRunProvider above');
  return run;
}
