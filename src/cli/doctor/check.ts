// What one check of `doctor` finds.

export interface Check {
  /** What was looked at. */
  name: string;
  state: 'ok' | 'warning' | 'problem';
  /** What was found. Never holds a secret. */
  detail: string;
  /** What to do about it; present when there is something to do. */
  fix?: string;
}

export const ok = (name: string, detail: string): Check => ({ name, state: 'ok', detail });

export const warning = (name: string, detail: string, fix: string): Check => ({ name, state: 'warning', detail, fix });

export const problem = (name: string, detail: string, fix: string): Check => ({ name, state: 'problem', detail, fix });
