/** A labelled text about a ring; long texts are wrapped. */
export interface Row {
  readonly label: string;
  readonly text: string;
  /** Whether it is a problem. */
  readonly isBad?: boolean;
}

/** `1 member`, `3 members`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
