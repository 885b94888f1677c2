// Plays a transcript (transcripts/format.ts) through the whole system and compares what the phones show, word by word.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Actor } from './transcripts/actor.ts';
import { check } from './transcripts/checks.ts';
import { parseTranscript, type Act, type Step, type Transcript } from './transcripts/format.ts';
import { difference, filled, fits, type Captures } from './transcripts/match.ts';
import { closeConversationsOf, resolveTicket } from './transcripts/operator.ts';
import { shownLines, tidy } from './transcripts/shown.ts';
import type { Stage } from './transcripts/stage.ts';

export interface Fixture extends Transcript {
  flow: string;
  /** `menu/defect`. */
  name: string;
  /** It stops the workers or moves the clock. */
  isDisruptive: boolean;
  /** It can be played where there is nothing but text. */
  isPlain: boolean;
}

const folder = path.join(import.meta.dirname, '../fixtures/transcripts');

/** Of every flow. Throws when one cannot be read. */
export function readFixtures(): Fixture[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.txt'));
  return files.toSorted().map((file) => {
    const name = file
      .replace(/\.txt$/, '')
      .split(path.sep)
      .join('/');
    try {
      const transcript = parseTranscript(readFileSync(path.join(folder, file), 'utf8'));
      const isDisruptive = transcript.steps.some(({ type }) => type === 'restart' || type === 'later');
      const isPlain = !transcript.notBySms && transcript.steps.every(isWritten);
      return { ...transcript, name, flow: path.posix.dirname(name), isDisruptive, isPlain };
    } catch (error) {
      throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
    }
  });
}

/** A tap is written by its number; templates do not go by SMS. */
function isWritten(step: Step): boolean {
  if (step.type === 'reminder') return false;
  return step.type !== 'says' || step.act.kind === 'text' || step.act.kind === 'tap';
}

/** Rejects with the transcript so far and where it went another way. */
export async function play(fixture: Fixture, stage: Stage): Promise<void> {
  const scene = await Scene.open(fixture, stage);
  for (const [index, step] of fixture.steps.entries()) {
    try {
      await scene.act(step, fixture.steps[index + 1]);
    } catch (error) {
      const place = `${fixture.name}.txt over ${stage.carrier}, line ${step.line}`;
      throw new Error(`${place}: ${(error as Error).message}\n\n${scene.story()}\n`, { cause: error });
    }
  }
}

class Scene {
  readonly #stage: Stage;
  readonly #tenantId: string;
  readonly #people: ReadonlyMap<string, Actor>;
  readonly #captures: Captures = new Map();
  readonly #story: string[] = [];
  /** Whose answers are still to be looked at, with what is expected of them so far. */
  readonly #expected = new Map<string, string[]>();

  private constructor(stage: Stage, tenantId: string, people: ReadonlyMap<string, Actor>) {
    this.#stage = stage;
    this.#tenantId = tenantId;
    this.#people = people;
  }

  static async open({ flow, people }: Fixture, stage: Stage): Promise<Scene> {
    const [tenantId, via] = [await stage.newTenant(), stage.viaOf(flow)];
    const actors = new Map<string, Actor>();
    for (const [name, settings] of people) actors.set(name, await Actor.create(stage, via, tenantId, settings));
    return new Scene(stage, tenantId, actors);
  }

  story(): string {
    return this.#story.join('\n');
  }

  /** @param next where the words of one person end, what they were answered is compared. */
  async act(step: Step, next: Step | undefined): Promise<void> {
    const { person } = step;
    switch (step.type) {
      case 'says': {
        const act = this.#filled(step.act);
        this.#tell(person, '>', [written(act)]);
        await this.#people.get(person)!.say(act);
        this.#expected.set(person, this.#expected.get(person) ?? []);
        break;
      }
      case 'sees':
        this.#expected.set(person, [...(this.#expected.get(person) ?? []), '', ...step.lines]);
        if (next?.type !== 'sees' || next.person !== person) await this.#compare(person);
        break;
      case 'check':
        await this.#compareAll();
        this.#tell(person, '!', [step.words]);
        await check(step.words, this.#about(person), this.#captures);
        break;
      case 'reminder':
        await this.#compareAll();
        this.#tell(person, '>', [`[reminder ${step.template}] ${step.values.join(' | ')}`]);
        await this.#people.get(person)!.remind(step.template, step.values);
        this.#expected.set(person, []);
        break;
      case 'close':
        await this.#compareAll();
        this.#tell(person, '>', ['[close]']);
        await closeConversationsOf(this.#about(person).db, this.#about(person).contactId);
        break;
      case 'resolve':
        await this.#compareAll();
        this.#tell(person, '>', [`[resolve ${step.ticket}]`]);
        await resolveTicket(this.#about(person).db, this.#tenantId, filled(step.ticket, this.#captures));
        break;
      case 'restart':
        await this.#compareAll();
        await this.#stage.restart();
        this.#tell(person, '>', ['[restart]']);
        break;
      case 'later':
        await this.#compareAll();
        await this.#stage.later(step.ms);
        this.#tell(person, '>', [`[later ${step.ms / 60_000}m]`]);
        break;
    }
    if (next === undefined) await this.#compareAll();
  }

  async #compareAll(): Promise<void> {
    for (const person of this.#people.keys()) if (this.#expected.has(person)) await this.#compare(person);
  }

  async #compare(person: string): Promise<void> {
    const expected = tidy(this.#expected.get(person) ?? []);
    this.#expected.delete(person);
    const actual = shownLines(await this.#people.get(person)!.look());
    if (fits(expected.join('\n'), actual.join('\n'), this.#captures)) {
      this.#tell(person, '<', actual);
      return;
    }
    this.#story.push(...difference(expected, actual, this.#captures));
    throw new Error('the answer is another one');
  }

  #about(person: string) {
    const { contactId } = this.#people.get(person)!;
    return { db: this.#stage.platform.database.db, tenantId: this.#tenantId, contactId };
  }

  #filled(act: Act): Act {
    const fill = (text: string) => filled(text, this.#captures);
    if (act.kind === 'text') return { ...act, text: fill(act.text) };
    if (act.kind === 'tap') return { ...act, title: fill(act.title) };
    return act.kind === 'voice' ? { ...act, words: fill(act.words) } : act;
  }

  #tell(person: string, sign: string, lines: readonly string[]): void {
    if (lines.join('') === '') return;
    const name = this.#people.size > 1 ? person : '';
    const [first, ...rest] = lines.join('\n').split('\n');
    this.#story.push(`  ${name}${sign} ${first}`, ...rest.map((line) => `    ${line}`.trimEnd()));
  }
}

function written(act: Act): string {
  if (act.kind === 'text') return act.text;
  const { kind, ...more } = act;
  return `[${kind}] ${Object.values(more).join(' ')}`;
}
