import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { ComposePort, ProjectService } from '../../../../main/contract/compose';
import { t } from '../../../lib/i18n';
import type { GridColumn } from '../../../ui/data-grid/columns';
import { EngineText } from '../../../ui/engine-text';
import { withoutControls } from '../../../lib/control-characters';
import parts from '../../../ui/list-parts.module.css';
import classes from '../compose.module.css';
import { HealthMark, StateMark } from '../marks';
import { Ports } from '../ports';
import { containerPath } from '../routes';
import { containerTone, containerWords, serviceHealth, serviceState } from '../words';
import { ReplicaControl } from './replica-control';
import type { Line } from './service-lines';

interface Needs {
  readonly projectKey: string;
  readonly busy: boolean;
  readonly onFold: (service: string) => void;
}

const MOST_PORTS = 3;

const portsOf = ({ containers }: ProjectService): readonly ComposePort[] => containers.flatMap(({ ports }) => ports);

interface NameProps {
  readonly line: Line;
  readonly tabIndex: 0 | -1;
  readonly onFold: (service: string) => void;
}

function Name({ line, tabIndex, onFold }: NameProps) {
  if (line.kind === 'container')
    return (
      <span className={classes.below}>
        <Link href={containerPath(line.container.id)} tabIndex={tabIndex} className={parts.name}>
          <EngineText value={line.container.name} />
        </Link>
        {line.container.oneOff && <span className={classes.tag}>{t('one-off')}</span>}
      </span>
    );
  const { service, open } = line;
  const Chevron = open === true ? IconChevronDown : IconChevronRight;
  return (
    <>
      {open === null ? (
        <span className={classes.noFold} />
      ) : (
        <button
          type="button"
          className={classes.fold}
          tabIndex={tabIndex}
          aria-label={`${open ? t('Collapse') : t('Expand')} ${withoutControls(service.name)}`}
          onClick={() => onFold(service.name)}
        >
          <Chevron size={15} aria-hidden />
        </button>
      )}
      <strong className={classes.serviceName}>
        <EngineText value={service.name} />
      </strong>
      {!service.inFiles && (
        <span className={classes.tag} data-tone="warn" title={t('The files have no such service any more')}>
          {t('orphan')}
        </span>
      )}
      {service.inFiles && !service.enabled && (
        <span
          className={classes.tag}
          title={t('Profiles: {profiles}', { profiles: withoutControls(service.profiles.join(', ')) })}
        >
          {t('profile')}
        </span>
      )}
    </>
  );
}

const imageWords = ({ image, builds }: ProjectService): string =>
  image === '' && builds ? t('built') : builds ? t('{image} (built)', { image }) : image;

/** The columns of services with their containers below them. */
export const serviceColumns = ({ projectKey, busy, onFold }: Needs): readonly GridColumn<Line>[] => [
  {
    ...{ id: 'name', title: t('Service'), width: 'minmax(150px, 1.6fr)' },
    cell: (line, tabIndex) => <Name {...{ line, tabIndex, onFold }} />,
  },
  {
    ...{ id: 'state', title: t('State'), width: 'minmax(120px, 1.3fr)' },
    cell: (line) =>
      line.kind === 'service' ? (
        <StateMark {...serviceState(line.service)} />
      ) : (
        <StateMark tone={containerTone(line.container)} words={containerWords(line.container)} />
      ),
  },
  {
    ...{ id: 'health', title: t('Health'), width: '112px', from: 620 },
    cell: (line) => (
      <HealthMark health={line.kind === 'service' ? serviceHealth(line.service) : line.container.health} />
    ),
  },
  {
    ...{ id: 'ports', title: t('Ports'), width: 'minmax(80px, 0.8fr)', from: 520 },
    cell: (line, tabIndex) => (
      <Ports
        ports={line.kind === 'service' ? portsOf(line.service) : line.container.ports}
        most={MOST_PORTS}
        tabIndex={tabIndex}
      />
    ),
  },
  {
    ...{ id: 'image', title: t('Image'), width: 'minmax(100px, 1.4fr)', from: 860 },
    cell: (line) => <EngineText value={line.kind === 'service' ? imageWords(line.service) : line.container.image} />,
  },
  {
    ...{ id: 'replicas', title: t('Replicas'), width: '104px', align: 'end', from: 460 },
    cell: (line, tabIndex) =>
      line.kind === 'service' && <ReplicaControl {...{ projectKey, busy, tabIndex }} service={line.service} />,
  },
];
