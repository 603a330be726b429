/** Pictures are read to the bit as libjpeg-turbo, libpng and libwebp read them, and anything else is refused in words. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePicture } from '../../../server/src/inference/pictures/decode';
import { overlay, vocPalette } from '../../../server/src/inference/pictures/palette';
import { PictureError } from '../../../server/src/inference/pictures/picture';
import { decodeLabels, encodeLabels, encodePicture } from '../../../server/src/inference/pictures/png';
import { root } from '../../support/shared';

/** A copy: Node's small buffers share their memory. */
const fixture = (name: string): Uint8Array => Uint8Array.from(readFileSync(join(root, 'test', 'fixtures', 'pictures', name)));
const digest = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex').slice(0, 16);

/** File, width, height, and the hash of the RGB bytes that Pillow (libjpeg-turbo, libpng, libwebp) makes of it, upright. */
const facts: [string, number, number, string][] = [
  ['420.jpg', 77, 61, '2b968a03dd647a2b'],
  ['422.jpg', 77, 61, 'd6b196e3eb4ac7f4'],
  ['444.jpg', 77, 61, 'b74b918f9bcbc8e4'],
  ['progressive.jpg', 77, 61, 'de776885b940c9bb'],
  ['grey.jpg', 77, 61, '497a4327e8a35e32'],
  ['exif2.jpg', 77, 61, '5bcdd97b05b70e09'],
  ['exif3.jpg', 77, 61, '8d57e1ca8796e2b7'],
  ['exif4.jpg', 77, 61, 'fdf5b96e7b182ce6'],
  ['exif5.jpg', 61, 77, '1a400422be8ac0bd'],
  ['exif6.jpg', 61, 77, '578cbc071e227160'],
  ['exif7.jpg', 61, 77, '76b8ee392f138503'],
  ['exif8.jpg', 61, 77, '55eb91a07c7d3971'],
  ['rgb.png', 77, 61, 'f0b3de8808662563'],
  ['rgba.png', 77, 61, 'f0b3de8808662563'],
  ['grey.png', 77, 61, '0b3ae3795903aa2d'],
  ['la.png', 77, 61, '0b3ae3795903aa2d'],
  ['bit.png', 77, 61, 'eb8b748b86de468d'],
  ['pal.png', 77, 61, 'eec925601e25e4db'],
  ['pal4.png', 77, 61, '59e4057e315baa88'],
  ['palt.png', 77, 61, '99b2f8c06fab47a1'],
  ['g16.png', 77, 61, 'bbb95510e5d2abb9'],
  ['a.bmp', 77, 61, 'f0b3de8808662563'],
  ['pal.bmp', 77, 61, 'eec925601e25e4db'],
  ['g.bmp', 77, 61, '0b3ae3795903aa2d'],
  ['rgba.bmp', 77, 61, 'f0b3de8808662563'],
  ['bit.bmp', 77, 61, 'eb8b748b86de468d'],
  ['a.ppm', 77, 61, 'f0b3de8808662563'],
  ['g.pgm', 77, 61, '0b3ae3795903aa2d'],
  ['b.pbm', 77, 61, 'eb8b748b86de468d'],
  ['text.ppm', 7, 5, 'b9c5880b2f2ae121'],
  ['l.webp', 77, 61, 'f0b3de8808662563'],
  ['q.webp', 77, 61, '03cd18fcbe7b863c'],
];

