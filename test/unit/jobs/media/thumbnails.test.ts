// Thumbnails are made in processes that may break without harm.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import type { Picture } from '../../../../src/jobs/media/thumbnail.ts';
import {
  createThumbnailMaker,
  type ThumbnailMaker,
  type ThumbnailOptions,
} from '../../../../src/jobs/media/thumbnails.ts';
import { animatedSticker, bomb, image, photo, profileBomb } from '../../../support/images.ts';
import { scratchDir } from '../../../support/scratch.ts';
import { until } from '../../../support/until.ts';

describe('thumbnails', () => {
  let scratch: Awaited<ReturnType<typeof scratchDir>>;
  const makers: ThumbnailMaker[] = [];
  const maker = (options?: ThumbnailOptions) => {
    makers.push(createThumbnailMaker(options));
    return makers.at(-1)!;
  };
  let shared: ThumbnailMaker;
  before(async () => {
    scratch = await scratchDir('thumbnails');
    shared = maker();
  });
  after(async () => {
    makers.forEach((each) => each.close());
    await scratch.remove();
  });

  let files = 0;
  async function save(bytes: Buffer | string): Promise<string> {
    const file = path.join(scratch.dir, String((files += 1)));
    await writeFile(file, bytes);
    return file;
  }
  const make = async (bytes: Buffer | string) => shared.make(await save(bytes));
  async function made(bytes: Buffer) {
    const outcome = await make(bytes);
    if (outcome.type !== 'made') throw new Error(`the image was ${outcome.type}`);
    const { width, height, pictures } = outcome.thumbnails;
    const [small, large] = ['small', 'large'].map((size) => pictures.find((picture) => picture.size === size)!);
    return { width, height, small: small!, large: large! };
  }
  const colourAt = async ({ data }: Picture, left: number, top: number) => {
    const pixel = await sharp(data).removeAlpha().extract({ left, top, width: 1, height: 1 }).raw().toBuffer();
    return pixel[0]! > 128 ? 'red' : pixel[2]! > 128 ? 'blue' : 'other';
  };

  for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const) {
    it(`are WebP of two sizes that a ${format} fits into`, async () => {
      const { width, height, small, large } = await made(await image({ format, width: 1500, height: 1000 }));
      expect({ width, height }).to.deep.equal({ width: 1500, height: 1000 });
      expect(small).to.include({ width: 256, height: 171 });
      expect(large).to.include({ width: 1024, height: 683 });
      for (const { data, width } of [small, large]) {
        expect(await sharp(data).metadata()).to.include({ format: 'webp', width });
      }
    });
  }

  it('are never larger than the image', async () => {
    const { small, large } = await made(await image({ width: 100, height: 60 }));
    expect([small.width, small.height, large.width, large.height]).to.deep.equal([100, 60, 100, 60]);
  });

  it('show the image the right way up, and measure it so', async () => {
    // The camera was held upside down: what is stored below belongs above.
    const turned = await made(await image({ orientation: 3 }));
    expect(await colourAt(turned.large, 10, 10)).to.equal('blue');
    const upright = await made(await image({ width: 1200, height: 800, orientation: 6 }));
    expect([upright.width, upright.height]).to.deep.equal([800, 1200]);
    expect([upright.large.width, upright.large.height]).to.deep.equal([683, 1024]);
  });

  it('say neither where the picture was taken nor with what', async () => {
    const original = await image({ gps: true });
    expect((await sharp(original).metadata()).exif?.includes('SecretPhone')).to.equal(true);
    const { small, large } = await made(original);
    for (const { data } of [small, large]) {
      const { exif, xmp, iptc } = await sharp(data).metadata();
      expect([exif, xmp, iptc]).to.deep.equal([undefined, undefined, undefined]);
      expect(data.includes('SecretPhone')).to.equal(false);
    }
  });

  it('show the first frame of a sticker that moves', async () => {
    const { width, height, small } = await made(await animatedSticker());
    expect([width, height, small.width, small.height]).to.deep.equal([512, 512, 256, 256]);
    expect((await sharp(small.data).metadata()).pages).to.equal(undefined);
    expect(await colourAt(small, 128, 128)).to.equal('red');
  });

  for (const [name, bytes] of [
    ['a small PNG of 16,000 x 16,000 pixels', () => bomb()],
    ['a truncated JPEG', async () => (await image()).subarray(0, 5_000)],
    ['an SVG', () => Promise.resolve('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>')],
    ['a PDF', () => Promise.resolve('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF')],
    ['an image only by its first bytes', () => Promise.resolve(Buffer.from('ffd8ffe000104a46494600', 'hex'))],
    ['nothing', () => Promise.resolve('')],
  ] as const) {
    it(`are refused for ${name}`, async () => {
      expect(await make(await bytes())).to.deep.equal({ type: 'refused' });
    });
  }

  it('are made of the largest images that count, one after the other, in one process', async function largest() {
    this.timeout(60_000);
    const pids: number[] = [];
    const steady = maker({ processes: 1, onStart: (pid) => pids.push(pid) });
    const file = await save(await bomb(7_000));
    for (let n = 0; n < 3; n++) expect((await steady.make(file)).type).to.equal('made');
    expect(pids).to.have.length(1);
  });

  it('survive a colour profile that unfolds to 400 MB', async () => {
    const pids: number[] = [];
    const steady = maker({ processes: 1, onStart: (pid) => pids.push(pid) });
    expect((await steady.make(await save(await profileBomb()))).type).to.be.oneOf(['made', 'refused']);
    expect((await steady.make(await save(await image()))).type).to.equal('made');
    expect(pids).to.have.length(1);
  });

  it('are given up when they take too long, and the next image finds a new process', async () => {
    const impatient = maker({ processes: 1, timeoutMs: 1 });
    expect(await impatient.make(await save(await photo(4_000, 3_000)))).to.deep.equal({ type: 'timeout' });
    const patient = maker({ processes: 1 });
    const [first, second] = await Promise.all([patient.make(await save(await image())), patient.make(await save('x'))]);
    expect([first.type, second.type]).to.deep.equal(['made', 'refused']);
  });

  it('survive the end of their process, in the middle of an image and between two', async () => {
    const pids: number[] = [];
    const fragile = maker({ processes: 1, onStart: (pid) => pids.push(pid) });
    const busy = fragile.make(await save(await photo(6_000, 5_000)));
    process.kill(await until('it is begun', () => pids[0]), 'SIGKILL');
    expect(await busy).to.deep.equal({ type: 'crashed' });
    expect((await fragile.make(await save(await image()))).type).to.equal('made');
    process.kill(pids[1]!, 'SIGKILL');
    expect((await fragile.make(await save(await image()))).type).to.equal('made');
    expect(pids).to.have.length(3);
  });

  it('are none when no process can be begun, and the next image is looked at', async () => {
    let starts = 0;
    const onStart = () => {
      starts += 1;
      if (starts === 1) throw new Error('no more processes');
    };
    const one = maker({ processes: 1, onStart });
    const file = await save(await image());
    expect(await one.make(file)).to.deep.equal({ type: 'crashed' });
    expect(await one.make(file)).to.include({ type: 'made' });
  });

  it('are made in a process without our secrets', async () => {
    process.env['SWITCHBOARD_MASTER_KEY_OF_TEST'] = 'secret';
    const pids: number[] = [];
    const watched = maker({ processes: 1, onStart: (pid) => pids.push(pid) });
    await watched.make(await save(await image()));
    expect(await readFile(`/proc/${pids[0]}/environ`, 'utf8')).not.to.include('secret');
    delete process.env['SWITCHBOARD_MASTER_KEY_OF_TEST'];
  });
});
