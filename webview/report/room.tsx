/** The window, report: the verdict in one sentence, then evidence that can be clicked, then what to do. */
import { formatPlace } from '../../src/model/place.ts';
import { evidenceOf, partWords, underline } from '../../src/tools/render/story.ts';
import { useAnswer } from '../ask.ts';
import { useDesk } from '../desk.ts';
import { LineLink } from '../line.tsx';

export function ReportRoom() {
  const { engine, start, edition } = useDesk();
  const { data: report, failure } = useAnswer(`${edition}`, life => engine.get_report({ run_id: start.run_id }, life));
  if (failure) return <p role="alert">{`${failure.words} ${failure.hint}`}</p>;
  if (!report) return <p aria-busy="true" />;
  return (
    <article class="report">
      <h2>{report.summary}</h2>
      <p>{underline(report)}</p>
      {report.hypotheses.map(one => (
        <section key={one.title}>
          <h3>{one.title}</h3>
          {evidenceOf(report, one).map(piece => (
            <LineLink key={formatPlace(piece.place)} place={piece.place} text={piece.snippet} why={partWords(piece)} />
          ))}
        </section>
      ))}
    </article>
  );
}
