import { show } from '../../values/text';

// The syntax of github.com/robfig/cron, with which the CronJob controller reads schedules. Packages for schedules read
// others: Sunday as 7, "L", "W" and "#", and seconds.

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of the values, from the least on. */
  readonly words?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, words: MONTHS },
  { name: 'day of the week', least: 0, most: 6, words: DAYS },
];
const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
const EVERY = /^@every [+-]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))*$/;

/** Ends a sentence about a schedule that the controller cannot read; undefined if it can. */
export function wrongSchedule(schedule: string): string | undefined {
  const text = schedule.replace(/^(CRON_)?TZ=\S+\s+/, '');
  if (text.startsWith('@')) {
    if (DESCRIPTORS.includes(text) || EVERY.test(text)) return undefined;
    return `allowed are ${DESCRIPTORS.join(', ')} and "@every <duration>": use one of those`;
  }
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS.length || text.trim() === '') {
    return `allowed are 5 fields, such as "0 3 * * *" for three o'clock every day: write minute, hour, day of the month, month and day of the week`;
  }
  for (const [index, field] of FIELDS.entries()) {
    const part = parts[index] ?? '';
    if (part.split(',').some((range) => range !== '' && !isRange(range, field)) || /^,*$/.test(part)) {
      return `whose ${field.name} ${show(part)} cannot be read, allowed are "*", numbers from ${field.least} to ${field.most}, ranges such as "${field.least}-${field.most}", steps such as "*/5", and lists of them: correct it`;
    }
  }
  return undefined;
}

function isRange(text: string, field: Field): boolean {
  const [range = '', step, ...more] = text.split('/');
  if (more.length > 0 || (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0))) return false;
  if (range === '*' || range === '?') return true;
  const [first = '', last = first, ...others] = range.split('-');
  if (others.length > 0) return false;
  const [from, to] = [numberOf(first, field), numberOf(last, field)];
  return from !== undefined && to !== undefined && from <= to;
}

function numberOf(text: string, { least, most, words = [] }: Field): number | undefined {
  const word = words.indexOf(text.toLowerCase());
  const value = word >= 0 ? word + least : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}
