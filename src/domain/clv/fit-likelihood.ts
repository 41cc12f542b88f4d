import type { InSteps } from './in-steps.ts';
import { type Height, maximise } from './maximise.ts';
import { standardErrors } from './standard-errors.ts';

export type Parameters<Name extends string> = Readonly<Record<Name, number>>;

/** A log-likelihood and its derivatives by the parameters. */
export type Likelihood<Name extends string> = { readonly value: number } & Parameters<Name>;

export interface Fitted<Name extends string> {
  readonly model: Parameters<Name>;
  readonly logLikelihood: number;
  /** Null where the data do not settle every parameter. */
  readonly standardErrors: Parameters<Name> | null;
  /** Parameters that ran to an end of their range: the data do not settle them. */
  readonly unsettled: readonly Name[];
  /** Whether nothing near is likelier. */
  readonly converged: boolean;
}

/** Where a positive parameter is looked for first, and between what. */
export interface Range {
  readonly start: number;
  readonly least: number;
  readonly most: number;
}

/** Slope of the log-likelihood per customer that passes for none. */
const SLOPE = 1e-10;
/** What the log-likelihood of all customers may still gain; it takes 2 to tell two models apart. */
const GAIN = 1e-7;
/** How near to an end of its range a settled parameter comes, 0 being the middle and 1 the end. */
const SETTLED = 0.95;

/** The parameters within their ranges under which what `customers` did is likeliest, with their standard errors. */
export function* fitLikelihood<Name extends string>(
  ranges: Readonly<Record<Name, Range>>,
  likelihood: (model: Parameters<Name>) => Likelihood<Name>,
  customers: number,
): InSteps<Fitted<Name>> {
  const names = Object.keys(ranges) as Name[];
  const named = (values: readonly number[]): Parameters<Name> =>
    Object.fromEntries(names.map((name, index) => [name, values[index] ?? Number.NaN])) as Parameters<Name>;
  const placesAt = (at: readonly number[]): Place[] =>
    names.map((name, index) => placeAt(at[index] ?? 0, ranges[name]));
  const valuesOf = (places: readonly Place[]): number[] => places.map(({ value }) => value);
  const height = (at: readonly number[]): Height => {
    const places = placesAt(at);
    const found = likelihood(named(valuesOf(places)));
    const gradient = names.map((name, index) => (found[name] * (places[index]?.slope ?? 0)) / customers);
    return { value: found.value / customers, gradient };
  };
  const start = names.map((name) => startOf(ranges[name]));
  const top = yield* maximise(height, start, { slope: SLOPE, gain: GAIN / customers });
  const places = placesAt(top.at);
  const unsettled = names.filter((_, index) => Math.abs(places[index]?.share ?? 0) > SETTLED);
  const gradient = (values: readonly number[]): number[] => {
    const found = likelihood(named(values));
    return names.map((name) => found[name]);
  };
  const errors = unsettled.length > 0 ? null : standardErrors(gradient, valuesOf(places));
  return {
    model: named(valuesOf(places)),
    logLikelihood: top.value * customers,
    standardErrors: errors && named(errors),
    unsettled,
    converged: top.reached,
  };
}

interface Place {
  readonly value: number;
  /** How the value changes with the coordinate. */
  readonly slope: number;
  /** Of the way from the middle of the range to its ends, −1 to 1. */
  readonly share: number;
}

/** A range's logarithms bent over a coordinate without ends, so that uphill never leads out of it. */
function placeAt(coordinate: number, { least, most }: Range): Place {
  const [middle, half] = [Math.log(least * most) / 2, Math.log(most / least) / 2];
  const share = Math.tanh(coordinate / half);
  const value = Math.exp(middle + half * share);
  return { value, slope: value * (1 - share * share), share };
}

function startOf({ start, least, most }: Range): number {
  const [middle, half] = [Math.log(least * most) / 2, Math.log(most / least) / 2];
  return half * Math.atanh((Math.log(start) - middle) / half);
}
