/** An error stops synth, a warning is only reported. */
export type Severity = 'error' | 'warning';
