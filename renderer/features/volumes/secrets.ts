const SECRET = /\b(password|passwd|pass|secret|credentials?)=([^,'\s]+)/gi;

/** As it is shown: an option that is a password stands in `o` in clear. */
export const withoutSecrets = (text: string): string => text.replace(SECRET, '$1=••••••');
