import * as v from 'valibot';
import { buildRow, buildStep } from '../../../contract/builds';

/** What is kept of a build, beside its log. */
export const buildRecord = v.object({
  row: buildRow,
  /** The Dockerfile as it was built. */
  text: v.string(),
  steps: v.array(buildStep),
  /** Of the Slipway that made it. */
  pid: v.number(),
  /** By the line of its FROM: what the image was, where the builder told it. */
  bases: v.record(v.string(), v.string()),
});
export type BuildRecord = v.InferOutput<typeof buildRecord>;

export const buildLog = v.array(
  v.object({ step: v.nullable(v.number()), dropped: v.number(), lines: v.array(v.string()) }),
);
export type BuildLog = v.InferOutput<typeof buildLog>;
