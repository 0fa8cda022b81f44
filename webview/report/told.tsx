/** The window, report: what the system says that the run was fetched from: who looks at it, its version, comments; links lead to its pages. */
import { useState } from 'preact/hooks';
import type { Fact } from '../../src/model/fact.ts';
import { originLabels } from '../../src/model/origin-labels.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { useFacts } from '../facts.ts';
import { t } from '../words.ts';

/** Facts that are shown before somebody asks for all. */
const SHOWN = 6;

export function Told() {
  const { info } = useFacts();
  const [all, setAll] = useState(false);
  const run = info.data?.run;
  if (!run?.remote) return null;
  const { facts, url, finished } = run.remote;
  return (
    <section>
      <h3>{t('Told by {0}', originLabels[run.origin])}</h3>
      <dl class="told">
        {(all ? facts : facts.slice(0, SHOWN)).map((fact, at) => (
          <Row key={`${at} ${fact.label}`} fact={fact} />
        ))}
      </dl>
      {!finished && <p class="under">{t('It may still change: “Investigate Again” fetches it anew.')}</p>}
      <p class="under">
        {url && <Page url={url} words={t('Its page')} />}
        {facts.length > SHOWN && (
          <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('less') : t('{0} more', facts.length - SHOWN)}
          </button>
        )}
      </p>
    </section>
  );
}

function Row({ fact: { label, value, url } }: { fact: Fact }) {
  return (
    <>
      <dt>{oneLine(label)}</dt>
      <dd title={value}>{url ? <Page url={url} words={oneLine(value)} /> : oneLine(value)}</dd>
    </>
  );
}

/** Only what a browser may open: an address comes from a server. */
function Page({ url, words }: { url: string; words: string }) {
  if (!/^https?:\/\//i.test(url)) return <>{words}</>;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {words}
    </a>
  );
}
