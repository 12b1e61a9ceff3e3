/** Something that the user can have done by a key, or from the palette. */
export interface Action {
  /** `containers.filter`: its group, and its name in it. What the settings know it by. */
  readonly id: string;
  readonly group: ActionGroup;
  readonly title: string;
  /**
   * As they are unless the user says otherwise: `mod+a`, `shift+F10`, `/`, `Delete`: KeyboardEvent.key after its modifiers; `mod`
   * is Command on macOS, Ctrl elsewhere.
   */
  readonly keys: readonly string[];
  /** The keys belong to the thing that has the focus, and cannot be others. */
  readonly fixed: boolean;
  /** Also while one types into a field, but not into a terminal. */
  readonly typing: boolean;
}

export interface ActionGroup {
  readonly id: string;
  readonly title: string;
  /** `everywhere`; `view`: on one view alone; `part`: of something that stands within several views. */
  readonly reach: 'everywhere' | 'view' | 'part';
}

interface Given {
  readonly title: string;
  readonly keys: string | readonly string[];
  readonly fixed?: boolean;
  readonly typing?: boolean;
}

export type Actions<Name extends string> = Readonly<Record<Name, Action>>;

const known = new Map<string, Action>();

/** Tells of actions for good: the key map shows those of views that are not open, too. Once a group. */
export function defineActions<Name extends string>(
  group: ActionGroup,
  given: Readonly<Record<Name, Given>>,
): Actions<Name> {
  const made = Object.fromEntries(
    Object.entries<Given>(given).map(([name, { title, keys, fixed = false, typing = false }]) => {
      const action: Action = { id: `${group.id}.${name}`, group, title, keys: [keys].flat(), fixed, typing };
      known.set(action.id, action);
      return [name, action];
    }),
  );
  return made as Actions<Name>;
}

/** All there are, in the order they were told of. */
export const allActions = (): readonly Action[] => [...known.values()];
