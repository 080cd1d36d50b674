/** Framing on the socket: a little-endian u32 byte length, then that many bytes of a Message. */

/** Larger than any trace; a length beyond it means that the other side does not speak this protocol. */
export const MAX_FRAME_BYTES = 64 * 1024 * 1024;
const LENGTH_BYTES = 4;

/** The other side sent something that cannot be a frame; the connection is of no use any more. */
export class ProtocolError extends Error {
  override name = 'ProtocolError';
}

/** The message with its length in front. */
export function frame(message: Uint8Array): Uint8Array {
  const framed = new Uint8Array(LENGTH_BYTES + message.length);
  new DataView(framed.buffer).setUint32(0, message.length, true);
  framed.set(message, LENGTH_BYTES);
  return framed;
}

/** Cuts what arrives, in pieces of any size, into messages. */
export class FrameReader {
  #pieces: Uint8Array[] = [];
  #held = 0;
  /** Bytes of the frame being read, its length included; unknown (4) until the length is there. */
  #wanted = LENGTH_BYTES;

  /** The messages that `piece` completes, in order. @throws ProtocolError */
  push(piece: Uint8Array): Uint8Array[] {
    // a Buffer's slices would be views of memory that node uses again
    this.#pieces.push(new Uint8Array(piece.buffer, piece.byteOffset, piece.length));
    this.#held += piece.length;
    const messages: Uint8Array[] = [];
    while (this.#held >= this.#wanted) {
      const all = this.#joined();
      const length = new DataView(all.buffer, all.byteOffset).getUint32(0, true);
      if (length > MAX_FRAME_BYTES) throw new ProtocolError(`a frame of ${length} bytes, more than ${MAX_FRAME_BYTES}`);
      this.#wanted = LENGTH_BYTES + length;
      if (all.length < this.#wanted) break;
      messages.push(all.slice(LENGTH_BYTES, this.#wanted));
      this.#keep(all.subarray(this.#wanted));
    }
    return messages;
  }

  #joined(): Uint8Array {
    const [first] = this.#pieces;
    const all = this.#pieces.length === 1 && first !== undefined ? first : new Uint8Array(Buffer.concat(this.#pieces));
    this.#pieces = [all];
    return all;
  }

  #keep(rest: Uint8Array): void {
    this.#pieces = [rest];
    this.#held = rest.length;
    this.#wanted = LENGTH_BYTES;
  }
}
