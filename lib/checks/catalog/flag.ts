import type { Entries } from './entry';

/** Findings about command lines. */
export const FLAG = {
  'flag/unknown': {
    severity: 'error',
    found:
      'an argument is a flag that the release does not have; also of Prometheus, Promtail, Alloy, the OpenTelemetry Collector and Grafana',
    ignored: "The program ends: `flag provided but not defined: -x`, `unknown long flag '--x'`.",
    fix: 'Correct the name, or remove the flag.',
  },
  'flag/repeated': {
    severity: 'error',
    found: 'Prometheus gets a flag twice that it takes once',
    ignored: "Prometheus does not start: `Error parsing command line arguments: flag 'x' cannot be repeated`.",
    fix: 'Remove one of the two.',
  },
  'flag/value': {
    severity: 'error',
    found: 'the value of a flag is missing, or not of its type',
    ignored: 'The program ends: "invalid value "x" for flag -y: parse error".',
    fix: 'Write the value in the form that the finding names.',
  },
  'flag/ignored': {
    severity: 'error',
    found: 'an argument is no flag, so that the program ignores it and all that follow',
    ignored: 'The program starts with the defaults of all ignored flags.',
    fix: 'Begin each flag with "-".',
  },
  'flag/deprecated': {
    severity: 'warning',
    found: 'a flag is deprecated',
    ignored: 'The program logs a warning, and a next release ends: "flag provided but not defined".',
    fix: 'Use the flag or key that replaces it.',
  },
  'flag/target': {
    severity: 'error',
    found: 'a role is started with the target of another one (`-target`)',
    ignored: 'The pod runs another role, or the whole system, behind the Services of this role.',
    fix: 'Remove the flag.',
  },
  'flag/uneven': {
    severity: 'error',
    found: 'roles that share a ring have different settings of it, by flags',
    ignored: 'Writes and queries look for replicas in different places: data is not found.',
    fix: 'Set the key in `config`, for all roles.',
  },
} as const satisfies Entries;
