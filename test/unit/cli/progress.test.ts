import { expect } from 'chai';
import { startProgress } from '../../../src/cli/reminders/progress.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';

describe('the progress of an import', () => {
  const standing = () => ({ part: 0.5, rows: 1_200, enqueued: 1_000, repeated: 190, failed: 10 });
  const terminalOf = (more: Partial<Terminal>) => more as Terminal;

  it('is a bar where somebody watches, and is left standing as it ends', () => {
    const drawn: string[] = [];
    startProgress(terminalOf({ redraw: (text) => void drawn.push(text) }), standing).stop();
    expect(drawn).to.have.length(2);
    expect(drawn[0]).to.match(/^\[#{15}\.{15}\] {2}50 % 1200 rows, \d+ a second, 10 bad$/);
    expect(drawn[1]).to.equal('\n');
  });

  it('draws nothing where nobody watches', () => {
    const notes: string[] = [];
    startProgress(terminalOf({ note: (text) => void notes.push(text) }), standing).stop();
    expect(notes).to.deep.equal([]);
  });
});
