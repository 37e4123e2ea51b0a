/** Exit codes of all commands. */
export const ExitCode = { done: 0, findings: 1, wrongUse: 2 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
