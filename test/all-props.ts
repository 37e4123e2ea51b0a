import { UserError } from '../lib/values/errors';

/**
 * Props of `all` that change nothing: neither does it matter that they are left out of all, nor that they are added to
 * the required ones. `all` is typed `Required<Props>` by its caller, so that a new prop does not compile until it is
 * there; this finds the one that nobody reads.
 */
export function propsWithoutEffect<All extends object, Base extends object>(
  all: All,
  required: Base,
  render: (props: Partial<All> & Base) => unknown,
): string[] {
  const outcome = (props: Partial<All> & Base): string => {
    try {
      return JSON.stringify(render(props));
    } catch (error) {
      // A refusal is an effect too.
      if (error instanceof UserError || (error instanceof Error && /^Validation failed/.test(error.message)))
        return error.message;
      throw error;
    }
  };
  const [complete, least] = [{ ...all, ...required }, required].map((props) => JSON.stringify(render(props)));
  return Object.entries(all)
    .filter(([key]) => !(key in required))
    .filter(([key, value]) => {
      const without = { ...all, ...required, [key]: undefined };
      return outcome(without) === complete && outcome({ ...required, [key]: value }) === least;
    })
    .map(([key]) => key);
}
