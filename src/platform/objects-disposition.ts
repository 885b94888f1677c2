// The content-disposition of a file whose name a stranger chose.

const longestBytes = 180;

/** Always a download: what people sent must not run as a page of the store's origin. */
export function attachment(filename: string | undefined): string {
  const name = filename === undefined ? '' : safeName(filename);
  if (name === '') return 'attachment';
  // RFC 8187 allows fewer characters than encodeURIComponent leaves.
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (character) => `%${hex(character)}`);
  return `attachment; filename*=UTF-8''${encoded}`;
}

const hex = (character: string) => character.charCodeAt(0).toString(16).toUpperCase();

/** No path, no control characters, nothing that turns the text around and so hides the extension, not hidden, not too long. */
function safeName(filename: string): string {
  const clean = filename
    .toWellFormed()
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, '')
    .replaceAll(/[/\\:*?"<>|]/g, '_')
    .replaceAll(/^[\s.]+|[\s.]+$/g, '');
  const [, extension = ''] = /(\.[^.\s]{1,10})$/.exec(clean) ?? [];
  return (
    shortened(clean.slice(0, clean.length - extension.length), longestBytes - Buffer.byteLength(extension)) + extension
  );
}

function shortened(text: string, bytes: number): string {
  let kept = '';
  let size = 0;
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    kept += character;
  }
  return kept;
}
