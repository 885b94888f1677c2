// What notices say of orders, where no day is known too.
export const notices = {
  'notices.day': '{at, date, day}',
  'notices.no_day': 'not known yet',
} as const;
