/** Writes SVG elements, and SVG as an image for Markdown. */

type Attributes = Readonly<Record<string, string | number | undefined>>;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

/** Two digits behind the point are finer than any screen. */
const show = (value: string | number): string => (typeof value === 'number' ? String(Math.round(value * 100) / 100) : escape(value));

/** An element; attributes that are undefined are left out. `content` is SVG. */
export function tag(name: string, attributes: Attributes, content = ''): string {
  const listed = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${show(value)}"`]));
  return content === '' ? `<${name}${listed.join('')}/>` : `<${name}${listed.join('')}>${content}</${name}>`;
}

export const label = (x: number, y: number, text: string, attributes: Attributes = {}): string =>
  tag('text', { x, y, ...attributes }, escape(text));

/** Base64 of a text's UTF-8 bytes. */
const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** Without the characters that mean something in Markdown. */
const plain = (text: string): string => text.replace(/[[\]\\]/g, '');

/** A picture that needs no file and no network, with what it shows in words. */
export interface InlineImage {
  address: string;
  alternative: string;
}

export const inlineImage = (svg: string, alternative: string): InlineImage =>
  ({ address: `data:image/svg+xml;base64,${base64(svg)}`, alternative });

/** What it shows in words: editors that show no HTML are mostly terminals, where an address is a line of noise. */
export const imageWords = ({ alternative }: InlineImage): string => plain(alternative);

export const imageHtml = ({ address, alternative }: InlineImage): string => tag('img', { src: address, alt: alternative });
