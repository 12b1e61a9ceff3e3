// The arrows of the house: an allow-list. An import not drawn here is an error; type imports count.
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const NODE = { dependencyTypes: ['core'] };
const allow = (comment, from, ...to) =>
  to.map((target) => ({ comment, from: { path: from }, to: typeof target === 'string' ? { path: target } : target }));

/** What the contract has beside schemas: a page may have its values too. */
const PLAIN_DATA = '^main/contract/(empty-spec\\.ts$|secrets\\.ts$|setting-words\\.ts$|compose-keys/)';

/** Marks a text for the catalogue; brings nothing. */
const MARK = '^texts/msg\\.ts$';
/** What an editor of the settings file knows of it: made from the contract, and read by the settings page. */
const SETTINGS_SCHEMA = '^assets/settings\\.schema\\.json$';

const services = '^main/services/([^/]+)/';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'not-to-test', severity: 'error', from: { pathNot: '\\.test\\.tsx?$' }, to: { path: '\\.test\\.tsx?$' } },
    {
      name: 'plain-data-brings-no-schema',
      severity: 'error',
      from: { path: PLAIN_DATA },
      to: { pathNot: `${PLAIN_DATA}|${MARK}`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-hosts-electron-imports-electron',
      severity: 'error',
      from: { pathNot: '^main/hosts/electron/' },
      to: { path: npm('electron') },
    },
  ],
  allowedSeverity: 'error',
  allowed: [
    ...allow('contract', '^main/contract/', '^main/contract/', MARK, npm('valibot')),
    ...allow('texts', '^texts/', '^texts/', npm('intl-messageformat', '@formatjs/[^/]+')),
    ...allow('the check of all texts', '^texts/check/', npm('typescript'), NODE),
    ...allow("in the user's language", '^(main/(services|rpc|app|hosts)|renderer)(/|\\.ts$)', '^texts/'),
    ...allow('wire', '^main/rpc/wire/', '^main/rpc/wire/', '^main/contract/', npm('valibot')),
    ...allow(
      'services',
      services,
      '^main/services/$1/',
      '^main/services/(engine|process|shell|helpers|spec|registry)/',
      '^main/contract/',
      npm('valibot'),
      NODE,
    ),
    ...allow(
      'machine',
      '^main/services/machine/',
      npm('tar-stream', '@types/tar-stream', '@peculiar/x509', 'reflect-metadata'),
    ),
    ...allow('builds', '^main/services/builds/', npm('dockerfile-ast')),
    ...allow('compose', '^main/services/compose/', npm('yaml')),
    ...allow('builds, testing', '^main/services/builds/testing/', npm('tar-stream', '@types/tar-stream')),
    ...allow('terminal', '^main/services/terminal/', npm('@xterm/headless', '@xterm/addon-serialize')),
    // The whole agreement with the guest.
    ...allow('the agreement', '^main/services/machine/', '^runtime-vm/manifest\\.json$'),
    ...allow('rpc', '^main/rpc/', '^main/rpc/', '^main/services/', '^main/contract/', npm('valibot'), NODE),
    ...allow('app', '^main/app(\\.ts$|/)', '^main/(app|services|rpc|contract)/', NODE),
    ...allow(
      'the command, asked',
      '^main/hosts/control/',
      '^main/hosts/control/',
      '^main/(rpc|contract)/',
      '^main/services/(process|shell)/',
      npm('valibot'),
      NODE,
    ),
    // Types of the contract only, so that it starts as quickly as node does.
    ...allow(
      'the command',
      '^main/hosts/cli/',
      '^main/hosts/(cli|control)/',
      '^main/rpc/wire/',
      '^main/services/(process|shell)/',
      NODE,
    ),
    {
      comment: 'the command',
      from: { path: '^main/hosts/cli/' },
      to: { path: '^main/contract/', dependencyTypes: ['type-only'] },
    },
    ...allow('both hosts', '^main/hosts/page/', '^main/hosts/page/', '^main/services/shell/', NODE),
    ...allow(
      'electron host',
      '^main/hosts/electron/',
      '^main/hosts/(electron|page|control|cli)/',
      '^main/(app\\.ts$|rpc/|contract/|services/shell/)',
      npm('electron', 'electron-updater'),
      NODE,
    ),
    ...allow(
      'browser host',
      '^main/hosts/browser/',
      '^main/hosts/(browser|page|control)/',
      '^main/(app\\.ts$|rpc/|contract/|services/shell/)',
      npm('ws', '@types/ws'),
      NODE,
    ),
    ...allow(
      'renderer/rpc',
      '^renderer/rpc/',
      '^renderer/rpc/',
      '^main/contract/',
      '^main/rpc/wire/',
      npm('react', '@types/react', 'zustand'),
    ),
    ...allow('renderer/ui', '^renderer/(ui|lib)/', '^renderer/(ui|lib)/', npm('[^/]+', '@[^/]+/[^/]+')),
    // Types only: a feature speaks the contract's nouns, but no schema reaches the page.
    {
      comment: 'contract types',
      from: { path: '^renderer/(features|ui|lib|app)/' },
      to: { path: '^main/contract/', dependencyTypes: ['type-only'] },
    },
    ...allow('contract data', '^renderer/(features|lib)/', PLAIN_DATA),
    ...allow(
      'feature',
      '^renderer/features/([^/]+)/',
      '^renderer/features/$1/',
      '^renderer/(rpc|ui|lib)/',
      npm('[^/]+', '@[^/]+/[^/]+'),
    ),
    ...allow('settings', '^(main/services|renderer/features)/settings/', SETTINGS_SCHEMA),
    ...allow('settings schema', '^main/services/settings/', npm('@valibot/to-json-schema')),
    ...allow('renderer/app', '^renderer/(app/|main\\.tsx$)', '^renderer/', npm('[^/]+', '@[^/]+/[^/]+')),
    ...allow('guest', '^runtime-vm/', '^runtime-vm/', NODE),
    ...allow('scripts', '^scripts/', '^scripts/', '^testing/', NODE),
    ...allow('packaging', '^scripts/package/', npm('@playwright/test', 'playwright-core', 'yaml')),
    ...allow('testing', '^testing/', '^testing/', '^scripts/', NODE),
    // The page's side of the wire, bundled for the stand-in.
    ...allow('testing, the client', '^testing/electron-double/page-client\\.ts$', npm('vite')),
    ...allow('e2e', '^e2e/', '^e2e/', '^testing/', npm('@playwright/test', 'playwright-core', 'axe-core'), NODE),
    ...allow(
      'bench',
      '^bench/',
      '^bench/',
      '^testing/',
      '^e2e/hosts/',
      '^main/',
      npm('@playwright/test', 'playwright-core', 'ws', '@types/ws', 'valibot'),
      NODE,
    ),
    ...allow(
      'tests beside the source',
      '^(main|renderer|testing|scripts|texts)/.*\\.test\\.tsx?$',
      '^(main|renderer|testing|scripts|texts)/',
      npm('[^/]+', '@[^/]+/[^/]+'),
      NODE,
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json', '.css'],
    },
  },
};
