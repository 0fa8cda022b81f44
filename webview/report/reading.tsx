/** The window, report: documents of knowledge for this kind of failure; advice, no evidence. */
import type { Report } from '../../src/model/report.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { readingWords } from '../../src/tools/render/story.ts';
import { told } from '../acts.ts';
import { type Desk, useDesk } from '../desk.ts';
import { t } from '../words.ts';

export function Reading({ report: { documents = [] } }: { report: Report }) {
  const desk = useDesk();
  if (documents.length === 0) return null;
  const can = desk.start.acts.includes('open_document');
  return (
    <section>
      <h3>{t('What to read')}</h3>
      <ul class="reading">
        {documents.map(one => (
          <li key={one.document}>
            {can ? (
              <button type="button" class="link" onClick={() => open(desk, one.document)}>
                {oneLine(one.title)}
              </button>
            ) : (
              oneLine(one.title)
            )}{' '}
            <small>{oneLine(readingWords(one))}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function open(desk: Desk, document: string): Promise<void> {
  return told(desk, async () => {
    const { opened } = await desk.engine.open_document({ run_id: desk.start.run_id, document });
    return opened ? '' : t('This document is not there any more.');
  });
}
