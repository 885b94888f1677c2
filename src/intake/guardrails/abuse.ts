export function isAbuse(text: string): boolean {
  return /^fuck you$/i.test(text);
}
