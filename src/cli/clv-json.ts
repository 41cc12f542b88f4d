import { currencyDecimals } from '../domain/currency.ts';
import type { ClvReport, Unit } from '../features/clv/request.ts';

/** What was asked for, as far as the result speaks of it. */
export interface Asked {
  readonly unit: Unit;
  readonly horizon: number;
  readonly currency: string;
  readonly discount: number;
}

/** The report for programs. Times are in the unit, money is a number of major units. */
export function clvJson(report: ClvReport, { unit, horizon, currency, discount }: Asked): string {
  const { fitted, values, totals, newcomer } = report;
  const money = (value: number): number => Number(value.toFixed(currencyDecimals(currency)));
  const gammaGamma =
    values.kind === 'gamma-gamma'
      ? {
          ...values.fitted.model,
          logLikelihood: values.fitted.logLikelihood,
          standardErrors: values.fitted.standardErrors,
          unsettled: values.fitted.unsettled,
        }
      : null;
  return `${JSON.stringify(
    {
      until: report.until,
      unit,
      horizon,
      currency,
      discount,
      customers: report.customers,
      repeaters: report.repeaters,
      ...fitted.model,
      logLikelihood: fitted.logLikelihood,
      standardErrors: fitted.standardErrors,
      unsettled: fitted.unsettled,
      converged: fitted.converged,
      gammaGamma,
      withoutGammaGamma: values.kind === 'plain' ? values.why : null,
      worth: report.worth,
      averageValue: money(values.mean),
      worthlessRepeaters: report.worthless,
      correlation: report.correlation,
      repeatPurchases: report.checks,
      expected: { ...totals, clv: money(totals.clv) },
      newCustomer: { ...newcomer, clv: money(newcomer.clv) },
    },
    null,
    2,
  )}\n`;
}
