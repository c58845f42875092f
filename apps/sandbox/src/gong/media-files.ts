const SAMPLES_PER_SECOND = 8_000;

/** One second of silence as a WAV file: 8-bit mono samples behind a header. */
export function silentAudio(): Buffer {
  const file = Buffer.alloc(44 + SAMPLES_PER_SECOND, 0x80);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + SAMPLES_PER_SECOND, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  file.writeUInt32LE(SAMPLES_PER_SECOND, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(SAMPLES_PER_SECOND, 40);
  return file;
}

/** A movie without tracks as an MP4 file: its type and a header that says one second. */
export function emptyVideo(): Buffer {
  const header = Buffer.alloc(100);
  header.writeUInt32BE(1_000, 12);
  header.writeUInt32BE(1_000, 16);
  header.writeUInt32BE(0x00_01_00_00, 20);
  header.writeUInt16BE(0x01_00, 24);
  for (const [at, value] of [
    [36, 0x00_01_00_00],
    [52, 0x00_01_00_00],
    [68, 0x40_00_00_00],
    [96, 1],
  ] as const) {
    header.writeUInt32BE(value, at);
  }
  const type = box('ftyp', Buffer.from('isom\0\0\x02\0isommp41', 'latin1'));
  return Buffer.concat([type, box('moov', box('mvhd', header))]);
}

function box(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length, 0);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, content]);
}
