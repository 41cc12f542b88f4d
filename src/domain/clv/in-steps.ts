/** Long work in steps, between which others may have their turn. */
export type InSteps<T> = Generator<void, T>;

/** Does it all at once. */
export function atOnce<T>(work: InSteps<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
