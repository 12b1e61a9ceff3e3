import type { Contract } from '../contract';
import type { Budget } from '../services/budget/budget';
import type { Handlers } from './wire/types';

export const budgetHandlers = (budget: Budget): Handlers<Contract>['budget'] => ({
  watch: (_input, { signal }) => budget.watch(signal),
});
