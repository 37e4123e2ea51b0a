import { wrongSchedule } from '../../../../lib/checks/api/cron';

test.each([
  '0 3 * * *',
  '*/5 * * * *',
  '5/15 0-6/2 1,15 JAN-dec Mon-Fri',
  '? ? ? ? ?',
  '@hourly',
  '@every 1h30m',
  'TZ=Europe/Berlin 0 3 * * *',
])('reads %j', (schedule) => expect(wrongSchedule(schedule)).toBeUndefined());

test.each([
  ['', /5 fields/],
  ['0 0 3 * * *', /5 fields/],
  ['60 * * * *', /minute "60"/],
  ['* 24 * * *', /hour "24"/],
  ['* * 0 * *', /day of the month "0"/],
  ['* * * 13 *', /month "13"/],
  ['* * * * 7', /day of the week "7"/],
  ['* * L * *', /day of the month "L"/],
  ['*/0 * * * *', /minute "\*\/0"/],
  ['5-1 * * * *', /minute "5-1"/],
  ['1-2-3 * * * *', /minute "1-2-3"/],
  [', * * * *', /minute ","/],
  ['@fortnightly', /@hourly/],
  ['@every soon', /@every <duration>/],
])('refuses %j', (schedule, sentence) => expect(wrongSchedule(schedule)).toMatch(sentence));
