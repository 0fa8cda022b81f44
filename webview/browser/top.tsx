/** The window in a browser: the bar above every page: where one is, and the ways to the others. */

const pages = [
  ['/ui', 'Runs'],
  ['/ui/console', 'Console'],
] as const;

export function Top({ at }: { at: string }) {
  return (
    <nav class="ui-top" aria-label="Pages">
      <strong>Test Run Investigator</strong>
      {pages.map(([address, words]) => (
        <a key={address} href={address} aria-current={at === address ? 'page' : undefined}>
          {words}
        </a>
      ))}
    </nav>
  );
}
