/** The window: its foot: what was just said or else what keys do, and how far the report can be trusted. */
import { count } from '../src/tools/render/words.ts';
import type { Tab } from '../src/tools/window.ts';
import { useDesk } from './desk.ts';
import { useFacts } from './facts.ts';
import { key, t } from './words.ts';

export function Foot({ tab, said }: { tab: Tab; said: string }) {
  const { report } = useFacts();
  const opens = useDesk().start.acts.includes('open_source');
  const hasLines = tab !== 'report' || report.data !== null;
  return (
    <footer class="foot">
      <span>
        <span role="status">{said}</span>
        {!said && hasLines && <span class="keys">{keysOf(tab, opens)}</span>}
      </span>
      <Trust />
    </footer>
  );
}

function keysOf(tab: Tab, opens: boolean): string {
  const both = t(
    opens ? 'Enter opens it in the log · {0} opens its source' : 'Enter opens it in the log · {0} copies its place',
    key('Enter'),
  );
  return {
    report: `${t('↑ ↓ between lines')} · ${both} · ${t('Space shows the whole record')}`,
    logs: `${both} · ${t('F8 next error · {0} copies member:line', key('C'))} · ${t('Backspace goes back')}`,
    timeline: t('Drag or + − zooms, 0 shows all · a click goes to the lines of that moment, with Alt to only that span'),
    agent: t('↑ ↓ or j k step through · f next failure · d decisive step · Enter opens it in the log'),
    patterns: t('↑ ↓ between patterns · Enter shows examples · Tab to its first line and to all its lines'),
  }[tab];
}

function Trust() {
  const { report } = useFacts();
  if (!report.data) return null;
  const { evidence_index, engine } = report.data;
  return (
    <span class="trust">
      {t(
        'every line verified against its bytes · {0} evidence · {1} removed',
        count(evidence_index.length),
        count(engine.removed_claims),
      )}
    </span>
  );
}
