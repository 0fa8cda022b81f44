/** The editor: writes package.json's blocks and their texts (`npm run manifest`); a test fails when what is written differs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { writeManifest } from '../../tools/manifest.ts';
import { contributions } from './contributions.ts';

/** By path from the project's root: what stands there, and what should. */
export function manifestFiles(): { path: string; text: string }[] {
  const { contributes, texts, restricted } = writeManifest(contributions);
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  manifest.capabilities.untrustedWorkspaces.restrictedConfigurations = restricted;
  manifest.contributes = contributes;
  return [
    { path: 'package.json', text: json(manifest) },
    { path: 'package.nls.json', text: json({ ...ownTexts, ...texts }) },
  ];
}

/** Texts of the parts of package.json that are kept by hand. */
const ownTexts = {
  untrusted:
    'Logs of an untrusted workspace are read as data only; settings that the workspace brings for paths, addresses and limits are not used.',
  virtual: 'Logs are read from the disk of the machine the extension runs on; files of a virtual workspace are not.',
};

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

if (import.meta.main) for (const { path, text } of manifestFiles()) writeFileSync(path, text);
