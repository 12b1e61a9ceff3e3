import { useContext } from 'react';
import type { ContainerRow } from '../../../../main/contract/containers';
import { type MeasuredColumnId, MeasuresContext } from '../measures';

interface Props {
  readonly row: ContainerRow;
  readonly column: MeasuredColumnId;
}

export function MeasuredCell(props: Props) {
  const measures = useContext(MeasuresContext);
  return measures !== null && <measures.Cell {...props} />;
}

interface SumProps {
  readonly ids: readonly string[];
  readonly column: MeasuredColumnId;
}

export function MeasuredSum(props: SumProps) {
  const measures = useContext(MeasuresContext);
  return measures !== null && <measures.SumCell {...props} />;
}
