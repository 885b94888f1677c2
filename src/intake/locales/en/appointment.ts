export const appointment = {} as const;
