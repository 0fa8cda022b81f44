/** The sources: one call: what is asked of whom, and who is to blame when it fails. */
import type { Connected } from '../../model/connection.ts';
import type { Blame } from './blame.ts';
import type { Request, Sent } from './request.ts';

export interface Call {
  readonly to: Connected;
  readonly url: URL;
  readonly request: Request;
  readonly sent: Sent;
  readonly blame: Blame;
  readonly now: () => number;
}
