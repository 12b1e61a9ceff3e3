import type { ReactNode } from 'react';

/** Only the web, and nothing with a name and password in it: the address may be the engine's text. */
export function safeUrl(address: string): string | null {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  return url.username === '' && url.password === '' ? url.href : null;
}

interface Props {
  readonly href: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  readonly title?: string | undefined;
  readonly tabIndex?: number | undefined;
  readonly 'aria-label'?: string | undefined;
}

/** Opens in the system's browser. An address that is not of the web stays plain text. */
export function ExternalLink({ href, children, ...rest }: Props) {
  const url = safeUrl(href);
  if (url === null) return <span className={rest.className}>{children}</span>;
  return (
    <a {...rest} href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
