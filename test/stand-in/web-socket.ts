/** The stand-ins: a WebSocket from the server's side, as far as sending short texts goes (RFC 6455). */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 0x81;
const CLOSE = 0x88;

export interface WebSocketEnd {
  send(text: string): void;
  close(code: number, reason: string): void;
}

export function openSocket(request: IncomingMessage, socket: Socket): WebSocketEnd {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${MAGIC}`).digest('base64');
  const head = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  // Whatever the client says means that it leaves.
  socket.on('data', () => socket.end());
  return {
    send: text => void socket.write(frame(TEXT, Buffer.from(text))),
    close: (code, reason) => {
      const body = Buffer.alloc(2);
      body.writeUInt16BE(code);
      socket.write(frame(CLOSE, Buffer.concat([body, Buffer.from(reason)])));
    },
  };
}

function frame(kind: number, body: Buffer): Buffer {
  if (body.length < 126) return Buffer.concat([Buffer.from([kind, body.length]), body]);
  const head = Buffer.alloc(10);
  head[0] = kind;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(body.length), 2);
  return Buffer.concat([head, body]);
}
