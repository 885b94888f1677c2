// What a sender whom nobody registered is told, where a channel asks for registration.
export function registrationText(url: string | undefined): string {
  const where = url ? `Please register here: ${url}` : 'Please ask them to register your number.';
  return `This number is only for people registered with the organisation. ${where}`;
}
