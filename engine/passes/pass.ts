/** What a pass is: it changes a region in place, keeps what verify.ts lists, and what every exit puts into the frames. */
import type { Region } from '../ir/region.ts';

export interface Pass {
  /** Its name in TRACEJIT_DISABLE, dumps and golden folders. */
  readonly name: string;
  /** Returns how many things it changed; 0: the region is as it was. */
  run(region: Region): number;
}
