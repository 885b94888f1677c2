// Reads a multipart/form-data body without copying its files.
export interface Part {
  name: string;
  filename: string | undefined;
  contentType: string | undefined;
  bytes: Buffer;
}

const emptyLine = Buffer.from('\r\n\r\n');

/** Undefined when the body is not what the header says. */
export function parseMultipart(contentType: string | undefined, body: Buffer): Part[] | undefined {
  const match = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '');
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) return undefined;
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let start = body.indexOf(delimiter);
  while (start !== -1) {
    const begin = start + delimiter.length;
    if (body.toString('latin1', begin, begin + 2) === '--') return parts;
    const end = body.indexOf(`\r\n--${boundary}`, begin);
    const headEnd = body.indexOf(emptyLine, begin);
    if (end === -1 || headEnd === -1 || headEnd > end) return undefined;
    parts.push(partOf(body.toString('utf8', begin + 2, headEnd), body.subarray(headEnd + emptyLine.length, end)));
    start = end + 2;
  }
  return undefined;
}

function partOf(head: string, bytes: Buffer): Part {
  return {
    name: /[\s;]name="([^"]*)"/i.exec(head)?.[1] ?? '',
    filename: /filename="([^"]*)"/i.exec(head)?.[1],
    contentType: /^content-type:\s*(.+)$/im.exec(head)?.[1]?.trim(),
    bytes,
  };
}
