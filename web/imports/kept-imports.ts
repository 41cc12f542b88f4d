/** Where the browser keeps an import that goes on, and the files chosen for the next one. */
export const keptImports = { run: 'tierbook.jobs', files: 'tierbook.planned' } as const;

/** Whoever signs in next begins afresh. */
export function forgetImports(): void {
  localStorage.removeItem(keptImports.run);
  sessionStorage.removeItem(keptImports.files);
}
