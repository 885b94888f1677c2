// What a file is, whatever it is called.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { isRaster, sniffType } from '../../../src/platform/sniff.ts';
import { animatedSticker, image } from '../../support/images.ts';
import { scratchDir } from '../../support/scratch.ts';

describe('the type of a file', () => {
  let scratch: Awaited<ReturnType<typeof scratchDir>>;
  before(async () => {
    scratch = await scratchDir('sniff');
  });
  after(() => scratch.remove());

  async function sniff(bytes: Buffer | string, declared?: string): Promise<string> {
    const file = path.join(scratch.dir, 'file');
    await writeFile(file, bytes);
    return sniffType(file, declared);
  }

  for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const) {
    it(`is told from the bytes of a ${format}, whatever is declared`, async () => {
      const bytes = await image({ format, width: 64, height: 48 });
      expect(await sniff(bytes, 'application/pdf')).to.equal(`image/${format}`);
      expect(isRaster(`image/${format}`)).to.equal(true);
    });
  }

  it('of a sticker that moves is WebP', async () => {
    expect(await sniff(await animatedSticker(), 'image/webp')).to.equal('image/webp');
  });

  for (const [name, text, type] of [
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'],
    ['SVG behind an XML prolog', '<?xml version="1.0"?>\n<!-- <x> -->\n<svg width="1"/>', 'image/svg+xml'],
    ['SVG with a doctype', '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg/>', 'image/svg+xml'],
    ['HTML', '<!doctype html><title>x</title>', 'text/html'],
    ['HTML behind white space and a byte order mark', '\uFEFF \r\n<HTML><body>x', 'text/html'],
    ['a bare script', '<script>alert(1)</script>', 'text/html'],
    ['a comment before HTML', '<!-- <svg> --><p>x', 'text/html'],
    ['XML', '<?xml version="1.0"?><note/>', 'application/xml'],
    ['text', 'Good morning é\n', 'text/plain'],
  ] as const) {
    it(`of ${name} that poses as an image is ${type}`, async () => {
      const sniffed = await sniff(text, 'image/png');
      expect(sniffed).to.equal(type);
      expect(isRaster(sniffed)).to.equal(false);
    });
  }

  it('of text is what its sender calls it, as long as that is text and no page', async () => {
    expect(await sniff('a,b\n1,2\n', 'text/csv; charset=utf-8')).to.equal('text/csv');
    expect(await sniff('{"a": 1}', 'application/json')).to.equal('application/json');
    expect(await sniff('a,b\n1,2\n', 'text/html')).to.equal('text/plain');
    expect(await sniff('BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\n', 'text/plain')).to.equal('text/vcard');
  });

  it('of a recording is audio, where film and sound share a container', async () => {
    const mp4 = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex');
    expect(await sniff(mp4, 'audio/mp4')).to.equal('audio/mp4');
    expect(await sniff(mp4, 'video/mp4')).to.equal('video/mp4');
    expect(await sniff(mp4, 'image/png')).to.equal('video/mp4');
  });

  it('of an old office file is the one declared, and else only its container', async () => {
    const cfb = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4_096)]);
    expect(await sniff(cfb, 'application/msword')).to.equal('application/msword');
    expect(await sniff(cfb, 'image/jpeg')).to.equal('application/x-cfb');
  });

  it('of what nobody knows is a stream of bytes', async () => {
    expect(await sniff(Buffer.from([0, 1, 2, 3, 4, 5]), 'image/jpeg')).to.equal('application/octet-stream');
    expect(await sniff('', 'image/jpeg')).to.equal('text/plain');
  });
});
