// Escape sequences that made terminals do harm, or could: what comes back, what reaches outside the terminal, what never ends.
const ESC = '\x1b';
const CSI = `${ESC}[`;
const OSC = `${ESC}]`;
const DCS = `${ESC}P`;
const ST = `${ESC}\\`;
const BEL = '\x07';
const BASE64 = Buffer.from('owned').toString('base64');

/** As latin-1 text. */
export const hostileSequences = (): readonly string[] => [
  // Title set, stacked and asked for (CVE-2003-0063 and its kin).
  `${OSC}0;owned${BEL}`,
  `${OSC}1;owned${BEL}`,
  `${OSC}2;owned; rm -rf /${ST}`,
  `${OSC}l;owned${ST}`,
  `${CSI}22;0t`,
  `${CSI}23;0t`,
  `${CSI}20t`,
  `${CSI}21t`,
  // Window operations and reports.
  `${CSI}1t${CSI}2t${CSI}3;0;0t${CSI}4;1;1t${CSI}8;1;1t`,
  `${CSI}9;1t${CSI}10;1t`,
  `${CSI}11t${CSI}13t${CSI}14t${CSI}15t${CSI}16t${CSI}18t${CSI}19t`,
  // DECRQSS (CVE-2008-2383, CVE-2022-45872), XTGETTCAP, DECUDK.
  `${DCS}$q"p${ST}`,
  `${DCS}$q\n/bin/sh\n${ST}`,
  `${DCS}$qm${ST}`,
  `${DCS}+q544e${ST}`,
  `${DCS}0;1|17/6f776e65640d${ST}`,
  `${DCS}1000p${ST}`,
  // Modes and settings asked for.
  `${CSI}?2004$p`,
  `${CSI}4$p`,
  `${CSI}x`,
  `${CSI}?1;1;0S`,
  `${CSI}>q`,
  `${CSI}=c`,
  '\x05',
  // The clipboard, read and written.
  `${OSC}52;c;${BASE64}${BEL}`,
  `${OSC}52;c;?${BEL}`,
  `${OSC}52;p;?${ST}`,
  `${OSC}52;;${'A'.repeat(200_000)}${BEL}`,
  // Fonts (CVE-2022-45063), colours, palette, folders, notifications, printing.
  `${OSC}50;i$(touch /tmp/owned)${BEL}${OSC}50;?${BEL}`,
  `${OSC}4;0;?${BEL}${OSC}4;256;?${ST}`,
  `${OSC}10;?${BEL}${OSC}11;?${BEL}${OSC}12;?${BEL}${OSC}17;?${BEL}`,
  `${OSC}7;file:///etc/passwd${BEL}`,
  `${OSC}9;owned${BEL}${OSC}777;notify;owned;owned${BEL}${OSC}99;;owned${ST}`,
  `${OSC}1337;File=inline=1:${BASE64}${BEL}`,
  `${OSC}1337;RequestAttention=yes${BEL}${OSC}1337;CopyToClipboard=${BEL}owned${OSC}1337;EndCopy${BEL}`,
  `${CSI}5i owned ${CSI}4i`,
  // Links to where no link may lead.
  `${OSC}8;;javascript:document.title='owned'${ST}click${OSC}8;;${ST}`,
  `${OSC}8;;file:///etc/passwd${ST}click${OSC}8;;${ST}`,
  `${OSC}8;;${'x'.repeat(300_000)}${ST}click${OSC}8;;${ST}`,
  // Strings without end, or within each other; parameters beyond all sense.
  `${OSC}0;${'y'.repeat(2_000_000)}${BEL}`,
  `${DCS}q${'~'.repeat(100_000)}${ST}`,
  `${ESC}_${'z'.repeat(100_000)}${ST}${ESC}^${'z'.repeat(1000)}${ST}${ESC}X owned${ST}`,
  `${OSC}2;${OSC}2;${OSC}2;owned${BEL}`,
  `${CSI}${'9'.repeat(5000)};${'9'.repeat(5000)}H${CSI}${'1;'.repeat(5000)}m`,
  `x${['b', 'L', 'M', 'S', 'T', 'I', 'Z', '@', 'P', 'X'].map((final) => `${CSI}2147483647${final}`).join('')}`,
  `${CSI}2147483647 @${CSI}2147483647 A${CSI}2147483647'}${CSI}2147483647'~`,
  // Harmless questions: answered.
  `${CSI}c${CSI}>c${CSI}5n${CSI}6n${CSI}?6n`,
  // Left on: mouse, focus, keys, screens, charsets.
  `${CSI}?9h${CSI}?1000h${CSI}?1002h${CSI}?1003h${CSI}?1004h${CSI}?1006h${CSI}?1016h`,
  `${CSI}?1049h${CSI}?1h${CSI}?66h${CSI}?45h${ESC}(0\x0e`,
  `${CSI}?9l${CSI}?1000l${CSI}?1002l${CSI}?1003l${CSI}?1004l${CSI}?1006l${CSI}?1016l`,
  // Bytes that are no text.
  '\x80\x81\x9b6n\xc0\xff\xfe\xed\xa0\x80\x9d0;owned\x9c',
];
