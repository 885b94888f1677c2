// Where time comes from, so that tests can move it. Timers stay real: only what is stored or compared goes through here.
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
