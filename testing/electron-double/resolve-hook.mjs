const DOUBLE = new URL('./electron.ts', import.meta.url).href;

/**
 * @param {string} specifier
 * @param {import('node:module').ResolveHookContext} context
 * @param {(specifier: string, context: import('node:module').ResolveHookContext) => Promise<import('node:module').ResolveFnOutput>} next
 */
export const resolve = (specifier, context, next) => next(specifier === 'electron' ? DOUBLE : specifier, context);
