import * as v from 'valibot';

/** What the guest says is hostile: each text has a bound. */
const WORD_LIMIT = 128;
const DETAIL_LIMIT = 4096;
const LIST_LIMIT = 200;

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const word = v.pipe(v.string(), v.maxLength(WORD_LIMIT));
const cutText = (limit: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.slice(0, limit)),
  );

const phase = v.object({ phase: word, uptimeMs: amount });
const fault = v.object({
  what: v.picklist(['disk-damaged', 'disk-full', 'engine-failed', 'share-failed']),
  detail: v.optional(cutText(DETAIL_LIMIT), ''),
});

/** The items that are as they should be; one of a newer image does not spoil the rest. */
const manyOf = <Output>(schema: v.GenericSchema<unknown, Output>) =>
  v.pipe(
    v.array(v.unknown()),
    v.transform((items) =>
      items.slice(0, LIST_LIMIT).flatMap((item) => {
        const result = v.safeParse(schema, item);
        return result.success ? [result.output] : [];
      }),
    ),
  );

const nothing = v.pipe(
  v.unknown(),
  v.transform(() => undefined),
);

/** The fields of each verb's answer beside `id` and `ok`. */
export const answers = {
  hello: v.object({
    protocol: v.pipe(v.number(), v.integer()),
    image: word,
    bootId: v.pipe(word, v.nonEmpty()),
    phases: v.optional(manyOf(phase), []),
    faults: v.optional(manyOf(fault), []),
  }),
  ping: nothing,
  time: v.object({ skewMs: v.pipe(v.number(), v.finite()) }),
  figures: v.object({
    memTotalKb: amount,
    memAvailableKb: amount,
    diskTotalBytes: amount,
    diskUsedBytes: amount,
    load1: amount,
    uptimeMs: amount,
  }),
  welcome: nothing,
  trim: v.object({ trimmedBytes: amount }),
  grow: v.object({ diskTotalBytes: amount }),
  shutdown: nothing,
  freeze: nothing,
  thaw: nothing,
  log: v.object({ text: v.string() }),
  forward: nothing,
  mount: nothing,
  unmount: nothing,
  notify: nothing,
  hold: nothing,
  diskCheck: v.object({ clean: v.boolean(), report: v.string() }),
  diskRepair: nothing,
  exists: v.object({ exists: v.boolean(), shared: v.boolean() }),
} as const;

export type Verb = keyof typeof answers;
export type Answers = { readonly [Name in Verb]: v.InferOutput<(typeof answers)[Name]> };

/** The rest of an answer is checked by its verb's schema. */
export const answerLine = v.looseObject({
  id: v.pipe(v.number(), v.safeInteger()),
  ok: v.boolean(),
  error: v.optional(cutText(DETAIL_LIMIT), ''),
});
export type AnswerLine = v.InferOutput<typeof answerLine>;

export const eventLine = v.variant('event', [
  v.object({ event: v.literal('hello'), bootId: v.pipe(word, v.nonEmpty()) }),
  v.object({ event: v.literal('phase'), ...phase.entries }),
  v.object({ event: v.literal('fault'), ...fault.entries }),
]);
export type EventLine = v.InferOutput<typeof eventLine>;
