/** The languages that texts of configurations are written in. */
export type Language =
  | 'promql'
  | 'logql'
  | 'metric-logql'
  | 'log-pipeline'
  | 'either-query'
  | 'traceql'
  | 'regex'
  | 'jmespath'
  | 'alert-template'
  | 'template'
  | 'duration';

/** A text in a language, and where it stands. */
export interface Phrase {
  readonly language: Language;
  /** Path in the object or the file. */
  readonly at: string;
  readonly text: string;
}

/** Settings that are wrong whatever their language: the rest of a sentence after the path. */
export interface Misuse {
  readonly rule: 'language/rule' | 'language/relabel' | 'language/stage';
  readonly at: string;
  readonly sentence: string;
}

/** Texts and misuses, in the order in which they stand. */
export type Reading = Generator<Phrase | Misuse>;
