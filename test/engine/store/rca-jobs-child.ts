/** Tests: a process that has begun one RCA job and has another one waiting, and stays so until it is killed. */
import { Notebook } from '../../../src/engine/store/notebook.ts';

const { rcaJobs } = new Notebook(process.argv[2]);
const asked = ['begun', 'waiting'].map(key => ({ key, about: { run_id: key } }));
const ids = rcaJobs.queue('agent_rca', 0, asked).map(one => one.job_id);
const held = rcaJobs.take('agent_rca');
if (held) rcaJobs.tell(held, { step: 'begun', pct: 5, message: 'begun' });
process.send?.(ids);
setInterval(() => rcaJobs.open('agent_rca'), 1000);
