/** As the engine asks of names. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const LONGEST = 300;

/** What the engine would refuse about a container's name; null: nothing. */
export function nameProblem(name: string): string | null {
  if (name === '') return 'A name is needed.';
  if (!/^[a-zA-Z0-9]/.test(name)) return 'It must start with a letter or a digit.';
  if (name.length < 2) return 'It needs at least two characters.';
  if (name.length > LONGEST) return `It can have ${LONGEST} characters at most.`;
  return NAME.test(name) ? null : 'Only letters, digits, “_”, “.” and “-” can be used.';
}