describe('decodePicture', () => {
  it.each(facts)('%s is %d×%d with the reference decoder’s pixels', async (name, width, height, hash) => {
    const picture = await decodePicture(fixture(name));
    expect([picture.width, picture.height, digest(picture.data)]).toEqual([width, height, hash]);
  });

  const png = (): Uint8Array => fixture('rgb.png').slice();
  const bomb = (): Uint8Array => {
    const bytes = png();
    new DataView(bytes.buffer).setUint32(16, 60_000);
    new DataView(bytes.buffer).setUint32(20, 60_000);
    return bytes;
  };
  const refusals: [string, () => Uint8Array, RegExp][] = [
    ['text', () => new TextEncoder().encode('layer { name: "a" }'), /^it is not a picture in a format that can be read \(JPEG, PNG, WebP, BMP or PPM\)$/],
    ['nothing', () => new Uint8Array(), /not a picture/],
    ['a PNG cut in its header', () => png().subarray(0, 20), /^this PNG file's header is damaged$/],
    ['a PNG cut in its data', () => png().subarray(0, 400), /^this PNG file is damaged$/],
    ['a header that claims 3.6 gigapixels', bomb, /60000×60000 pixels \(3600 megapixels; the limit is 100\)/],
    ['a JPEG of rubbish', () => Uint8Array.from([0xff, 0xd8, 0xff, ...Array.from({ length: 50 }, (_, i) => i)]), /^this JPEG file's header is damaged$/],
    ['a CMYK JPEG', () => fixture('cmyk.jpg'), /CMYK/],
    ['a cut BMP', () => fixture('a.bmp').subarray(0, 500), /ends before its last pixel/],
    ['a cut PPM', () => fixture('a.ppm').subarray(0, 500), /ends before its last pixel/],
    ['a cut WebP', () => fixture('q.webp').subarray(0, 60), /^this WebP file is damaged$/],
  ];
  it.each(refusals)('refuses %s', async (_, bytes, message) => {
    await expect(decodePicture(bytes())).rejects.toThrow(message);
  });

  it('goes on after a damaged file', async () => {
    const jpeg = fixture('420.jpg');
    const broken = jpeg.slice();
    broken.fill(0xff, 180, 300);
    await decodePicture(broken).catch(() => undefined);
    expect(digest((await decodePicture(jpeg)).data)).toBe('2b968a03dd647a2b');
  });

  it('reads any bytes as a picture or refuses them with a reason', async () => {
    const names = fc.constantFrom('420.jpg', 'pal4.png', 'q.webp', 'pal.bmp', 'a.ppm');
    const edits = fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(names, edits, fc.nat(8000), async (name, changes, length) => {
        const bytes = fixture(name).slice(0, length);
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const result = await decodePicture(bytes).catch((error: unknown) => error);
        if (result instanceof Error) expect(result).toBeInstanceOf(PictureError);
        else expect(result).toHaveProperty('data');
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('label maps', () => {
  it('come back from a palette PNG as they went in', () => {
    const labels = Uint8Array.from({ length: 35 }, (_, i) => (i === 34 ? 255 : i % 21));
    expect(decodeLabels(encodeLabels({ width: 7, height: 5, labels }, vocPalette))).toEqual({ width: 7, height: 5, labels });
  });

  it('show in VOC’s colours', async () => {
    const picture = await decodePicture(encodeLabels({ width: 3, height: 1, labels: Uint8Array.of(0, 1, 15) }, vocPalette));
    expect([...picture.data]).toEqual([0, 0, 0, 128, 0, 0, 192, 128, 128]);
  });

  it('VOC’s colour map has its known entries', () => {
    expect([1, 2, 3, 20, 255].map((label) => vocPalette[label])).toEqual([[128, 0, 0], [0, 128, 0], [128, 128, 0], [0, 64, 128], [224, 224, 192]]);
  });

  it('are drawn over a picture, background left alone', () => {
    const picture = { width: 2, height: 1, data: Uint8Array.of(100, 100, 100, 100, 100, 100) };
    const drawn = overlay(picture, { width: 2, height: 1, labels: Uint8Array.of(0, 1) }, vocPalette, 0.5);
    expect([...drawn.data]).toEqual([100, 100, 100, 114, 50, 50]);
  });

  it('RGB pictures survive PNG', async () => {
    const picture = { width: 2, height: 1, data: Uint8Array.of(1, 2, 3, 250, 251, 252) };
    expect(await decodePicture(encodePicture(picture))).toEqual(picture);
  });
});
