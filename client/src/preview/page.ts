/** The preview's page: a frame without content, which its script fills. */
import { env, l10n, Uri, type Webview } from 'vscode';
import type { PreviewSetup, PreviewState } from '../../../server/src/protocol/preview';

/** 128 random bits, in hexadecimal digits: a script without this word does not run. */
function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** JSON that can stand inside a script element. */
const dataText = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

export function pageFor(webview: Webview, extension: Uri, state: PreviewState): string {
  const nonce = makeNonce();
  const address = (name: string): string => webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'webview', name)).toString();
  const setup: PreviewSetup = { state, translations: l10n.bundle };
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} blob:`,
    `connect-src ${webview.cspSource}`,
  ];
  return `<!DOCTYPE html>
<html lang="${env.language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address('preview.css')}">
</head>
<body>
<script id="setup" type="application/json" nonce="${nonce}">${dataText(setup)}</script>
<script src="${address('preview.js')}" nonce="${nonce}"></script>
</body>
</html>`;
}
