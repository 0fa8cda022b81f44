/** The table: the page that a window lives in, the same in an editor and in a browser: no script and no style but the two bundles. */
import type { WindowStart } from '../window.ts';
import { escaped } from './escape.ts';

export interface WindowPage {
  readonly start: WindowStart;
  /** Addresses of the bundles. */
  readonly script: string;
  readonly style: string;
  /** Random, new for each page. */
  readonly nonce: string;
  /** Where styles, fonts and pictures may come from, as a CSP source. */
  readonly origin: string;
  /** Where the window may send its calls in a browser; nowhere in an editor. */
  readonly connect: "'none'" | "'self'";
  /** Class of the body, such as the theme in a browser; an editor sets its own. */
  readonly theme?: string;
}

export function windowPage(page: WindowPage): string {
  const { start, nonce, origin } = page;
  // Styles may be set on elements (heights of virtual rows), never as a sheet from elsewhere.
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${origin} 'unsafe-inline'`,
    `font-src ${origin}`,
    `img-src ${origin} data:`,
    `connect-src ${page.connect}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en" data-host="${start.host}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(start.title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${escaped(page.style)}">
</head>
<body${page.theme ? ` class="${escaped(page.theme)}"` : ''}>
<div id="root" data-start="${escaped(JSON.stringify(start))}"></div>
<script type="module" nonce="${nonce}" src="${escaped(page.script)}"></script>
</body>
</html>
`;
}
