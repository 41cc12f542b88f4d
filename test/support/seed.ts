import fc from 'fast-check';

/**
 * Generated cases are the same in every run, so that a result can be told from chance. `TIERBOOK_SEED=random`
 * or a number tries others.
 */
const wanted = process.env.TIERBOOK_SEED;
if (wanted !== 'random')
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted ?? 20_261_122) });
