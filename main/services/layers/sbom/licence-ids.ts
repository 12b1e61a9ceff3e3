/** Of the SPDX licence list, those that packages name most; any other is told as a name, which is true as well. */
const IDS = new Set(
  `0BSD AFL-2.1 AFL-3.0 AGPL-3.0-only AGPL-3.0-or-later Apache-1.1 Apache-2.0 Artistic-1.0 Artistic-2.0 BSD-1-Clause BSD-2-Clause
  BSD-3-Clause BSD-4-Clause BSL-1.0 BlueOak-1.0.0 CC-BY-3.0 CC-BY-4.0 CC0-1.0 CDDL-1.0 EPL-1.0 EPL-2.0 GPL-1.0-only
  GPL-1.0-or-later GPL-2.0-only GPL-2.0-or-later GPL-3.0-only GPL-3.0-or-later ISC LGPL-2.0-only LGPL-2.0-or-later LGPL-2.1-only
  LGPL-2.1-or-later LGPL-3.0-only LGPL-3.0-or-later MIT MIT-0 MPL-1.1 MPL-2.0 NCSA OFL-1.1 OpenSSL PSF-2.0 Python-2.0 Ruby
  Unicode-DFS-2016 Unlicense Vim W3C WTFPL X11 ZPL-2.1 Zlib bzip2-1.0.6 curl`.split(/\s+/),
);

export const isLicenceId = (text: string): boolean => IDS.has(text);

const TOKEN = /\s*(\(|\)|[A-Za-z0-9.+-]+)/y;

/** Whether it is an SPDX licence expression of those: names, `AND`, `OR` and brackets. */
export function isExpression(text: string): boolean {
  const tokens = tokensOf(text.trim());
  if (tokens === null) return false;
  let depth = 0;
  let wantsName = true;
  for (const token of tokens) {
    if (token === '(' && wantsName) depth += 1;
    else if (token === ')' && !wantsName && depth > 0) depth -= 1;
    else if ((token === 'AND' || token === 'OR') && !wantsName) wantsName = true;
    else if (wantsName && isLicenceId(token)) wantsName = false;
    else return false;
  }
  return !wantsName && depth === 0;
}

function tokensOf(text: string): readonly string[] | null {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) return null;
    tokens.push(token);
  }
  return tokens;
}
