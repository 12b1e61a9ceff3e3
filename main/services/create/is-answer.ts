import { EngineError } from '../engine/types';

/** Whether the engine answered: else what was asked for may have happened all the same. */
export const isAnswer = (error: unknown): boolean => error instanceof EngineError && error.kind === 'refused';
