/** Why there is no verdict at all. */

/** The command line asks for something that is not there, or makes no sense. */
export class GateUsage extends Error {
  override name = 'GateUsage';
}

/** It could not be measured: a build failed, a program is missing. */
export class GateUnable extends Error {
  override name = 'GateUnable';
}
