/** The window, report: what was seen, and right beside it what was not, what is to be taken with care, and what to do about it. */
import { useState } from 'preact/hooks';
import { gapWords, quietWords } from '../../src/tools/render/story.ts';
import { count } from '../../src/tools/render/words.ts';
import { useFacts } from '../facts.ts';
import { t } from '../words.ts';
import { clauseOf, gapSteps, seenMembers } from './gaps.ts';
import type { ReportLook } from './look.ts';

export function Seen({ report, labels }: ReportLook) {
  const { info } = useFacts();
  const { missing, doubtful } = gapWords(report, labels);
  const quiet = quietWords(report, labels);
  const lines = info.data?.run.lines ?? report.coverage.scanned;
  const members = seenMembers(report, info.data?.members.map(one => one.path) ?? []);
  return (
    <section>
      <h3>{t('What was seen')}</h3>
      <dl>
        <dt>{t('lines read')}</dt>
        <dd>{t('{0} of {1}', count(report.coverage.scanned), count(lines))}</dd>
        <dt>{t('files read')}</dt>
        <dd>{t('{0} of {1}', count(report.members), count(members.inAll))}</dd>
      </dl>
      <div class="meter" aria-hidden="true">
        <span style={{ flexGrow: members.inAll - members.torn }} />
        <span class="warning" style={{ flexGrow: members.torn }} />
      </div>
      {missing.length === 0 && <p class="under">{t('Nothing is known to be missing.')}</p>}
      {missing.map(words => (
        <p key={words} class="warning">
          {t('Not seen: {0}', words)}
        </p>
      ))}
      {gapSteps(report.gaps).map(step => (
        <p key={step} class="under">
          {step}
        </p>
      ))}
      <Doubtful all={doubtful} />
      {quiet && <p class="under">{quiet}</p>}
    </section>
  );
}

/** Each in its first clause, until they are asked for in full. */
function Doubtful({ all }: { all: readonly string[] }) {
  const [full, setFull] = useState(false);
  if (all.length === 0) return null;
  return (
    <>
      <h4>{t('To be taken with care')}</h4>
      <ul class="doubtful">
        {all.map(words => (
          <li key={words} title={words}>
            {full ? words : clauseOf(words)}
          </li>
        ))}
      </ul>
      <button type="button" class="link" aria-expanded={full} onClick={() => setFull(!full)}>
        {full ? t('less') : t('in full')}
      </button>
    </>
  );
}
