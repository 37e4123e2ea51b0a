import { type RingShape, readSlack, writeSlack } from '../../lib/model/ring/model/tolerance';
import type { Judgement } from '../check';
import { ask } from './ask';
import type { Entrances, TurningSystem } from './system';

/** The ring of a scenario, and its entrances. */
export interface Turn {
  readonly system: TurningSystem;
  readonly shape: RingShape;
  readonly entrances: Entrances;
  /** Address of the page that shows the ring. */
  readonly ringPage: string;
  /** Names of the members that hold written data. */
  readonly members: readonly string[];
  readonly crash: (member: string) => Promise<void>;
}

/** Number of writes before, and after, a member crashes. */
const BATCH = 60;

/** Results of writes and reads while some members were down. */
interface Seen {
  readonly accepted: number;
  readonly refused: number;
  readonly refusal: string;
  readonly found: number;
  readonly isRead: boolean;
}

/**
 * Writes and reads while members crash one after the other, and compares the results with the
 * prediction of the ring's model: all accepted writes can be read, as long as reads are served.
 */
export async function turn({ system, shape, entrances, ringPage, members, crash }: Turn): Promise<Judgement> {
  const accepted: number[] = [];
  const refusals = absentFrom((await ask(ringPage)).text, members).map(
    (member) => `${system.name}: the page of the ring does not show ${member} as ACTIVE`,
  );
  const remarks: string[] = [];
  let next = 0;
  const write = async (count: number): Promise<{ refused: number; refusal: string }> => {
    let refused = 0;
    let refusal = '';
    for (const end = next + count; next < end; next++) {
      const answer = await system.push(entrances.push, next);
      if (answer.ok) accepted.push(next);
      else {
        refused++;
        refusal = answer.text;
      }
    }
    return { refused, refusal };
  };
  const bears = { writes: writeSlack(shape), reads: readSlack(shape) };
  const most = Math.min(members.length, Math.max(0, bears.writes, bears.reads) + 1);
  for (let gone = 0; gone <= most; gone++) {
    const before = accepted.length;
    // The member crashes between the writes.
    const first = gone === 0 ? undefined : write(BATCH);
    const crashing = members[gone - 1];
    if (crashing !== undefined) await crash(crashing);
    const during = (await first) ?? { refused: 0, refusal: '' };
    const after = await write(BATCH);
    const { ok, found, text } = await system.read(entrances.query, accepted);
    const missing = accepted.filter((number) => !found.includes(number));
    const seen: Seen = {
      accepted: accepted.length - before,
      refused: gone <= bears.writes ? during.refused + after.refused : after.refused,
      refusal: after.refusal || during.refusal,
      found: accepted.length - missing.length,
      isRead: ok && missing.length === 0,
    };
    refusals.push(...unforeseen(system.name, gone, bears, seen, accepted.length, text));
    remarks.push(summaryOf(gone, members.length, seen, accepted.length));
  }
  return { refusals, remarks };
}

/** Members that the page of a ring does not show, each in a row of its own, as ACTIVE. */
export const absentFrom = (page: string, members: readonly string[]): string[] =>
  members.filter((member) => !new RegExp(String.raw`>\s*${member}\s*<(?:(?!</tr>)[\s\S])*ACTIVE`).test(page));

/** Differences between the results and the prediction of the model. */
export function unforeseen(
  name: string,
  gone: number,
  bears: { readonly writes: number; readonly reads: number },
  seen: Seen,
  accepted: number,
  words: string,
): string[] {
  const at = `${name} with ${gone} gone`;
  const sentences: string[] = [];
  if (gone <= bears.writes && seen.refused > 0) {
    sentences.push(
      `${at}: ${seen.refused} writes were refused, but all should be accepted: ${seen.refusal.slice(0, 200)}`,
    );
  }
  if (gone > bears.writes && seen.refused === 0) {
    sentences.push(`${at}: all writes were accepted, but some should be refused`);
  }
  if (gone <= bears.reads && !seen.isRead) {
    sentences.push(`${at}: ${seen.found} of ${accepted} were read, but all should be: ${words.slice(0, 200)}`);
  }
  if (gone > bears.reads && accepted > 0 && seen.isRead) {
    sentences.push(`${at}: everything was read, but reads should be refused`);
  }
  return sentences;
}

function summaryOf(gone: number, members: number, seen: Seen, accepted: number): string {
  const writes = seen.refused === 0 ? `${seen.accepted} writes accepted` : `${seen.refused} writes refused`;
  const reads = seen.isRead ? `all ${accepted} read` : 'reads refused';
  return `${gone} of ${members} gone: ${writes}, ${reads}`;
}
