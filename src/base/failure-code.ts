/** The ground: the code of a failed system or library call, its own or its cause's: what can be looked up. */

/** `ENOENT`, `Z_DATA_ERROR`, `DEPTH_ZERO_SELF_SIGNED_CERT`, …; the name of the error where none has a code. */
export function codeOf(failure: unknown): string {
  for (let at = failure; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return failure instanceof Error ? failure.name : String(failure);
}
