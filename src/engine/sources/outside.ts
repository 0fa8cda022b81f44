/** The sources: the outside world as the answers see it: a link per connected system; connection and secret are asked of the door for each question. */
import type { WebSocket } from 'undici';
import type { Fault } from '../../base/fault.ts';
import type { Connected, Connection, Network, SystemName } from '../../model/connection.ts';
import { connectionLabel } from '../../model/connection.ts';
import type { ConnectionTest } from '../../model/connection-test.ts';
import { type Answers, keyOf, openAnswers, type ReplyStore } from './asked.ts';
import { blameOn } from './blame.ts';
import { type CallSignal, type Client, type ClientOptions, openClient, type Streamed } from './client.ts';
import { testConnection } from './probe.ts';
import type { Reply } from './reply.ts';
import type { Request } from './request.ts';
import { systems } from './systems.ts';

/** What is asked of the door; `connection` throws `not_connected`. */
export interface Door {
  connections(input: object, life?: CallSignal): Promise<readonly Connection[]>;
  connection(input: { system: SystemName; name?: string }, life?: CallSignal): Promise<Connected>;
  network(input: object, life?: CallSignal): Promise<Network>;
}

/** One connected system. Both ways of asking throw the source_ faults, `not_connected` and `cancelled`. */
export interface Link {
  readonly connection: Connection;
  /** `Loki`, `Loki (staging)`. */
  readonly label: string;
  ask(request: Request, life: CallSignal): Promise<Reply>;
  stream(request: Request, life: CallSignal): Promise<Streamed>;
  /** A socket to it, still opening. */
  socket(request: Request, life: CallSignal): Promise<WebSocket>;
  /** `source_failed`, for what only the reader of an answer can find wrong. */
  failed(problem: string, life: CallSignal): Promise<Fault>;
  /** The key of a question to this system, for `Outside.asked`. */
  key(question: unknown): string;
  /** The headers that show the credential, for what is downloaded from the system's own origin. */
  credential(life: CallSignal): Promise<Record<string, string>>;
}

export interface Outside {
  readonly door: Door;
  /** Throws `not_connected`, and `bad_input` where there are several and none is named. */
  link(system: SystemName, name?: string): Promise<Link>;
  /** Tries a connection by one question. Throws `not_connected`, `bad_input` as `link` does, and `cancelled`. */
  test(which: { system: SystemName; name: string }, life: CallSignal): Promise<ConnectionTest>;
  readonly asked: Answers['asked'];
}

export function openOutside(door: Door, store: () => ReplyStore, options: ClientOptions = {}): Outside {
  let client: Client | null = null;
  const asking = () => (client ??= openClient(options));

  async function link(system: SystemName, name = ''): Promise<Link> {
    const { connection } = await door.connection({ system, name });
    const now = (life: CallSignal) => door.connection({ system, name: connection.name }, life);
    return {
      connection,
      label: connectionLabel(connection),
      ask: async (request, life) => asking().ask(await now(life), request, life),
      key: question => keyOf(connection, question),
      credential: async life => systems[system].headers(await now(life)),
      stream: async (request, life) => asking().stream(await now(life), request, life),
      socket: async (request, life) => asking().socket(await now(life), request),
      failed: async (problem, life) => blameOn(await now(life)).failed(problem),
    };
  }

  async function test({ system, name }: { system: SystemName; name: string }, life: CallSignal): Promise<ConnectionTest> {
    return testConnection(await door.connection({ system, name }, life), asking(), life);
  }

  return { door, link, test, asked: openAnswers(store, options.now).asked };
}
