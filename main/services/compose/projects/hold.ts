/** Something that goes on as long as anybody wants it. @returns What wants it, and gives back what ends that. */
export function createHold(begin: () => () => void): () => () => void {
  let holders = 0;
  let end: () => void = () => undefined;
  return () => {
    holders += 1;
    if (holders === 1) end = begin();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      holders -= 1;
      if (holders === 0) end();
    };
  };
}
