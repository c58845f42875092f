import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { SILENT_LOG } from './log.ts';
import { createMailer } from './mailer.ts';

/** A mail server that takes everything, or nobody; it speaks as much of SMTP as a letter needs. */
async function startMailServer(takes: (recipient: string) => boolean) {
  const letters: string[] = [];
  const server = createServer((socket) => {
    let isLetter = false;
    let letter = '';
    socket.setEncoding('utf8');
    socket.write('220 test\r\n');
    socket.on('data', (chunk: string) => {
      for (const line of chunk.split('\r\n').slice(0, -1)) {
        if (isLetter && line !== '.') letter += `${line}\n`;
        else if (isLetter) {
          isLetter = false;
          letters.push(letter);
          socket.write('250 taken\r\n');
        } else if (/^DATA/i.test(line)) {
          isLetter = true;
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write(/^RCPT/i.test(line) && !takes(line) ? '550 nobody\r\n' : '250 fine\r\n');
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}/?from=${encodeURIComponent('Acme <cs@acme.example>')}`,
    letters,
    [Symbol.asyncDispose]: () => new Promise<void>((closed) => void server.close(() => closed())),
  };
}

test('sends one letter to one person, from the address that the setting names', async () => {
  await using mail = await startMailServer(() => true);
  const mailer = createMailer(mail.url, 'handrail.example', SILENT_LOG);
  const sent = await mailer?.send({ to: 'ana@acme.example', subject: 'Your link', text: 'Come in.' });
  assert.equal(sent, true);
  const [letter = ''] = mail.letters;
  assert.match(letter, /From: Acme <cs@acme\.example>/);
  assert.match(letter, /To: ana@acme\.example/);
  assert.match(letter, /Come in\./);
});

test('lets no address smuggle in a second recipient or a header', async () => {
  await using mail = await startMailServer(() => true);
  const mailer = createMailer(mail.url, 'handrail.example', SILENT_LOG);
  await mailer?.send({
    to: 'ana@acme.example\r\nBcc: eve@evil.example',
    subject: 'Hi\r\nX-Evil: 1',
    text: '',
  });
  for (const letter of mail.letters) assert.doesNotMatch(letter, /^(Bcc|X-Evil):/m);
});

test('says when the mail server refuses, and when nobody answers', async () => {
  await using mail = await startMailServer(() => false);
  const refused = createMailer(mail.url, 'handrail.example', SILENT_LOG);
  assert.equal(await refused?.send({ to: 'ana@acme.example', subject: 's', text: 't' }), false);
  const nobody = createMailer('smtp://127.0.0.1:1', 'handrail.example', SILENT_LOG);
  assert.equal(await nobody?.send({ to: 'ana@acme.example', subject: 's', text: 't' }), false);
});

test('is off without the setting', () => {
  assert.equal(createMailer(null, 'handrail.example', SILENT_LOG), null);
});
