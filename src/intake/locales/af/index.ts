import type { Texts } from '../index.ts';
import { appointment } from './appointment.ts';
import { dialogue } from './dialogue.ts';
import { identity } from './identity.ts';
import { menu } from './menu.ts';
import { notices } from './notices.ts';
import { report } from './report.ts';
import { tickets } from './tickets.ts';

export const af: Texts = { ...dialogue, ...identity, ...tickets, ...menu, ...notices, ...report, ...appointment };
