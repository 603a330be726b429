/** The frame of a webview page: without content, which the page's script fills from the data that stands in it. */
import { env, l10n, Uri, type Webview } from 'vscode';

/** 128 random bits, in hexadecimal digits: a script without this word does not run. */
function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** JSON that can stand inside a script element. */
const dataText = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** Where a page's own files are. */
export const pageAddress = (webview: Webview, extension: Uri, file: string): string =>
  webview.asWebviewUri(Uri.joinPath(extension, 'dist', 'webview', file)).toString();

/** What screen readers call a page, beside the tab's own title. */
const titles: Readonly<Record<string, () => string>> = {
  preview: () => l10n.t('Segmentation'),
  layers: () => l10n.t('Layers'),
  graph: () => l10n.t('Graph of the net'),
  features: () => l10n.t('Feature Maps'),
  influence: () => l10n.t('Effective receptive field'),
  compare: () => l10n.t('Comparison of two nets'),
  model: () => l10n.t('What the model file holds'),
};

/**
 * @param name of the page's script and style sheet in `dist/webview`
 * @param setup what the script finds as data, beside the translations
 * @param permissions further directives of the page's content security policy
 */
export function framePage(webview: Webview, extension: Uri, name: string, setup: object, permissions: readonly string[] = []): string {
  const nonce = makeNonce();
  const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${webview.cspSource}`, ...permissions];
  return `<!DOCTYPE html>
<html lang="${env.language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<title>${titles[name]?.() ?? 'Atrous'}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${pageAddress(webview, extension, `${name}.css`)}">
</head>
<body>
<script id="setup" type="application/json" nonce="${nonce}">${dataText({ ...setup, translations: l10n.bundle })}</script>
<script src="${pageAddress(webview, extension, `${name}.js`)}" nonce="${nonce}"></script>
</body>
</html>`;
}
