/** A file given to a report is not what it should be; the message names it, and what is the matter. */
export class RefusedFile extends Error {
  override name = 'RefusedFile';
}
