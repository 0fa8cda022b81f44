/** The sources: what goes wrong between here and a server, by the layer it belongs to, and whether it may pass. */
import { codeOf } from '../../base/failure-code.ts';
import type { Layer } from '../../model/connection.ts';

/** A failure of the network, not yet told in the terms of who asked. */
export class Trouble extends Error {
  readonly layer: Layer;
  readonly code: string;
  /** A further try may succeed. */
  readonly passing: boolean;
  /** It broke after the answer had begun. */
  readonly begun: boolean;

  constructor(kind: Omit<Kind, 'codes'>, code: string) {
    super(`${kind.words} (${code})`);
    this.name = 'Trouble';
    this.layer = kind.layer;
    this.code = code;
    this.passing = kind.passing;
    this.begun = kind.begun ?? false;
  }
}

interface Kind {
  readonly codes: RegExp;
  readonly layer: Layer;
  readonly words: string;
  readonly passing: boolean;
  readonly begun?: boolean;
}

/** The first that fits. */
const kinds: readonly Kind[] = [
  { codes: /^(ENOTFOUND|ENODATA)$/, layer: 'dns', words: 'its name is not known', passing: true },
  { codes: /^EAI_/, layer: 'dns', words: 'its name cannot be looked up now', passing: true },
  { codes: /^ECONNREFUSED$/, layer: 'tcp', words: 'nobody listens there', passing: true },
  { codes: /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|EHOST|ENET)/, layer: 'tcp', words: 'no connection comes about', passing: true },
  {
    codes: /^(DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/,
    layer: 'tls',
    words: 'its certificate is not trusted here; NODE_EXTRA_CA_CERTS may name a file with its authority',
    passing: false,
  },
  {
    codes: /^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|CRL_|HOSTNAME_|EPROTO)/,
    layer: 'tls',
    words: 'no encrypted connection comes about',
    passing: false,
  },
  { codes: /^UND_ERR_PRX/, layer: 'proxy', words: 'the proxy does not pass it on', passing: false },
  { codes: /^UND_ERR_HEADERS_TIMEOUT$/, layer: 'http', words: 'it does not answer in time', passing: true },
  {
    codes: /^UND_ERR_BODY_TIMEOUT$/,
    layer: 'http',
    words: 'it fell silent in the middle of its answer',
    passing: true,
    begun: true,
  },
  {
    codes: /^(UND_ERR_RES_CONTENT_LENGTH_MISMATCH|Z_BUF_ERROR|ERR_STREAM_PREMATURE_CLOSE)$/,
    layer: 'http',
    words: 'its answer broke off',
    passing: true,
    begun: true,
  },
  { codes: /^(UND_ERR_SOCKET|ECONN|EPIPE)/, layer: 'http', words: 'the connection broke off', passing: true },
  { codes: /^(HPE_|HTTPParserError)/, layer: 'http', words: 'what answers does not speak HTTP', passing: true },
  { codes: /^(Z_|ERR__ERROR)/, layer: 'payload', words: 'its answer is packed wrongly', passing: false, begun: true },
  { codes: /^UND_ERR_INVALID/, layer: 'address', words: 'the request cannot be sent', passing: false },
  { codes: /^UND_ERR_/, layer: 'http', words: 'the exchange failed', passing: false },
];

const brokenOff: Kind = {
  codes: /^(UND_ERR_SOCKET|ECONN|EPIPE|HPE_|HTTPParserError)/,
  layer: 'http',
  words: 'its answer broke off',
  passing: true,
  begun: true,
};
/** An abort that is not ours: the proxy answers the request for a tunnel with something else than 200; to a plain one, 407 reads as a wrong argument. */
const unpassed: Kind = {
  codes: /^UND_ERR_(ABORTED|INVALID_ARG)$/,
  layer: 'proxy',
  words: 'the proxy does not pass it on',
  passing: false,
};
const noProxy: Kind = {
  codes: /^(E(?!PROTO)|UND_ERR_CONNECT)/,
  layer: 'proxy',
  words: 'the proxy cannot be reached',
  passing: true,
};

/** What is known of an exchange that failed. */
export interface Circumstances {
  readonly proxied?: boolean;
  /** The answer had begun. */
  readonly begun?: boolean;
}

/** Null for what is no trouble of the network. */
export function troubleOf(failure: unknown, { proxied, begun }: Circumstances = {}): Trouble | null {
  if (failure instanceof Trouble) return failure;
  const code = codeOf(failure);
  const likely = begun ? [brokenOff] : proxied ? [unpassed, noProxy] : [];
  const kind = [...likely, ...kinds].find(one => one.codes.test(code));
  return kind ? new Trouble(kind, code) : null;
}

/** How long a server asks to be left alone, in seconds or until a date (RFC 9110, 10.2.3), as milliseconds from `now`; null when it does not say. */
export function retryAfter(field: string | null, now: number): number | null {
  if (field === null) return null;
  const ms = /^\d+$/.test(field.trim()) ? Number(field) * 1000 : Date.parse(field) - now;
  return Number.isFinite(ms) ? Math.max(ms, 0) : null;
}
