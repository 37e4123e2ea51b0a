import type { IConstruct } from 'constructs';
import type { RuleFinding } from './catalog';
import { isCheck } from './check';

/** Errors of validations that constructs of other packages, or of an environment itself, have added. */
export const validationFindings = (app: IConstruct): RuleFinding[] =>
  app.node
    .findAll()
    .filter((construct) => !isCheck(construct))
    .flatMap((construct) =>
      construct.node
        .validate()
        .map((sentence) => ({ id: 'construct/validation' as const, at: construct.node.path, sentence })),
    );
