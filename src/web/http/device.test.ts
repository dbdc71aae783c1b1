import { expect, test } from 'vitest';
import { deviceIn } from './device.ts';

const safari = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0';
test.each([
  ['phone', `Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${safari} Mobile/15E148 Safari/604.1`],
  ['phone', 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36'],
  ['tablet', 'Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36'],
  ['tablet', `Mozilla/5.0 (iPad; CPU OS 12_0 like Mac OS X) ${safari} Mobile/15E148 Safari/604.1`],
  ['computer', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36'],
  ['computer', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${safari} Safari/605.1.15`],
  ['computer', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'],
  ['unknown', 'curl/8.5.0'],
  ['unknown', ''],
])('%s: %s', (device, agent) => {
  expect(deviceIn({ 'user-agent': agent })).toBe(device);
});

test('a browser that only says that it is mobile is a phone, and one that says nothing is unknown', () => {
  expect(deviceIn({ 'sec-ch-ua-mobile': '?1' })).toBe('phone');
  expect(deviceIn({})).toBe('unknown');
});
