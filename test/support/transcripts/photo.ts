// Photos that people send.
import type { GivenFile } from '../../../src/sandbox/index.ts';
import { image } from '../images.ts';

let photos = 0;
let picture: Promise<Buffer> | undefined;

/** No two are the same. */
export async function photo(): Promise<GivenFile> {
  picture ??= image({ width: 60, height: 40 });
  photos += 1;
  return { bytes: Buffer.concat([await picture, Buffer.from(`photo ${photos}`)]), contentType: 'image/jpeg' };
}
