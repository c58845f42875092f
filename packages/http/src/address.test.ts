import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPublicAddress } from './address.ts';

const SPECIAL = (
  '0.0.0.0 0.255.255.255 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 ' +
  '127.255.255.255 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1 ' +
  '192.31.196.1 192.52.193.1 192.88.99.1 192.168.0.1 192.168.255.255 192.175.48.1 198.18.0.1 ' +
  '198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 :: ' +
  '::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::7f00:1 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 ' +
  '100::1 2001::1 2001:0:53aa::1 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::1 ' +
  '2620:4f:8000::1 3fff::1 5f00::1 fc00::1 fdff::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 localhost ' +
  '127.1 0x7f.1 2130706433 1.2.3.4.5'
).split(' ');
const PUBLIC = (
  '8.8.8.8 1.1.1.1 100.63.255.255 100.128.0.0 172.15.255.255 172.32.0.0 192.0.1.1 198.17.0.1 ' +
  '198.20.0.0 223.255.255.255 2600:1f18::1 2a00:1450:4001::1 2003::1 2606:4700::1111'
).split(' ');

for (const address of SPECIAL) {
  test(`refuses the special address "${address}"`, () => assert.equal(isPublicAddress(address), false));
}
for (const address of PUBLIC) {
  test(`takes the public address ${address}`, () => assert.equal(isPublicAddress(address), true));
}
