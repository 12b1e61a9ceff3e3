import type { MachineFault, MachinePower } from '../../../contract/machine';
import type { Driver } from '../driver';
import type { Notes } from './notes';
import type { Phases } from './phases';
import type { Powered } from './powered';
import type { Preparation } from './prepare';
import type { StateStore } from './state';

export interface LifeOptions {
  readonly driver: Driver;
  readonly preparation: Preparation;
  readonly phases: Phases;
  readonly store: StateStore;
  readonly powerOn: (notes: Notes) => Powered;
  /** What only the driver and the disk know, told before the power is. Never rejects. */
  readonly describe: () => Promise<void>;
  /** Whether there is a data disk: without one the machine is `absent`. */
  readonly hasDisk: () => Promise<boolean>;
  /** What its pages see besides the power changed. */
  readonly onChange: () => void;
  readonly log: (line: string) => void;
}

/** What a machine's life is made of, and what its steps change. */
export interface Self {
  power: MachinePower;
  powered: Powered | null;
  notes: Notes | null;
  /** Whether this Slipway switched it on, or took it over. */
  ours: boolean;
  /** What the user wants; a machine that should run is started again when it ended. */
  wanted: boolean;
  /** Aborted with the reason why a start cannot go on. */
  starting: AbortController | null;
  waking: Promise<void> | null;
}

/** What each step works with. */
export interface LifeParts {
  readonly options: LifeOptions;
  readonly self: Self;
  readonly set: (power: MachinePower, fault?: MachineFault | null) => void;
  /** It is off, or was never made. */
  readonly off: (fault: MachineFault | null) => Promise<void>;
}

export const newSelf = (): Self => ({
  ...{ power: 'absent', powered: null, notes: null, ours: false, wanted: false, starting: null, waking: null },
});

export function lifeParts(options: LifeOptions, self: Self): LifeParts {
  const set = (power: MachinePower, fault: MachineFault | null = null): void => {
    self.power = power;
    options.store.set({ power, fault });
    options.onChange();
  };
  const off = async (fault: MachineFault | null): Promise<void> => {
    const { powered } = self;
    Object.assign(self, { powered: null, notes: null });
    options.phases.end();
    // At once: nobody is to be sent there while the disk is looked at.
    set('stopped', fault);
    await powered?.end();
    if (!(await options.hasDisk()) && self.power === 'stopped') set('absent', fault);
  };
  return { options, self, set, off };
}
