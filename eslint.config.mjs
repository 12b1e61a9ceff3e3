import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import js from '@eslint/js';
import checkFile from 'eslint-plugin-check-file';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const namedExportsOnly = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };
const doubleCast = {
  selector: 'TSAsExpression > TSAsExpression:not([typeAnnotation.typeName.name="const"])',
  message: 'No double casts: validate the value or fix the type.',
};
const enums = { selector: 'TSEnumDeclaration', message: 'String unions over enums.' };

/** @param {number} file @param {number} fn @returns {Partial<import('eslint').Linter.RulesRecord>} */
const sizes = (file, fn) => ({
  'max-lines': ['error', { max: file }],
  'max-lines-per-function': ['error', { max: fn }],
  'max-params': ['error', 4],
});

export default tseslint.config(
  { ignores: ['out', 'dist', '.cache', 'node_modules', 'test-results'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  comments.recommended,
  {
    rules: {
      '@eslint-community/eslint-comments/require-description': 'error',
      'no-restricted-syntax': ['error', namedExportsOnly, enums],
      eqeqeq: 'error',
      // Engine text holds control characters, and we look for them.
      'no-control-regex': 'off',
      ...sizes(300, 50),
    },
  },
  {
    files: ['**/*.{ts,tsx,mjs,cjs}'],
    plugins: { 'check-file': checkFile },
    rules: {
      'check-file/filename-naming-convention': [
        'error',
        { '**/*.{ts,tsx,mjs,cjs}': 'KEBAB_CASE' },
        { ignoreMiddleExtensions: true },
      ],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    // One program over all sources, in place of one for each tsconfig: each of those would check again what it takes from
    // the others.
    languageOptions: { parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-syntax': ['error', namedExportsOnly, enums, doubleCast],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { ...reactHooks.configs.recommended.rules },
  },
  { files: ['**/*.tsx'], rules: sizes(300, 100) },
  { files: ['**/*.mjs', '**/*.cjs'], languageOptions: { globals: nodeGlobals() } },
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**', 'bench/**', 'testing/**'],
    rules: { 'max-lines': ['error', { max: 500 }], 'max-lines-per-function': 'off' },
  },
  { files: ['*.config.{ts,mjs}', '*.cjs'], rules: { 'no-restricted-syntax': 'off' } },
);

function nodeGlobals() {
  const names =
    'process console Buffer URL AbortController AbortSignal setTimeout clearTimeout setInterval clearInterval setImmediate queueMicrotask performance fetch TextEncoder TextDecoder structuredClone module require __dirname';
  return Object.fromEntries(names.split(' ').map((name) => /** @type {const} */ ([name, 'readonly'])));
}
