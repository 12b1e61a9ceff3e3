import * as v from 'valibot';
import { engineErrors, errors } from './errors';
import { stream, unary } from './procedure';
import type { welcomeFault } from './welcome-fault';

export type WelcomeFaultData = v.InferOutput<typeof welcomeFault>;

/** From nothing to a running container, step by step; `done` is the last. */
export const welcomeStep = v.variant('step', [
  v.object({ step: v.literal('image') }),
  v.object({ step: v.literal('container') }),
  v.object({ step: v.literal('page') }),
  v.object({
    step: v.literal('done'),
    containerId: v.string(),
    name: v.string(),
    /** Where its page is; null: the engine says no port. */
    url: v.nullable(v.string()),
    /** Whether the page answered this computer. */
    answers: v.boolean(),
  }),
]);
export type WelcomeStep = v.InferOutput<typeof welcomeStep>;

/** What there is on this computer beside engines. */
export const findings = v.object({
  /** `darwin`, `linux`, `win32`. */
  platform: v.string(),
  /** The docker CLI: its version in its own words; null: there is none. */
  docker: v.nullable(v.object({ program: v.string(), version: v.string() })),
  /** `remark`: what is wrong with it, or how to get it. null: there is none. */
  compose: v.object({ version: v.nullable(v.string()), program: v.string(), remark: v.string() }),
  /** Whether Slipway's own engine can run here; null: there is none for this system. */
  machine: v.nullable(
    v.object({
      driver: v.string(),
      /** Why not, in one sentence; '': it can. */
      problem: v.string(),
      /** A command that mends it. */
      fix: v.nullable(v.string()),
    }),
  ),
});
export type Findings = v.InferOutput<typeof findings>;

export const welcome = {
  look: unary(v.void(), findings, {}),
  /** On the engine in use. What is there already is used, so that it can be asked again. */
  run: stream(v.void(), welcomeStep, { ...engineErrors, WELCOME_FAULT: errors.WELCOME_FAULT }),
} as const;
