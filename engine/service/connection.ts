/** One client: frames in, answers out, in the order they get ready. */
import type { Socket } from 'node:net';
import type { Log } from './log.ts';
import { FrameReader, frame } from './protocol.ts';

/** Answers one message; never rejects. Null, and no work done, if it is no longer `wanted` when its turn comes. */
export type Answer = (message: Uint8Array, wanted: () => boolean) => Promise<Uint8Array | null>;

/** Serves until the client goes, or sends what is no frame. `onClose` is called once, when it is over. */
export function serveConnection(socket: Socket, answer: Answer, log: Log, onClose: () => void): void {
  const reader = new FrameReader();
  const reply = async (message: Uint8Array): Promise<void> => {
    // the client may be gone by then: nobody is left to be told
    const wanted = () => !socket.destroyed && socket.writable;
    const answered = await answer(message, wanted);
    if (answered !== null && wanted()) socket.write(frame(answered));
  };
  socket.on('data', (piece) => {
    try {
      for (const message of reader.push(typeof piece === 'string' ? Buffer.from(piece) : piece)) void reply(message);
    } catch (error) {
      log('fault', { stage: 'connection', message: String(error) });
      socket.destroy();
    }
  });
  socket.on('error', (error) => log('fault', { stage: 'connection', message: error.message }));
  socket.on('end', () => socket.end());
  socket.once('close', onClose);
}
