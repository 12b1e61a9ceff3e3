/** One line for whoever watches. stdout belongs to the ready line and the summary. @param {string} line */
export const say = (line) => void process.stderr.write(`${line}\n`);

/** What went wrong, in one line that needs no stack. */
export class Failure extends Error {}
