import * as v from 'valibot';

/**
 * A watched list. `reset` (forget all rows), `upsert` and `remove`, `synced` (the list now equals the engine's); then as things
 * change. `stale`: the engine is out of reach, what is shown is its last known state; the next `synced` ends that.
 */
export const rowChange = <S extends v.GenericSchema>(row: S) =>
  v.variant('type', [
    v.object({ type: v.literal('reset') }),
    v.object({ type: v.literal('upsert'), rows: v.pipe(v.array(row), v.readonly()) }),
    v.object({ type: v.literal('remove'), ids: v.pipe(v.array(v.string()), v.readonly()) }),
    v.object({ type: v.literal('synced') }),
    v.object({ type: v.literal('stale') }),
  ]);

export type RowChange<R> =
  | { readonly type: 'reset' }
  | { readonly type: 'upsert'; readonly rows: readonly R[] }
  | { readonly type: 'remove'; readonly ids: readonly string[] }
  | { readonly type: 'synced' }
  | { readonly type: 'stale' };
