import { matcherMistake, selectsEverything } from '../matchers';
import { childrenOf, type Parsed, placeIn, type SyntaxNode, sourceOf, unquoted } from '../tree';
import { FUNCTIONS, PARAMETERS, type PromqlType } from './functions';

/** An error of a type, as the parser of Prometheus finds it after the grammar. */
export class PromqlTypeError extends Error {}

const NAMES: Readonly<Record<PromqlType, string>> = {
  scalar: 'scalar',
  string: 'string',
  vector: 'instant vector',
  matrix: 'range vector',
};

/**
 * The type of an expression whose syntax is valid.
 * @throws PromqlTypeError with the words of Prometheus
 */
export function typeOf(query: Parsed, node: SyntaxNode): PromqlType {
  const [first] = childrenOf(node);
  switch (node.name) {
    case 'NumberDurationLiteral':
      return 'scalar';
    case 'StringLiteral':
      return 'string';
    case 'VectorSelector':
      return checkSelector(query, node);
    case 'MatrixSelector':
      if (first && first.name !== 'VectorSelector') fail(query, node, 'ranges only allowed for vector selectors');
      if (first) checkSelector(query, first);
      return 'matrix';
    case 'SubqueryExpr':
      if (first) expectType(query, first, 'vector', 'subquery');
      return 'matrix';
    case 'AggregateExpr':
      return typeOfAggregation(query, node);
    case 'FunctionCall':
      return typeOfCall(query, node);
    case 'BinaryExpr':
      return typeOfOperation(query, node);
    case 'UnaryExpr': {
      const operand = node.lastChild;
      const type = operand ? typeOf(query, operand) : 'vector';
      if (type === 'scalar' || type === 'vector') return type;
      return fail(
        query,
        node,
        `unary expression only allowed on expressions of type scalar or instant vector, got ${NAMES[type]}`,
      );
    }
    default:
      // Parentheses, `offset` and `@` have the type of what stands in them.
      return first ? typeOf(query, first) : 'vector';
  }
}

function fail(query: Parsed, node: SyntaxNode, message: string): never {
  throw new PromqlTypeError(`${message}, at ${placeIn(query.text, node.from)}`);
}

function expectType(query: Parsed, node: SyntaxNode, wanted: PromqlType, context: string): void {
  const type = typeOf(query, node);
  if (type === wanted) return;
  fail(query, node, `expected type ${NAMES[wanted]} in ${context}, got ${NAMES[type]}`);
}

const argumentsOf = (node: SyntaxNode): SyntaxNode[] => {
  const body = node.getChild('FunctionCallBody');
  return body ? childrenOf(body) : [];
};

function typeOfAggregation(query: Parsed, node: SyntaxNode): PromqlType {
  const operator = node.getChild('AggregateOp');
  const name = operator ? sourceOf(query, operator).toLowerCase() : '';
  const parameter = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
  const given = argumentsOf(node);
  const wanted: PromqlType[] = [...(parameter === undefined ? [] : [parameter]), 'vector'];
  if (given.length !== wanted.length) {
    fail(
      query,
      node,
      `wrong number of arguments for aggregate expression provided, expected ${wanted.length}, got ${given.length}`,
    );
  }
  for (const [index, argument] of given.entries()) {
    expectType(
      query,
      argument,
      wanted[index] ?? 'vector',
      wanted[index] === 'vector' ? 'aggregation expression' : 'aggregation parameter',
    );
  }
  return 'vector';
}

function typeOfCall(query: Parsed, node: SyntaxNode): PromqlType {
  const identifier = node.getChild('FunctionIdentifier');
  const name = identifier ? sourceOf(query, identifier) : '';
  const signature = FUNCTIONS.get(name);
  const given = argumentsOf(node);
  // Functions that are newer than the table are known to the grammar alone.
  if (!signature) return 'vector';
  const { takes, optional, variadic, returns } = signature;
  const least = takes.length - optional;
  if (given.length < least)
    fail(query, node, `expected at least ${least} argument(s) in call to "${name}", got ${given.length}`);
  if (given.length > takes.length && !variadic) {
    fail(query, node, `expected at most ${takes.length} argument(s) in call to "${name}", got ${given.length}`);
  }
  for (const [index, argument] of given.entries()) {
    expectType(query, argument, takes[Math.min(index, takes.length - 1)] ?? 'vector', `call to function "${name}"`);
  }
  return returns;
}

const COMPARISONS: ReadonlySet<string> = new Set(['Eql', 'Neq', 'Lte', 'Lss', 'Gte', 'Gtr']);
const SETS: ReadonlySet<string> = new Set(['And', 'Or', 'Unless']);

function typeOfOperation(query: Parsed, node: SyntaxNode): PromqlType {
  const children = childrenOf(node);
  const [left] = children;
  const right = children.at(-1);
  const operator = children[1]?.name ?? '';
  if (!left || !right) return 'vector';
  const types = [left, right].map((side) => typeOf(query, side));
  if (types.some((type) => type === 'matrix' || type === 'string')) {
    fail(query, node, 'binary expression must contain only scalar and instant vector types');
  }
  const isScalar = types.every((type) => type === 'scalar');
  const isBool = children.some(({ name }) => name === 'BoolModifier');
  if (SETS.has(operator) && types.includes('scalar')) {
    fail(query, node, `set operator "${operator.toLowerCase()}" not allowed in binary scalar expression`);
  }
  if (COMPARISONS.has(operator) && isScalar && !isBool)
    fail(query, node, 'comparisons between scalars must use BOOL modifier');
  const matching = node.getChild('MatchingModifierClause');
  if (matching && types.includes('scalar')) fail(query, node, 'vector matching only allowed between instant vectors');
  return isScalar ? 'scalar' : 'vector';
}

function checkSelector(query: Parsed, node: SyntaxNode): PromqlType {
  const list = node.getChild('LabelMatchers');
  const matchers = (list ? childrenOf(list) : []).flatMap((matcher) => {
    // A metric name in quotes.
    if (matcher.name === 'QuotedLabelName') return [{ label: '__name__', operator: '=', value: 'quoted' }];
    const [label, operator, value] = childrenOf(matcher).map((part) => sourceOf(query, part));
    return [{ label: label ?? '', operator: operator ?? '', value: unquoted(value ?? '""') }];
  });
  const mistake = matcherMistake(matchers);
  if (mistake !== undefined) fail(query, node, mistake);
  const name = node.getChild('Identifier');
  if (name && matchers.some(({ label }) => label === '__name__')) {
    fail(query, node, `metric name must not be set twice: "${sourceOf(query, name)}" and __name__`);
  }
  if (!name && selectsEverything(matchers)) {
    fail(query, node, 'vector selector must contain at least one non-empty matcher');
  }
  return 'vector';
}
