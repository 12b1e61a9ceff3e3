/** Fields of one paragraph by their names in lower case; of a repeated one the first. */
export type Paragraph = ReadonlyMap<string, string>;

const FIELD = /^([A-Za-z0-9-]+):[ \t]*(.*)$/;

/** RFC 822 paragraphs: `Name: value` lines, of which those that begin with a space go on with the last. */
export function readParagraphs(text: string): readonly Paragraph[] {
  return text.split(/\r?\n[ \t]*\r?\n/).map(readParagraph);
}

export function readParagraph(text: string): Paragraph {
  const fields = new Map<string, string>();
  let open: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = FIELD.exec(line) ?? [];
    if (name !== undefined) {
      open = fields.has(name.toLowerCase()) ? null : name.toLowerCase();
      if (open !== null) fields.set(open, value ?? '');
    } else if (open !== null && /^[ \t]/.test(line)) fields.set(open, `${fields.get(open) ?? ''}\n${line.trim()}`);
  }
  return fields;
}
