/** The editor's chat: the connection with Anthropic as settings and secret storage have it at the moment of each request. */
import type { Connected } from '../../../model/connection.ts';
import { provided } from '../../../tools/provide.ts';
import { openCredentials } from '../connections/credentials.ts';
import { editorProvider } from '../connections/provider.ts';
import type { Door } from '../door.ts';

/** Throws `not_connected`. */
export function connectedClaude(door: Door): () => Promise<Connected> {
  const provider = provided(editorProvider(() => door.settings(), openCredentials(door.extension.secrets)));
  const life = { signal: new AbortController().signal, onProgress: () => undefined };
  return () => provider.connection({ system: 'anthropic', name: '' }, life);
}
