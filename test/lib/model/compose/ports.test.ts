import fc from 'fast-check';
import { type Protocol, parseExposed, parsePort } from '../../../../lib/model/compose/ports';
import { sentencesOf } from '../../../sentences';

const port = (published: number, target: number, protocol: Protocol = 'TCP') => ({
  published,
  target,
  protocol,
});

test.each([
  [8080, [port(8080, 8080)]],
  ['8080', [port(8080, 8080)]],
  ['8080:80', [port(8080, 80)]],
  ['8080:80/udp', [port(8080, 80, 'UDP')]],
  ['53/UDP', [port(53, 53, 'UDP')]],
  ['38412:38412/sctp', [port(38412, 38412, 'SCTP')]],
  ['3000-3002', [port(3000, 3000), port(3001, 3001), port(3002, 3002)]],
  ['9090-9091:8080-8081', [port(9090, 8080), port(9091, 8081)]],
  ['0.0.0.0:8080:80', [port(8080, 80)]],
  ['[::]:8080:80', [port(8080, 80)]],
  ['0.0.0.0::80', [port(80, 80)]],
  [{ target: 80 }, [port(80, 80)]],
  [{ target: 80, published: '8080', protocol: 'udp', mode: 'ingress' }, [port(8080, 80, 'UDP')]],
  [{ target: '80', published: 8080, host_ip: '0.0.0.0' }, [port(8080, 80)]],
])('%j', (entry, ports) => expect(parsePort(entry)).toEqual(ports));

test.each([
  ['', /allowed is \[PUBLISHED\[-END\]:\]TARGET\[-END\]\[\/PROTOCOL\]/],
  ['http', /allowed is \[PUBLISHED/],
  ['1:2:3:4', /allowed is \[PUBLISHED/],
  ['0', /found "0", allowed is a whole number from 1 to 65535/],
  ['8080:65536', /found "65536", allowed is a whole number from 1 to 65535/],
  ['80/icmp', /found protocol "icmp", allowed are tcp, udp and sctp/],
  ['3002-3000', /a range goes from the smaller port/],
  ['1-2-3', /a port or a range/],
  ['8000-8010:80', /11 published and 1 target ports, both ranges must have the same length/],
  ['127.0.0.1:8080:80', /found address "127.0.0.1", a Service cannot listen on a single address/],
  [{ published: 80 }, /missing target/],
  [{ target: 80, mode: 'host' }, /mode: found "host"/],
  [{ target: 80, host_ip: '10.0.0.1' }, /found address "10.0.0.1"/],
])('fails if it is %j', (entry, sentence) => expect(sentencesOf(() => parsePort(entry))[0]).toMatch(sentence));

test('a range keeps the distance between published and target ports', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60000 }),
      fc.integer({ min: 1, max: 60000 }),
      fc.nat(50),
      (published, target, more) => {
        const ports = parsePort(`${published}-${published + more}:${target}-${target + more}`);
        expect(ports).toHaveLength(more + 1);
        for (const [index, each] of ports.entries()) expect(each).toEqual(port(published + index, target + index));
      },
    ),
  ));

test('an exposed port is published under its own number', () => {
  expect(parseExposed('3000')).toEqual([port(3000, 3000)]);
  expect(parseExposed(3000)).toEqual([port(3000, 3000)]);
  expect(parseExposed('53/udp')).toEqual([port(53, 53, 'UDP')]);
  expect(sentencesOf(() => parseExposed('80:80'))[0]).toMatch(/publish ports with "ports"/);
});
