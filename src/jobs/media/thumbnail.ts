// Two small pictures of an image: WebP, the right way up, without anything but pixels. Nothing else here touches sharp.
import sharp, { type Sharp } from 'sharp';

export interface Thumbnails {
  /** Of the image, the right way up. */
  width: number;
  height: number;
  pictures: Picture[];
}

export interface Picture {
  size: 'small' | 'large';
  width: number;
  height: number;
  data: Buffer;
}

const [smallPixels, largePixels] = [256, 1024];
// A picture of 0.75 MB can unfold to 16,000 x 16,000 pixels. Phones take up to 50 million.
const most = { limitInputPixels: 50_000_000, failOn: 'error' } as const;
const longestSeconds = 10;

// Whatever the file claims to be, nothing but these decoders ever sees it.
const decoders = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff'];

/** Once for the process. One thread an image: as many images at once as there are cores is what is fast. */
export function configureSharp(): void {
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: decoders.map((name) => `VipsForeignLoad${name}`) });
}

/** Of the first frame. Throws for what is not an image, is broken, or is too large. */
export async function makeThumbnails(path: string): Promise<Thumbnails> {
  const { autoOrient } = await sharp(path, most).metadata();
  // Decoded once, at the larger size; the smaller is made from that. Metadata is left behind with the file.
  const { data, info } = await shrunk(sharp(path, most).autoOrient(), largePixels)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const pictures = await Promise.all([
    picture('small', shrunk(sharp(data, { raw }), smallPixels)),
    picture('large', sharp(data, { raw })),
  ]);
  return { width: autoOrient.width, height: autoOrient.height, pictures };
}

function shrunk(image: Sharp, pixels: number): Sharp {
  return image
    .resize({ width: pixels, height: pixels, fit: 'inside', withoutEnlargement: true })
    .timeout({ seconds: longestSeconds });
}

async function picture(size: Picture['size'], image: Sharp): Promise<Picture> {
  const { data, info } = await image.webp().toBuffer({ resolveWithObject: true });
  return { size, width: info.width, height: info.height, data };
}
