/** The editor: texts in the reader's language; English where no editor has said otherwise, so that pure files and their tests need none. */

type Values = Readonly<Record<string, string | number>>;
type Translate = (message: string, values: Record<string, string | number>) => string;

let translate: Translate = (message, values) => message.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/** Said once at activation, before anything asks for a text. */
export function useTranslation(given: Translate): void {
  translate = given;
}

/** Marks a text that is said elsewhere, by `t` of a variable, so that it is found as well. */
export function said<const Text extends string>(text: Text): Text {
  return text;
}

/** The text for `message`, its `{name}`s filled. Literal messages are found by the script that writes the bundle to translate. */
export function t(message: string, values: Values = {}): string {
  return translate(message, { ...values });
}
