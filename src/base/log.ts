/** The ground: a log of one line per happening, written where the door decides; never log text, secrets or personal data. */

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type Log = (level: LogLevel, words: string) => void;

/** Says nothing: the default wherever no door has asked for a log. */
export const silent: Log = () => undefined;
