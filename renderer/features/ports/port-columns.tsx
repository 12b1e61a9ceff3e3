import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { PortRow } from '../../../main/contract/ports';
import { t } from '../../lib/i18n';
import type { GridColumn } from '../../ui/data-grid/columns';
import { EngineText } from '../../ui/engine-text';
import { addressWords, INSIDE_WORDS, PROBLEMS, processWords, type Tone, worst } from './port-words';
import classes from './ports.module.css';

const ICONS = { bad: IconCircleX, warn: IconAlertTriangle, info: IconInfoCircle } as const;

/** Its shape tells as much as its colour. */
function ToneIcon({ tone }: { readonly tone: Tone }) {
  const Icon = ICONS[tone];
  return <Icon size={14} className={classes.tone} data-tone={tone} aria-hidden />;
}

function ContainerCell({ row: { container }, tabIndex }: { readonly row: PortRow; readonly tabIndex: 0 | -1 }) {
  if (container === null) return <span className={classes.dim}>–</span>;
  return (
    <span className={classes.container}>
      <Link href={`/containers/${encodeURIComponent(container.id)}`} tabIndex={tabIndex} className={classes.link}>
        <EngineText value={container.name} />
      </Link>
      {!container.holds && (
        <span className={classes.badge}>
          <EngineText value={container.state} title={null} />
        </span>
      )}
      {container.hostNetwork && <span className={classes.badge}>{t('host network')}</span>}
    </span>
  );
}

function ProblemCell({ row: { problems } }: { readonly row: PortRow }) {
  const first = worst(problems);
  if (first === undefined) return null;
  const { tone, short } = PROBLEMS[first.kind];
  return (
    <span className={classes.problem} data-tone={tone}>
      <ToneIcon tone={tone} />
      <span className={classes.short}>{first.who === '' ? short : `${short}:`}</span>
      {first.who !== '' && <EngineText value={first.who} />}
      {problems.length > 1 && <span className={classes.short}>+{problems.length - 1}</span>}
    </span>
  );
}

export const PORT_COLUMNS: readonly GridColumn<PortRow>[] = [
  {
    ...{ id: 'port', title: t('Port'), width: '92px', sortValue: ({ hostPort }) => hostPort },
    cell: ({ hostPort, protocol }) => (
      <span className={classes.port}>
        {hostPort}
        <span className={classes.dim}>/{protocol}</span>
      </span>
    ),
  },
  {
    ...{ id: 'address', title: t('Address'), width: 'minmax(90px, 0.7fr)', from: 620, sortValue: addressWords },
    cell: (row) => <EngineText value={addressWords(row)} />,
  },
  {
    ...{ id: 'container', title: t('Container'), width: 'minmax(120px, 1.2fr)' },
    sortValue: ({ container }) => container?.name ?? null,
    cell: (row, tabIndex) => <ContainerCell row={row} tabIndex={tabIndex} />,
  },
  {
    ...{ id: 'inner', title: t('Inside'), width: '74px', align: 'end', from: 620 },
    sortValue: ({ container }) => container?.containerPort ?? null,
    cell: ({ container }) => (container === null ? '' : String(container.containerPort)),
  },
  {
    ...{ id: 'listens', title: t('Who listens inside'), width: '132px', from: 980, sortValue: ({ inside }) => inside },
    cell: ({ container, inside }) =>
      container?.holds === true && !container.hostNetwork ? (
        <span className={inside === 'unknown' || inside === 'untold' ? classes.dim : undefined}>
          {INSIDE_WORDS[inside]}
        </span>
      ) : null,
  },
  {
    ...{ id: 'program', title: t('Program here'), width: 'minmax(110px, 0.9fr)', from: 780 },
    sortValue: (row) => processWords(row) || null,
    cell: (row) => <EngineText value={processWords(row)} />,
  },
  {
    ...{ id: 'problem', title: t('Trouble'), width: 'minmax(150px, 1.6fr)' },
    sortValue: ({ problems }) => worst(problems)?.kind ?? null,
    cell: (row) => <ProblemCell row={row} />,
  },
];
