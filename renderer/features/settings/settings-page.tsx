import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { t } from '../../lib/i18n';
import { useActions } from '../../lib/actions/use-actions';
import { SETTINGS_ACTIONS } from './keys';
import { startMachineStore, useMachine } from '../../rpc/stores/machine-store';
import { announce } from '../../ui/announcer-store';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { SearchBox } from '../../ui/search-box';
import { FIELDS, type Field } from './fields';
import { PatternsField } from './patterns-field';
import { ProblemsCard } from './problems-card';
import { REMEMBERED, type Section, SECTIONS } from './sections';
import { About, SettingsFile, useHost } from './settings-file';
import classes from './settings-page.module.css';
import { SettingRow } from './setting-row';
import { SettingsSection } from './settings-section';

export interface SettingsPageProps {
  /** Of other features, below a section's rows, by its id. */
  readonly more: Readonly<Record<string, ReactNode>>;
  /** Of other features, in place of a setting's control, by its key. */
  readonly controls: Readonly<Record<string, ReactNode>>;
  /** Starts the engine again. */
  readonly restart: ReactNode;
}

const OWN: Readonly<Record<string, ReactNode>> = {
  'notifications.patterns': <PatternsField />,
  'engine.selected': <Link href="/engine">{t('Choose on the Engine page')}</Link>,
  'engine.consented': <Link href="/engine">{t('Choose on the Engine page')}</Link>,
};

const wordsOf = (query: string): readonly string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

const fits = (words: readonly string[], { title }: Section, field: Field): boolean =>
  words.every((word) => field.words.includes(word) || title.toLowerCase().includes(word));

/** What a search leaves of a section. */
const fieldsOf = (section: Section, words: readonly string[]): readonly Field[] =>
  section.keys.flatMap((key) => {
    const field = FIELDS.get(key);
    return field !== undefined && fits(words, section, field) ? [field] : [];
  });

export function SettingsPage(props: SettingsPageProps) {
  const [query, setQuery] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const asked = new URLSearchParams(useSearch()).get('key');
  const host = useHost().data?.host;
  useEffect(startMachineStore, []);
  useActions(SETTINGS_ACTIONS, { search: () => box.current?.focus() });
  const words = wordsOf(query);
  const sections = SECTIONS.filter(({ desktop }) => desktop !== true || host === 'electron');
  const found = sections.map((section) => ({ section, fields: fieldsOf(section, words) }));
  const count = found.reduce((sum, { fields }) => sum + fields.length, 0);
  const search = (text: string): void => {
    setQuery(text);
    const left = sections.reduce((sum, section) => sum + fieldsOf(section, wordsOf(text)).length, 0);
    announce(t('{count, plural, =0 {No setting found} one {# setting} other {# settings}}', { count: left }), 'search');
  };
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <h1 tabIndex={-1}>{t('Settings')}</h1>
        <SearchBox
          ref={box}
          className={classes.search}
          label={t('Search the settings')}
          value={query}
          onText={search}
          onKeyDown={({ key }) => {
            if (key === 'Escape') search('');
          }}
        />
        {words.length > 0 && (
          <span className={classes.about}>
            {t('{count, plural, =0 {No setting found} one {# setting} other {# settings}}', { count })}
          </span>
        )}
      </header>
      <Contents sections={found.filter(({ fields }) => fields.length > 0).map(({ section }) => section)} />
      <div className={classes.body} data-settings>
        {words.length === 0 && <ProblemsCard />}
        {found.map(({ section, fields }) => (
          <SectionBody key={section.id} {...{ section, fields, asked }} page={props} />
        ))}
        {count === 0 && (
          <EmptyState title={t('No setting found')}>
            <p>{t('None has that in its name, its words, its key or its choices.')}</p>
            <Button onClick={() => search('')}>{t('Show all settings')}</Button>
          </EmptyState>
        )}
        {words.length === 0 && (
          <>
            <SettingsFile />
            <About />
          </>
        )}
      </div>
    </div>
  );
}

/** Leads to the sections that are there. */
function Contents({ sections }: { readonly sections: readonly Section[] }) {
  const go = (id: string): void => {
    const section = document.getElementById(id);
    section?.scrollIntoView();
    section?.querySelector('h2')?.focus({ preventScroll: true });
  };
  return (
    <nav aria-label={t('Sections')} className={classes.contents}>
      {sections.map(({ id, title }) => (
        <button key={id} type="button" onClick={() => go(id)}>
          {title}
        </button>
      ))}
    </nav>
  );
}

interface BodyProps {
  readonly section: Section;
  readonly fields: readonly Field[];
  readonly asked: string | null;
  readonly page: SettingsPageProps;
}

/** What a search leaves out is hidden, not gone: what is typed into it stays. */
function SectionBody({ section, fields, asked, page }: BodyProps) {
  const needsRestart = useMachine(({ state }) => state?.needsRestart);
  const noMachine = useMachine(({ state }) => state?.driver === null);
  const own = (key: string): ReactNode => page.controls[key] ?? OWN[key] ?? (REMEMBERED.has(key) ? '' : undefined);
  const waits = (key: string): boolean => needsRestart?.includes(key.replace('machine.', '')) === true;
  const all = section.keys.flatMap((key) => FIELDS.get(key) ?? []);
  if (section.id === 'resources' && noMachine)
    return (
      <SettingsSection
        section={{ ...section, about: t('Slipway has no virtual machine for this system.') }}
        hidden={fields.length === 0}
      >
        {null}
      </SettingsSection>
    );
  return (
    <SettingsSection section={section} hidden={fields.length === 0}>
      <ul className={classes.rows}>
        {all.map((field) => (
          <SettingRow
            key={field.key}
            field={field}
            asked={asked === field.key}
            hidden={!fields.includes(field)}
            own={own(field.key)}
            restart={field.key.startsWith('machine.') && waits(field.key) && <Waiting restart={page.restart} />}
          />
        ))}
      </ul>
      {page.more[section.id]}
    </SettingsSection>
  );
}

const Waiting = ({ restart }: { readonly restart: ReactNode }) => (
  <div className={classes.waiting}>
    <span>{t('Counts from the next start of the VM.')}</span>
    {restart}
  </div>
);
