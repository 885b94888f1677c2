// Pictures as phones send them, and as nobody should.
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

export interface ImageOptions {
  width?: number;
  height?: number;
  format?: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'tiff';
  /** EXIF orientation. */
  orientation?: number;
  gps?: boolean;
}

/** Red above, blue below. */
export function image(options: ImageOptions = {}): Promise<Buffer> {
  const { width = 1200, height = 800, format = 'jpeg', orientation, gps } = options;
  const lower = { create: { width, height: Math.floor(height / 2), channels: 3, background: 'blue' } } as const;
  const picture = sharp({ create: { width, height, channels: 3, background: 'red' } }).composite([
    { input: lower, gravity: 'south' },
  ]);
  if (gps) {
    picture.withExif({
      IFD0: { Make: 'SecretPhone' },
      IFD3: {
        GPSLatitudeRef: 'S',
        GPSLatitude: '33/1 55/1 31/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '18/1 25/1 26/1',
      },
    });
  }
  if (orientation !== undefined) picture.withMetadata({ orientation });
  return picture.toFormat(format).toBuffer();
}

/** Noise, so that every pixel costs something. */
export function photo(width: number, height: number): Promise<Buffer> {
  return sharp({
    create: { width, height, channels: 3, background: 'gray', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  })
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** As large as WhatsApp makes photos: 1,600 by 1,200, a few hundred kB. */
export async function everydayPhoto(): Promise<Buffer> {
  const scene = await sharp(await photo(400, 300))
    .resize(1_600, 1_200)
    .toBuffer();
  return sharp(scene).jpeg({ quality: 80 }).toBuffer();
}

/** A WebP of several frames, as stickers that move are. The first is red. */
export function animatedSticker(): Promise<Buffer> {
  const frame = (background: string) =>
    sharp({ create: { width: 512, height: 512, channels: 4, background } })
      .png()
      .toBuffer();
  return Promise.all(['red', 'green', 'blue'].map(frame)).then((frames) =>
    sharp(frames, { join: { animated: true } })
      .webp({ loop: 0, delay: [100, 100, 100] })
      .toBuffer(),
  );
}

/** Small on the wire, vast once decoded. */
export function bomb(side = 16_000): Promise<Buffer> {
  return sharp({ create: { width: side, height: side, channels: 3, background: 'red' }, limitInputPixels: false })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** A PNG of one pixel whose colour profile unfolds to 400 MB. */
export async function profileBomb(): Promise<Buffer> {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const profile = Buffer.concat([Buffer.from('x\0\0', 'latin1'), deflateSync(Buffer.alloc(400 * 1024 ** 2))]);
  const chunk = Buffer.concat([Buffer.from('iCCP'), profile]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(profile.length);
  sum.writeUInt32BE(crc32(chunk));
  const headerEnd = 33;
  return Buffer.concat([png.subarray(0, headerEnd), length, chunk, sum, png.subarray(headerEnd)]);
}
