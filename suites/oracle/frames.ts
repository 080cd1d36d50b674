/** Frames to and from the worker: a u32 length, little-endian, then JSON in UTF-8 (suites/worker/frames.py). */

const HEADER_BYTES = 4;

export function encodeFrame(value: unknown): Buffer {
  const payload = Buffer.from(JSON.stringify(value));
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(payload.length);
  return Buffer.concat([header, payload]);
}

/** Puts the pieces of a stream together. */
export class FrameAssembler {
  private pieces: Buffer[] = [];
  private size = 0;

  /** Takes a piece; returns the frames that are whole now. @throws SyntaxError for what is no JSON */
  push(piece: Buffer): unknown[] {
    this.pieces.push(piece);
    this.size += piece.length;
    const frames: unknown[] = [];
    for (let payload = this.next(); payload !== undefined; payload = this.next())
      frames.push(JSON.parse(payload.toString()));
    return frames;
  }

  private next(): Buffer | undefined {
    if (this.size < HEADER_BYTES) return undefined;
    if ((this.pieces[0]?.length ?? 0) < HEADER_BYTES) this.join();
    const end = HEADER_BYTES + (this.pieces[0]?.readUInt32LE() ?? 0);
    if (this.size < end) return undefined;
    const bytes = this.join();
    this.pieces = [bytes.subarray(end)];
    this.size -= end;
    return bytes.subarray(HEADER_BYTES, end);
  }

  private join(): Buffer {
    const bytes = Buffer.concat(this.pieces);
    this.pieces = [bytes];
    return bytes;
  }
}
