// In: numbers that identify a person or their money.

const longNumber = /(?:\d[ -]?){11,18}\d/g;

export function maskPersonal(text: string): string {
  return text.replaceAll(longNumber, '****');
}
