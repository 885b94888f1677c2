import type { identity as english } from '../en/identity.ts';

export const identity: { readonly [key in keyof typeof english]: string } = {
  'identity.register_at': 'Le nombolo ingeyabantu ababhalise enhlanganweni kuphela. Sicela ubhalise lapha: {url}',
  'identity.register':
    'Le nombolo ingeyabantu ababhalise enhlanganweni kuphela. Sicela ubacele babhalise inombolo yakho.',
  'identity.stopped': 'Ngeke usathola imiyalezo evela kithi. Phendula ngo-START ukuze uphinde uyithole.',
  'identity.opted_out':
    'Usicele ukuthi singakuthumeleli imiyalezo, ngakho asikwazi ukuphendula. Phendula ngo-START ukuze uphinde uthole imiyalezo.',
  'identity.resumed': 'Uzophinde uthole imiyalezo yethu. Phendula ngo-STOP noma nini ukuze uyimise.',
};
