type Counts = Readonly<Record<string, number>>;

/** Whether an undo that makes so many things go, and so many as before again, would do nothing at all. */
export function undoesNothing({ goes, back }: { readonly goes: Counts; readonly back: Counts }): boolean {
  return [...Object.values(goes), ...Object.values(back)].every((n) => n === 0);
}
