import type { Contract } from '../contract';
import type { ComposeFiles } from '../services/compose/compose-files';
import { namedComposeError } from './compose';
import { naming } from './errors';
import type { Handlers } from './wire/types';

const { call, items } = naming(namedComposeError);

export const composeFilesHandlers = (files: ComposeFiles): Handlers<Contract>['composeFiles'] => ({
  open: call(({ path }) => files.open(path)),
  save: call((file) => files.save(file)),
  watch: items(({ paths }, { signal }) => files.watch(paths, signal)),
  check: call((asked, { signal }) => files.check(asked, signal)),
  config: call((asked, { signal }) => files.config(asked, signal)),
  format: call(({ text }) => ({ text: files.format(text) })),
  plan: call((asked, { signal }) => files.plan(asked, signal)),
  find: call(({ path }) => files.find(path)),
  templates: async () => ({ templates: [...files.templates()] }),
  create: call((wish) => files.create(wish)),
});
