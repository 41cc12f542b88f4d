import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Checkbox, Select } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { FormProposal } from '../api/contract.ts';
import { ChooseCustomer } from '../customer/ChooseCustomer.tsx';
import { useSession } from '../session/use-session.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useName, useSay } from '../texts/use-say.ts';

interface Props {
  readonly proposal: FormProposal;
  /** Whether whoever looks may decide it. */
  readonly may: boolean;
}

/** What somebody filled in beside what is kept, and what to make of it. */
export function ProposalCard({ proposal, may }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const nameOf = useName();
  const { moment, author } = useFormat();
  const { customer, candidates, fields, form, cameAt, state, decidedBy, decidedAt, taken, reason } = proposal;
  const differing = fields.filter(({ differs }) => differs).map(({ field }) => field);
  const [chosen, setChosen] = useState<readonly string[]>(differing);
  const [whose, setWhose] = useState<string | null>(customer?.id ?? null);
  const isOpen = state === 'proposed';
  const title = customer?.name ?? customer?.externalId ?? t('proposals.nobody');
  return (
    <article className="card stack" aria-label={title}>
      <div className="row between top">
        <div className="stack tight">
          <strong>
            {customer === null ? (
              title
            ) : (
              <Link to="/customers/$id" params={{ id: customer.id }}>
                {title}
              </Link>
            )}
          </strong>
          <span className="soft small">
            {t('proposals.came', { moment: moment(cameAt), form: say(form.title) })}
          </span>
        </div>
        {isOpen ? null : (
          <span className="soft small">
            {t(`proposals.states.${state as 'accepted'}`)} ·{' '}
            {t('proposals.by', { author: author(decidedBy ?? ''), moment: moment(decidedAt) })}
          </span>
        )}
      </div>
      {isOpen && candidates.length > 0 ? (
        <Select<string | null>
          aria-label={t('proposals.choose')}
          placeholder={t('proposals.choose')}
          value={whose}
          onChange={setWhose}
          options={candidates.map(({ id, name, externalId }) => ({
            value: id,
            label: [name, externalId].filter((part) => part !== null).join(' · '),
          }))}
          style={{ maxWidth: 360 }}
        />
      ) : null}
      {isOpen && may && customer === null && candidates.length === 0 ? (
        <div className="stack" style={{ maxWidth: 360 }}>
          <ChooseCustomer onChange={setWhose} {...(whose === null ? {} : { value: whose })} />
        </div>
      ) : null}
      <Comparison
        fields={fields}
        chosen={isOpen && may ? chosen : null}
        choose={setChosen}
        isKnown={customer !== null}
      />
      {isOpen ? null : (
        <p className="soft small">
          {taken === null || taken.length === 0
            ? reason
            : t('proposals.took', {
                fields: fields
                  .filter(({ field }) => taken.includes(field))
                  .map(({ name }) => nameOf(name))
                  .join(t('comma')),
              })}
        </p>
      )}
      {isOpen && may ? <Decide proposal={proposal} whose={whose} chosen={chosen} /> : null}
    </article>
  );
}

interface ComparisonProps {
  readonly fields: FormProposal['fields'];
  /** What is ticked; null where nothing may be. */
  readonly chosen: readonly string[] | null;
  readonly choose: (chosen: readonly string[]) => void;
  readonly isKnown: boolean;
}

function Comparison({ fields, chosen, choose, isKnown }: ComparisonProps): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  const { value } = useFormat();
  const tick = (field: string, on: boolean): void =>
    choose(on ? [...(chosen ?? []), field] : (chosen ?? []).filter((each) => each !== field));
  return (
    <div className="scroll-x">
      <table className="plain versus">
        <thead>
          <tr>
            <th scope="col">{t('proposals.field')}</th>
            {isKnown ? <th scope="col">{t('proposals.kept')}</th> : null}
            <th scope="col">{t('proposals.given')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ field, name, type, given, kept, differs }) => (
            <tr key={field} className={isKnown && differs ? 'differs' : undefined}>
              <th scope="row">{nameOf(name)}</th>
              {isKnown ? <td>{value(kept, type)}</td> : null}
              <td>
                {chosen !== null && differs ? (
                  <Checkbox
                    checked={chosen.includes(field)}
                    aria-label={t('proposals.take', { field: nameOf(name) })}
                    onChange={({ target }) => tick(field, target.checked)}
                  >
                    {value(given, type)}
                  </Checkbox>
                ) : (
                  value(given, type)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DecideProps {
  readonly proposal: FormProposal;
  readonly whose: string | null;
  readonly chosen: readonly string[];
}

function Decide({ proposal, whose, chosen }: DecideProps): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const mayAdd = useSession()?.permissions['customers:write'] === 'all';
  const decide = useMutation({
    mutationFn: (body: object) => ask('POST', `/proposals/${proposal.id}/decision`, { body }),
    onSuccess: async () => {
      message.success(t('proposals.done'));
      await queries.invalidateQueries();
    },
  });
  const accept = { decision: 'accept', fields: chosen, ...(whose === null ? {} : { customer: whose }) };
  return (
    <div className="stack tight no-print">
      <ProblemList error={decide.error} />
      <div className="row tight">
        <Button
          type="primary"
          loading={decide.isPending}
          disabled={whose === null}
          onClick={() => decide.mutate(accept)}
        >
          {t(chosen.length === 0 ? 'proposals.acceptNothing' : 'proposals.accept')}
        </Button>
        {mayAdd ? (
          <Button onClick={() => decide.mutate({ decision: 'add' })}>{t('proposals.add')}</Button>
        ) : null}
        <Button onClick={() => decide.mutate({ decision: 'reject' })}>{t('proposals.reject')}</Button>
      </div>
    </div>
  );
}
