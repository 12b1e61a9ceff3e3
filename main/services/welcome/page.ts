import { createHash } from 'node:crypto';

const STYLE = `:root { color-scheme: light dark }
body { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; font: 1rem/1.6 system-ui, sans-serif }
h1 { font-size: 1.6rem; line-height: 1.2 }`;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>Welcome to Slipway</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Welcome to Slipway</h1>
<p>This page comes out of a container that was made on your computer a moment ago, without a network: a program of less than a
thousand bytes is all there is in its image.</p>
<p>Each time that you load it, a line is added to the container's log: look at it in Slipway, then stop and delete the container
there when you have seen enough. Nothing else depends on it.</p>
</main>
</body>
</html>
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** The whole answer to whatever is asked over HTTP. */
export function pageAnswer(): Buffer {
  const body = Buffer.from(PAGE);
  const head = [
    'HTTP/1.1 200 OK',
    'Content-Type: text/html; charset=utf-8',
    `Content-Length: ${String(body.length)}`,
    `Content-Security-Policy: default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src data:`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}
