/** The sources, tests: a server on this machine and a link to it, with pauses that are written down and not made. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { ReplyStore } from '../../../src/engine/sources/asked.ts';
import type { ClientOptions } from '../../../src/engine/sources/client.ts';
import { type Door, type Link, openOutside } from '../../../src/engine/sources/outside.ts';
import { Connection, type Network, type Secret, type SystemName } from '../../../src/model/connection.ts';
import { selfSigned } from './certificate.ts';

/** Reached directly, whatever the machine's proxy is. */
export const direct: Network = { proxy: '', noProxy: ['*'], strictTls: true };

/** A store for who keeps nothing. */
export function nowhere(): ReplyStore {
  return { reply: () => null, putReply: () => undefined };
}

export class Loopback {
  readonly asked: IncomingMessage[] = [];
  answer: RequestListener;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #scheme: string;

  constructor(answer: RequestListener, { encrypted = false } = {}) {
    this.answer = answer;
    const listen: RequestListener = (request, response) => {
      this.asked.push(request);
      this.answer(request, response);
    };
    this.#scheme = encrypted ? 'https' : 'http';
    this.#server = encrypted ? (createTlsServer(selfSigned, listen) as unknown as Server) : createServer(listen);
    this.#server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => socket.destroy());
    });
  }

  static async open(answer: RequestListener, how?: { encrypted?: boolean; port?: number }): Promise<Loopback> {
    const web = new Loopback(answer, how);
    web.#server.listen(how?.port ?? 0, '127.0.0.1');
    await once(web.#server, 'listening');
    return web;
  }

  /** Hears requests for another protocol on the same port. */
  onUpgrade(hear: (request: IncomingMessage, socket: Socket) => void): void {
    this.#server.on('upgrade', (request, socket) => hear(request, socket as Socket));
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `${this.#scheme}://${this.host}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise(done => this.#server.close(done));
  }
}

export interface Linking extends ClientOptions {
  readonly secret?: Secret;
  readonly tenant?: string;
  readonly network?: Network;
}

/** What would be waited for between tries is put into `pauses`. */
export async function linkTo(system: SystemName, url: string, linking: Linking = {}): Promise<{ link: Link; pauses: number[] }> {
  const { secret = {}, tenant = '', network = direct, ...options } = linking;
  const pauses: number[] = [];
  const connection = Connection.parse({ system, url, tenant });
  const door: Door = {
    connections: async () => [connection],
    connection: async () => ({ connection, secret, network }),
    network: async () => network,
  };
  const pause = async (ms: number) => void pauses.push(ms);
  const outside = openOutside(door, nowhere, { pause, random: () => 0.5, ...options });
  return { link: await outside.link(system), pauses };
}
