/** The investigator, tests: conversations with the sample run, as the model and the reader see them, and all that may go wrong in one. */
import assert from 'node:assert/strict';
import { tokensOf } from '../../src/agent/budget.ts';
import type { Step } from '../../src/agent/ears.ts';
import { Fault } from '../../src/base/fault.ts';
import type { Findings } from '../../src/model/findings.ts';
import { assertGolden } from '../tools/render/golden.ts';
import { type SampleRun, sampleRun } from './sample-run.ts';
import { calling, hangs, type Line, resultsIn, says, scripted, shownId, submits, transcript } from './scripted.ts';

const OOM = 'Out of memory: Killed';

const claim = (id: string) => ({
  title: 'The kernel killed scylla for want of memory',
  description: 'Process 6550 was killed at 11:12:03.',
  confidence: 'high',
  evidence: [{ id, quote: 'Out of memory: Killed process 6550 (scylla)' }],
});

const truth: Line = turn => submits({ summary: 'The kernel killed scylla, process 6550.', claims: [claim(shownId(turn, OOM))] });

describe('an investigation of the sample', function () {
  this.timeout(30_000);
  let run: SampleRun;
  before(async () => {
    run = await sampleRun();
  });
  after(() => run.end());

  /** A run's id depends on where the sample lies and when it was put there. */
  const anyRun = (text: string) => text.replaceAll(run.run_id, 'RUN');

  it('asks in parallel, follows what it found, and ends with claims on stored lines', async () => {
    const steps: Step[] = [];
    const model = scripted([
      {
        parts: [
          says('First what the kernel says.'),
          calling('search_logs', { query: '"oom-killer"', limit: 5 }, 'a'),
          calling('list_patterns', { change: 'new', limit: 4 }, 'b'),
        ],
      },
      turn => ({
        parts: [
          calling('read_lines', { place: shownId(turn, OOM), around: 2 }, 'c'),
          calling('count_levels', { query: 'scylla', buckets: 6 }, 'd'),
        ],
      }),
      turn =>
        submits({
          summary: 'The kernel killed scylla, process 6550, while MajorCompactionMonkey went on.',
          claims: [
            {
              ...claim(shownId(turn, OOM)),
              evidence: [
                { id: shownId(turn, OOM), quote: 'Out of memory: Killed process 6550' },
                { id: shownId(turn, 'Started - Disruption MajorC'), quote: 'Disruption MajorCompactionMonkey' },
              ],
            },
            {
              title: 'The quorum was lost',
              description: 'required 2, alive 1',
              confidence: 'medium',
              evidence: [{ id: shownId(turn, 'Cannot achieve'), quote: 'required 2, alive 1' }],
            },
          ],
          action_items: [
            { type: 'configuration', title: 'Give scylla less memory', description: 'Lower its limit.', priority: 'high' },
          ],
        }),
    ]);
    const findings = await run.ask(model, { ears: { onStep: step => steps.push(step) } });
    assertGolden('conversation.txt', anyRun(transcript(model.turns)), import.meta.url);
    assertGolden('findings.json', anyRun(`${JSON.stringify(findings, null, 2)}\n`), import.meta.url);
    assertGolden('steps.txt', `${steps.map(step => `${step.kind}: ${step.words}`).join('\n')}\n`, import.meta.url);
  });

  it('stays below 15,000 tokens in all for a thorough one of four requests', async () => {
    const model = scripted([
      {
        parts: [
          calling('search_logs', { query: '"Out of memory" OR oom-killer' }),
          calling('list_patterns', { change: 'new' }),
          calling('get_timeline'),
        ],
      },
      turn => ({
        parts: [
          calling('read_lines', { place: shownId(turn, OOM) }),
          calling('search_logs', { query: 'level:>=warn "Memory pressure"', limit: 5 }),
        ],
      }),
      { parts: [calling('search_knowledge', { query: 'oom killer compaction' })] },
      truth,
    ]);
    const findings = await run.ask(model);
    const sent = model.turns.map(turn => tokensOf(turn, model));
    assert.equal(
      findings.spent.input_tokens,
      sent.reduce((sum, one) => sum + one, 0),
    );
    assert.ok(findings.spent.input_tokens <= 15_000, `${sent}`);
  });

  it('asks once more when nothing is handed in, and then demands it', async () => {
    const model = scripted([{ parts: [says('It was memory.')] }, truth]);
    const findings = await run.ask(model);
    assert.equal(findings.ended, 'complete');
    assert.deepEqual(
      model.turns.map(turn => turn.must),
      [null, 'submit_findings'],
    );
  });

  const nothing: [string, Line[]][] = [
    ['only talks', [{ parts: [says('Memory.')] }, { parts: [says('Memory!')] }, { parts: [says('Memory!!')] }]],
    ['says nothing at all', [{ parts: [] }, { parts: [] }, { parts: [] }]],
    ['hands in garbage', [submits({ claims: 'many' }), submits(null), submits([])]],
    [
      'is cut off',
      [
        { parts: [says('It')], stop: 'length' },
        { parts: [calling('submit_findings', { summary: 'It' })], stop: 'length' },
        { parts: [says('It')], stop: 'length' },
      ],
    ],
  ];
  for (const [what, script] of nothing) {
    it(`ends without claims where the model ${what}`, async () => {
      const findings = await run.ask(scripted(script));
      assert.equal(findings.ended, 'nothing_submitted');
      assert.deepEqual(findings.claims, []);
      assert.match(findings.notes.join(' '), /asked for its findings.*report of the rules stands/);
    });
  }

  it('tells a model what it did wrong, and goes on', async () => {
    const wrong = [
      calling('delete_all', {}, 'unknown'),
      calling('forget_run', { run_id: 'x' }, 'writer'),
      calling('search_logs', 'oom', 'text'),
      calling('search_logs', { query: '"oom' }, 'syntax'),
      calling('search_logs', { query: 'oom', limit: 'many' }, 'kind'),
      calling('find_source', { place: 'E1', roots: ['/etc'] }, 'hidden'),
      calling('read_lines', { place: 'E99' }, 'nowhere'),
      calling('read_lines', { place: `${run.run_id}:sct.log:1` }, 'place'),
      calling('read_result', { id: 'R9' }, 'result'),
      calling('query_logs_by_stream', { stream: 'nothing-like-it.log' }, 'stream'),
    ];
    const model = scripted([{ parts: wrong }, truth]);
    const findings = await run.ask(model);
    assert.equal(findings.ended, 'complete');
    const answers = (model.turns[1].messages.at(-1)?.parts ?? []).flatMap(part =>
      part.kind === 'result' ? [`${part.id}${part.failed ? '' : ' SUCCEEDED'}: ${part.text}`] : [],
    );
    assertGolden('failures.txt', anyRun(`${answers.join('\n')}\n`), import.meta.url);
  });

  it('answers the same call from memory, in one reply and later', async () => {
    const call = (id: string) => calling('search_logs', { query: 'oom-killer', limit: 2 }, id);
    const model = scripted([
      { parts: [call('a'), call('b')] },
      { parts: [call('c'), calling('read_result', { id: 'R1' }, 'd')] },
      truth,
    ]);
    const findings = await run.ask(model);
    assert.deepEqual([findings.spent.tool_calls, findings.spent.cached_calls], [4, 3]);
    const told = resultsIn(model.turns[2]);
    const [a, d] = ['a', 'd'].map(id => told.find(one => one.id === id));
    assert.deepEqual({ ...d, id: 'a' }, a);
  });

  it('ends as failed with the words of the fault', async () => {
    const fails = () => Promise.reject(new Fault('source_busy', { system: 'The model', host: 'here', when: 'in a minute' }));
    const findings = await run.ask(scripted([{ parts: [calling('get_timeline')] }, fails]));
    assert.equal(findings.ended, 'failed');
    assert.match(findings.notes[0], /asks to be left alone and may be asked again in a minute/);
    assert.equal(findings.spent.requests, 1);
  });

  it('ends as failed where the model refuses', async () => {
    assert.equal((await run.ask(scripted([{ parts: [], stop: 'refused' }]))).ended, 'failed');
  });

  it('is cancelled at once, even where the model does not listen', async () => {
    const deaf: Line = () => new Promise(() => undefined);
    for (const line of [hangs as Line, deaf]) {
      const life = new AbortController();
      const asked = run.ask(scripted([{ parts: [calling('get_timeline')] }, line]), {
        signal: life.signal,
        ears: { onStep: step => step.kind === 'asking' && step.request === 2 && setTimeout(() => life.abort(), 1) },
      });
      const findings = await asked;
      assert.equal(findings.ended, 'cancelled');
    }
  });

  it('refuses a run that nobody knows, and a bug of a model stays a bug', async () => {
    await assert.rejects(run.ask(scripted([]), { run_id: 'nobody' }), (failure: Fault) => failure.code === 'run_unknown');
    await assert.rejects(run.ask(scripted([])), /the script is over/);
  });

  it('goes on twice at once, each with its own ids', async () => {
    const script = (): Line[] => [{ parts: [calling('search_logs', { query: 'oom-killer' }, 'a')] }, truth];
    const [one, other] = [scripted(script()), scripted(script())];
    const found: Findings[] = await Promise.all([run.ask(one), run.ask(other)]);
    assert.deepEqual(one.turns, other.turns);
    assert.deepEqual(found[0], found[1]);
  });
});
