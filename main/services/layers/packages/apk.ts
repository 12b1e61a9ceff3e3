/** `/lib/apk/db/installed`: paragraphs of one-letter fields. */
export const readApk = (text: string) =>
  text.split(/\n\n+/).flatMap((paragraph) => {
    const fields = new Map<string, string>();
    for (const line of paragraph.split('\n')) {
      const letter = line.slice(0, 2);
      if (/^[A-Za-z]:$/.test(letter) && !fields.has(letter)) fields.set(letter, line.slice(2));
    }
    const [name, version] = [fields.get('P:') ?? '', fields.get('V:') ?? ''];
    if (name === '' || version === '') return [];
    const licence = fields.get('L:') ?? '';
    return [{ kind: 'apk' as const, name, version, licence, architecture: fields.get('A:') ?? '' }];
  });
