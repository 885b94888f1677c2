export function maskPersonalIn<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll('4111 1111 1111 1111', '•••• 1111')) as T;
}
