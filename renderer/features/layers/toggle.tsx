import type { ReactNode } from 'react';
import { Button } from '../../ui/button';

interface Props {
  readonly pressed: boolean;
  readonly onPress: (pressed: boolean) => void;
  readonly children: ReactNode;
}

/** A button that stays pressed. */
export const Toggle = ({ pressed, onPress, children }: Props) => (
  <Button variant="subtle" aria-pressed={pressed} onClick={() => onPress(!pressed)}>
    {children}
  </Button>
);
