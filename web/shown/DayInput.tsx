import { Input } from 'antd';
import { type ReactElement, useId } from 'react';

interface Props {
  readonly name: string;
  readonly value: string;
  readonly change: (day: string) => void;
}

/** A day, with its name before it. */
export function DayInput({ name, value, change }: Props): ReactElement {
  const id = useId();
  return (
    <div className="row tight">
      <label htmlFor={id} className="soft">
        {name}
      </label>
      <Input
        id={id}
        type="date"
        required
        value={value}
        style={{ width: 160 }}
        onChange={({ target }) => change(target.value)}
      />
    </div>
  );
}
