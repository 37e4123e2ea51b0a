import { createHash } from 'node:crypto';

/** The text of `.htpasswd` for users and their passwords, in a form that nginx reads with every C library (`{SHA}`). */
export const htpasswd = (passwords: Readonly<Record<string, string>>): string =>
  Object.entries(passwords)
    .map(([user, password]) => `${user}:{SHA}${createHash('sha1').update(password).digest('base64')}\n`)
    .join('');
