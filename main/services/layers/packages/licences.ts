const MOST = 12;
const LONGEST = 200;

/** Each once, in the order of their names, joined with ` AND `: all of them bind. */
export function joinLicences(licences: readonly string[]): string {
  const own = licences.map((licence) => licence.trim().slice(0, LONGEST)).filter((licence) => licence !== '');
  return [...new Set(own)].sort().slice(0, MOST).map(grouped).join(' AND ');
}

const grouped = (licence: string, _: number, all: readonly string[]): string =>
  all.length > 1 && / (?:or|OR) /.test(licence) ? `(${licence})` : licence;
