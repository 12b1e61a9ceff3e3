// Licences, as the packages' copyright files name them.

/** Texts Debian keeps once for all packages; a copyright file of the old form points at them. */
const COMMON = /\/usr\/share\/common-licenses\/([A-Za-z]+(?:-\d+(?:\.\d+)*)?)/g;

/** Words of licences that files of the old form have in full. @type {readonly (readonly [RegExp, string])[]} */
const TEXTS = [
  [/provided 'as-is', without any express or implied warranty/, 'Zlib'],
  [/Permission is hereby granted, free of charge/, 'Expat'],
  [/Redistribution and use in source and binary forms/, 'BSD'],
  [/public domain/i, 'public-domain'],
];

/**
 * @param {string} copyright
 * @returns {string[]} Short names as written there, sorted; `see-copyright` where the file names none.
 */
export function licenses(copyright) {
  const named = [...copyright.matchAll(/^License:[ \t]*(\S.*)$/gm)].map(([, name = '']) => name.trim());
  const pointed = [...copyright.matchAll(COMMON)].map(([, name = '']) => name);
  const words = copyright.replaceAll(/\s+/g, ' ');
  const quoted = TEXTS.filter(([text]) => text.test(words)).map(([, name]) => name);
  const found = named.length > 0 ? named : [...pointed, ...quoted];
  return found.length === 0 ? ['see-copyright'] : [...new Set(found)].sort();
}
