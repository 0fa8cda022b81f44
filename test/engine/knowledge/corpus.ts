/** The knowledge, tests: a few documents of our own, as they are searched. */
import { readDocument } from '../../../src/engine/knowledge/document.ts';
import type { KnowledgeFolder } from '../../../src/engine/knowledge/folders.ts';
import { Library } from '../../../src/engine/knowledge/library.ts';
import { KnowledgeIndex } from '../../../src/engine/knowledge/search.ts';
import { environmentModel } from '../../../src/model/environment.ts';

const texts: Readonly<Record<string, string>> = {
  'storage/PumpPressureLow.md':
    '# PumpPressureLow\n\nThe pressure of a pump fell.\n\n## Diagnosis\n\nLook at the valve and at the filter of the pump.\n\n## Mitigation\n\nClean the filter.\n',
  'storage/tank-overflow.md':
    '---\ntitle: A tank overflowed\nsymptoms: [water stands on the floor, the float switch did not act]\ntags: [tank, water]\n---\n# A tank overflowed\n\nThe tank was filled beyond its rim.\n\n## What helps\n\nClose the inlet; the float switch is stuck.\n',
  'mill/grinder-stalled.md':
    '---\ntitle: The grinder stalled\nsymptoms: [the motor hums and does not turn]\n---\nA stone blocks the grinder.\n\n## What to look at\n\nThe current of the motor rises until its breaker opens.\n',
  'mill/BreakerOpen.md':
    '# BreakerOpen\n\nA breaker opened since the current was too high: a blocked motor or a short circuit.\n',
  'general/night-shift.md': '# Who is on call\n\nThe list of people hangs at the door.\n',
};

export function documentsOf(all: Readonly<Record<string, string>> = texts) {
  return Object.entries(all).map(([name, text]) => readDocument(`/docs/${name}`, name, text));
}

export function smallIndex(): Promise<KnowledgeIndex> {
  return KnowledgeIndex.of(documentsOf(), () => undefined);
}

/** Without a model. */
export function libraryOf(folders: () => Promise<readonly KnowledgeFolder[]>): Library {
  return new Library({ home: '/nowhere', folders, model: async () => environmentModel({}) });
}
