// How far an import is: a bar that moves on a terminal, a line now and then elsewhere.
import type { Terminal } from '../terminal.ts';
import type { Counts } from './importer.ts';

interface Standing extends Counts {
  /** 0 to 1. */
  part: number;
}

const barMs = 100;
const lineMs = 5_000;
const barWidth = 30;

export function startProgress(terminal: Terminal, standing: () => Standing): { stop(): void } {
  const startedAt = performance.now();
  const textOf = () => {
    const { rows, failed } = standing();
    const perSecond = Math.round(rows / Math.max(0.001, (performance.now() - startedAt) / 1_000));
    return `${rows} rows, ${perSecond} a second, ${failed} bad`;
  };
  const { redraw } = terminal;
  if (!redraw) {
    const timer = setInterval(() => terminal.note(`${Math.floor(standing().part * 100)} %: ${textOf()}`), lineMs);
    return { stop: () => clearInterval(timer) };
  }
  const draw = () => redraw(`${barOf(standing().part)} ${textOf()}`);
  const timer = setInterval(draw, barMs);
  return {
    stop: () => {
      clearInterval(timer);
      draw();
      redraw('\n');
    },
  };
}

function barOf(part: number): string {
  const full = Math.round(Math.min(1, part) * barWidth);
  return `[${'#'.repeat(full)}${'.'.repeat(barWidth - full)}] ${String(Math.floor(Math.min(1, part) * 100)).padStart(3)} %`;
}
