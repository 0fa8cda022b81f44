/** The editor: texts in the reader's language; English where no editor has said otherwise, so that pure files and their tests need none. */

type Values = Readonly<Record<string, string | number>>;
type Translate = (message: string, values: Record<string, string | number>) => string;

let translate: Translate = (message, values) => message.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/** Said once at activation, before anything asks for a text. */
export function useTranslation(given: Translate): void {
  translate = given;
}

/** The text for `message`, its `{name}`s filled. Literal messages are found by the script that writes the bundle to translate. */
export function t(message: string, values: Values = {}): string {
  return translate(message, { ...values });
}
