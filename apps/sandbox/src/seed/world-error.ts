/** The made-up world contradicts itself, or a transcript file cannot be read as one; the message says where. */
export class WorldError extends Error {
  readonly code = 'sandbox_world_invalid';
  override readonly name = 'WorldError';
}
