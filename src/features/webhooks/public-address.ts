import { BlockList, isIP } from 'node:net';

/** IPv4 that is no public address: IANA's special-purpose registry, multicast, reserved, and Azure's metadata service. */
const special: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Of IPv6 only global unicast is public, but for protocols, documentation and what carries an IPv4 address within. */
const globalUnicast = listOf([['2000::', 3]], 'ipv6');
const specialSix = listOf(
  [
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['3fff::', 20],
  ],
  'ipv6',
);
const specialFour = listOf(special, 'ipv4');
const loopbackFour = listOf([['127.0.0.0', 8]], 'ipv4');

/** Whether an address, as numbers, may be connected to; loopback only where it is allowed. */
export function isAllowed(address: string, allowLoopback: boolean): boolean {
  switch (isIP(address)) {
    case 4:
      return (allowLoopback && loopbackFour.check(address)) || !specialFour.check(address);
    case 6:
      if (allowLoopback && address === '::1') return true;
      return globalUnicast.check(address, 'ipv6') && !specialSix.check(address, 'ipv6');
    default:
      return false;
  }
}

function listOf(networks: readonly (readonly [string, number])[], type: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [network, bits] of networks) list.addSubnet(network, bits, type);
  return list;
}
