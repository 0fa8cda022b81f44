/** The table: the page of the window in a browser that a server serves: the same for all its addresses, without data, script or style of its own. */

/** What the page may do: its own bundles only, framed by nobody; the console also asks other servers, which the person names. */
export function uiPolicy({ nonce, asks }: { readonly nonce: string; readonly asks: 'self' | 'any server' }): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${asks === 'self' ? '' : ' http: https:'}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The nonce is for the one sheet that the toolkit of the controls makes. */
export function uiPage(nonce: string): string {
  return `<!doctype html>
<html lang="en" data-host="browser">
<head>
<meta charset="utf-8">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Test Run Investigator</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/ui/assets/webview.css">
<link rel="stylesheet" href="/ui/assets/ui.css">
</head>
<body class="ui">
<div id="top"></div>
<div id="root"></div>
<script type="module" src="/ui/assets/ui.js"></script>
</body>
</html>
`;
}
