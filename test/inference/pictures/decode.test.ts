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
  ['interlaced2.png', 13, 11, 'e0ef804c88508e6b'],
  ['interlaced-palette4.png', 13, 11, 'cfd59de019f653e3'],
  ['tiny.png', 3, 5, '7c0d3ace69e1e938'],
  ['transparent.png', 2, 1, '5546c40921cd825f'],
  ['exif6.png', 8, 15, 'c75d54821ba8eaca'],
  ['exif6.webp', 8, 15, 'd58b511bb3ed9a62'],
  ['alpha.webp', 15, 8, '64a4102db1ebdd71'],
  ['rle4.bmp', 7, 5, 'f4141bffed3c443a'],
  ['rle8.bmp', 7, 5, 'ba9752119712e752'],
  ['555.bmp', 7, 5, '2e2df7cfb524b4b2'],
  ['565.bmp', 7, 5, 'aa8a9d3884e1df9a'],
  ['os2.bmp', 7, 5, '14eb17aaacffebb8'],
  ['os2p.bmp', 7, 5, 'f8c027ff96fd0f55'],
  ['td24.bmp', 7, 5, '14eb17aaacffebb8'],
  ['p4.bmp', 7, 5, '8e4abe2da5627480'],
  ['deep.ppm', 7, 5, '14eb17aaacffebb8'],
  ['text.pbm', 7, 5, '9b9d27d50f6b19a2'],
  ['text.pgm', 7, 5, '29816eaeb983b0f5'],
  ['411.jpg', 15, 8, '94434097282dd71e'],
  ['rgb.jpg', 15, 8, '1c04c1f4a6b6be44'],
  ['restart.jpg', 17, 33, 'b703c4206b0aab69'],
  // Pillow does not read these, or less well: the pixels are those that the files were made of.
  ['interlaced-rgba16.png', 13, 11, 'a10309cb0706c2cc'],
  ['rle8delta.bmp', 7, 5, 'b96b764f181c9cb7'],
  ['32rgb.bmp', 7, 5, '14eb17aaacffebb8'],
  ['comments.ppm', 7, 5, '14eb17aaacffebb8'],
];

describe('decodePicture', () => {
  it.each(facts)('%s is %d×%d with the reference decoder’s pixels', async (name, width, height, hash) => {
    const picture = await decodePicture(fixture(name));
    expect([picture.width, picture.height, digest(picture.data)]).toEqual([width, height, hash]);
  });

  const png = (): Uint8Array => fixture('rgb.png').slice();
  /** A small file whose header is overwritten. */
  const bomb = (name: string, write: (view: DataView) => void): Uint8Array => {
    const bytes = fixture(name).slice();
    write(new DataView(bytes.buffer));
    return bytes;
  };
  const frameHeader = (bytes: Uint8Array): number => bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xc0);
  const bombs: [string, () => Uint8Array, RegExp][] = [
    ['JPEG', () => bomb('420.jpg', (view) => {
      const at = frameHeader(fixture('420.jpg'));
      view.setUint16(at + 5, 65_535);
      view.setUint16(at + 7, 65_535);
    }), /65535×65535 pixels \(4295 megapixels; the limit is 100\)/],
    ['PNG', () => bomb('rgb.png', (view) => {
      view.setUint32(16, 60_000);
      view.setUint32(20, 60_000);
    }), /60000×60000 pixels \(3600 megapixels; the limit is 100\)/],
    ['WebP, lossy', () => bomb('q.webp', (view) => view.setUint32(26, 0x3fff3fff, true)), /16383×16383 pixels \(268 megapixels/],
    ['WebP, lossless', () => bomb('l.webp', (view) => view.setUint32(21, 0x0fffffff, true)), /16384×16384 pixels \(268 megapixels/],
    ['WebP, extended', () => bomb('alpha.webp', (view) => {
      view.setUint32(24, 0xffffffff, true);
      view.setUint16(28, 0xffff, true);
    }), /16777216×16777216 pixels/],
    ['BMP', () => bomb('a.bmp', (view) => view.setInt32(22, -2_000_000_000, true)), /77×2000000000 pixels/],
    ['BMP of run lengths', () => bomb('rle8.bmp', (view) => view.setInt32(18, 2_000_000_000, true)), /2000000000×5 pixels/],
    ['PPM', () => new TextEncoder().encode('P6 99999 99999 255\n'), /99999×99999 pixels/],
    ['PBM', () => new TextEncoder().encode('P1 1000000 101\n1'), /1000000×101 pixels \(101 megapixels/],
  ];
  it.each(bombs)('refuses a bomb by its header: %s', async (_, bytes, message) => {
    await expect(decodePicture(bytes())).rejects.toThrow(message);
  });

  const refusals: [string, () => Uint8Array, RegExp][] = [
    ['text', () => new TextEncoder().encode('layer { name: "a" }'), /^it is not a picture in a format that can be read \(JPEG, PNG, WebP, BMP or PPM\)$/],
    ['nothing', () => new Uint8Array(), /not a picture/],
    ['a PNG cut in its header', () => png().subarray(0, 20), /^this PNG file's header is damaged$/],
    ['a PNG cut in its data', () => png().subarray(0, 400), /^this PNG file is damaged$/],
    ['a PNG whose checksum is wrong', () => bomb('tiny.png', (view) => view.setUint8(20, 1)), /^this PNG file is damaged$/],
    ['an animated WebP', () => fixture('animated.webp'), /^it is an animated WebP; save one of its frames$/],
    ['a BMP of a rare kind', () => bomb('a.bmp', (view) => view.setUint32(30, 4, true)), /^it is a BMP of a rare kind; save it as PNG$/],
    ['a PPM whose full brightness is 0', () => new TextEncoder().encode('P6 1 1 0\n123'), /^this PPM file's header is damaged$/],
    ['a JPEG of rubbish', () => Uint8Array.from([0xff, 0xd8, 0xff, ...Array.from({ length: 50 }, (_, i) => i)]), /^this JPEG file's header is damaged$/],
    ['a CMYK JPEG', () => fixture('cmyk.jpg'), /CMYK/],
    ['a cut BMP', () => fixture('a.bmp').subarray(0, 500), /ends before its last pixel/],
    ['a cut PPM', () => fixture('a.ppm').subarray(0, 500), /ends before its last pixel/],
    ['a cut WebP', () => fixture('q.webp').subarray(0, 60), /^this WebP file is damaged$/],
  ];
  it.each(refusals)('refuses %s', async (_, bytes, message) => {
    await expect(decodePicture(bytes())).rejects.toThrow(message);
  });

  const readAllTheSame: [string, (bytes: Uint8Array) => Uint8Array][] = [
    ['a checksum that is wrong in a chunk that is not needed', (bytes) => {
      const at = Buffer.from(bytes).indexOf('eXIf');
      bytes.set([0, 0, 0, 0], at + 4 + new DataView(bytes.buffer).getUint32(at - 4));
      return bytes;
    }],
    ['bytes after the end', (bytes) => Uint8Array.from([...bytes, 1, 2, 3])],
  ];
  it.each(readAllTheSame)('reads a PNG with %s', async (_, change) => {
    expect((await decodePicture(change(fixture('exif6.png').slice()))).data).toHaveLength(360);
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
