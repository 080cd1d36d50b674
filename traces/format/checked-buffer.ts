/**
 * A FlatBuffers buffer that cannot be read past its ends.
 *
 * The library's TypeScript side has no verifier: a damaged offset reads zeros, a damaged length loops 2^31 times. Every
 * read of the generated accessors comes through the methods below, so checking here covers them all.
 */
import { ByteBuffer, type Encoding } from 'flatbuffers';
import { TraceFormatError } from './format-error.ts';

/** What a document may make the reader do, in elements and characters a byte: sharing stays legal, bombs do not. */
const WORK_PER_BYTE = 64;

export class CheckedBuffer extends ByteBuffer {
  readonly #size: number;
  #workLeft: number;

  constructor(bytes: Uint8Array) {
    super(bytes);
    this.#size = bytes.length;
    this.#workLeft = bytes.length * WORK_PER_BYTE;
  }

  #need(offset: number, size: number): void {
    if (!(offset >= 0 && size >= 0 && offset + size <= this.#size)) {
      throw new TraceFormatError('buffer', `offset ${offset} (${size} bytes) lies outside its ${this.#size} bytes`);
    }
  }

  #work(amount: number): void {
    this.#workLeft -= amount;
    if (this.#workLeft < 0) throw new TraceFormatError('buffer', 'refers to itself over and over');
  }

  override readUint8(offset: number): number {
    this.#need(offset, 1);
    return super.readUint8(offset);
  }
  override readUint16(offset: number): number {
    this.#need(offset, 2);
    return super.readUint16(offset);
  }
  override readInt32(offset: number): number {
    this.#need(offset, 4);
    return super.readInt32(offset);
  }

  override __string(offset: number, encoding?: Encoding): string | Uint8Array {
    this.__vector_len(offset);
    return encoding === undefined ? super.__string(offset) : super.__string(offset, encoding);
  }

  override __vector_len(offset: number): number {
    const length = super.__vector_len(offset);
    this.#need(this.__vector(offset), length);
    this.#work(length);
    return length;
  }

  override __indirect(offset: number): number {
    this.#work(1);
    return super.__indirect(offset);
  }
}
