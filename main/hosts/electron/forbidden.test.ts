import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');

interface Source {
  readonly file: string;
  readonly text: string;
}

/** Every source of the product and its tools; tests may name what is forbidden. */
const sources: readonly Source[] = ['main', 'renderer', 'scripts', 'testing', 'e2e', 'bench'].flatMap((folder) =>
  fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((file) => /\.([cm]?[jt]sx?|html)$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => ({ file, text: fs.readFileSync(path.join(ROOT, file), 'utf8') })),
);
const source = (file: string): string => sources.find((candidate) => candidate.file === file)?.text ?? '';
const filesWith = (pattern: RegExp): string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

test('the sources are found', () => {
  expect(sources.length).toBeGreaterThan(30);
  expect(filesWith(/BrowserWindow\(/)).toContain('main/hosts/electron/window.ts');
});

test.each([
  ['node in the page', /nodeIntegration(InWorker|InSubFrames)?['"]?\s*:\s*true/],
  ['a shared world', /contextIsolation['"]?\s*:\s*false/],
  ['no sandbox', /\bsandbox['"]?\s*:\s*false/],
  ['no web security', /webSecurity['"]?\s*:\s*false/],
  ['insecure content', /allowRunningInsecureContent['"]?\s*:\s*true/],
  ['experiments', /experimentalFeatures|enableBlinkFeatures/],
  ['webviews', /webviewTag|<webview|allowpopups/i],
  ['pages over http', /loadURL\(\s*[^)]*http:/],
  ['pages from files', /loadFile\(|loadURL\(\s*[^)]*file:/],
  ['messages that block', /sendSync/],
  ['the remote module', /@electron\/remote|enableRemoteModule/],
  ['ignored certificate errors', /ignore-certificate-errors|setCertificateVerifyProc|certificate-error/],
  ['a policy with a hole', /unsafe-(inline|eval|hashes)/],
  ['a shell', /\bshell['"]?\s*:\s*(true|['"])/],
  ['code made of text', /\beval\(|new Function\(|\.innerHTML\s*=|dangerouslySetInnerHTML|insertAdjacentHTML/],
])('nowhere: %s', (_name, pattern) => expect(filesWith(pattern)).toEqual([]));

test('only the Electron host imports electron', () => {
  const imports = filesWith(/(from|import|import\(|require\()\s*['"]electron(\/[^'"]*)?['"]/);
  const elsewhere = imports.filter((file) => !/^(main\/hosts\/electron|testing\/electron-double)\//.test(file));
  expect(imports).toContain('main/hosts/electron/main.ts');
  expect(elsewhere).toEqual([]);
});

test('only one file listens to pages, and it checks the sender', () => {
  const listens = /\bipc(Main)?\s*\.\s*(on|once|handle|handleOnce|addListener)\(/;
  const files = filesWith(listens).filter((file) => file.startsWith('main/'));
  expect(files).toEqual(['main/hosts/electron/trusted-ipc.ts']);
});

test('only one file opens windows', () => {
  expect(
    filesWith(/new (BrowserWindow|WebContentsView|BaseWindow)\(/).filter((file) => file.startsWith('main/')),
  ).toEqual(['main/hosts/electron/window.ts']);
});

test('the system opens only what was checked', () => {
  expect(filesWith(/shell\.open(External|Path)|shell\.showItem/)).toEqual(['main/hosts/electron/main.ts']);
  expect(source('main/hosts/electron/main.ts')).toContain(
    'guardNavigation(contents, (url) => shell.openExternal(url))',
  );
});

test('the preload passes on a port, and files by their path', () => {
  const preload = source('main/hosts/electron/preload.ts');
  const imports = [...preload.matchAll(/^import .* from '(.*)';$/gm)].map(([, from]) => from);
  expect(imports).toEqual(['electron', './channels']);
  expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1);
  expect(preload.match(/ipcRenderer\.\w+/g)).toEqual(['ipcRenderer.send', 'ipcRenderer.send', 'ipcRenderer.on']);
  // A path is told by Electron for what the user chose, and never by the page.
  expect(preload).toMatch(/const path = webUtils\.getPathForFile\(file\)/);
  // The event has the sender's whole interface: only its ports are taken out of it.
  expect(preload).toMatch(/ipcRenderer\.on\(PORT, \(\{ ports \}\) =>/);
});

test('electron is of the supported line', () => {
  const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  expect(manifest.devDependencies.electron).toMatch(/^45\.\d+\.\d+$/);
});
