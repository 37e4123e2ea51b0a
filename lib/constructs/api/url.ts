import { Mistakes } from '../../values/errors';
import { show } from '../../values/text';

/**
 * Validates a URL with scheme and path.
 * @param path usual path of such URLs, for the hint
 * @param source property that provides a URL, for the hint
 * @throws UserError if it is not of HTTP, or has no path
 */
export function checkUrl(url: string, path: string, source: string): void {
  const mistakes = new Mistakes('');
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    mistakes.add('', `found ${show(url)}, allowed is a URL such as "http://HOST${path}": pass ${source}`);
  } else if (parsed.pathname === '/') {
    mistakes.add('', `found ${show(url)} without a path, allowed is a URL with a path such as "${path}": add the path`);
  } else if (parsed.password !== '') {
    mistakes.add('', 'found a password, which would be written to dist/, allowed is a URL without one: remove it');
  }
  mistakes.throwIfAny();
}
