import { Button } from 'antd';
import type { ReactElement } from 'react';
import type { ActionProps } from 'react-querybuilder';

/** The filter builder's buttons, quieter than its own. */
export function BuilderButton({
  className,
  label,
  title,
  handleOnClick,
  disabled,
}: ActionProps): ReactElement {
  const isRemoval = label === '×';
  return (
    <Button
      className={className}
      type={isRemoval ? 'text' : 'default'}
      aria-label={title}
      disabled={disabled}
      onClick={(event) => handleOnClick(event)}
    >
      {label}
    </Button>
  );
}
