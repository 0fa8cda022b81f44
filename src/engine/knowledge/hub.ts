/** The knowledge: how a hub of models tells and serves the files of a sentence model: its addresses, which files are needed, and whether what came is what was told. */
import { z } from 'zod';
import type { ModelChoice } from '../../model/knowledge.ts';

/** What is needed of a model's files; of its weights the first that there is. */
const NEEDED = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
export const WEIGHTS = ['onnx/model_quantized.onnx', 'onnx/model.onnx'];

/** `GET /api/models/ORGANISATION/NAME/revision/main?blobs=true`; large files are named by their own SHA-256, small ones by Git's number of them. */
export const Told = z.object({
  sha: z.string().regex(/^[0-9a-f]{6,64}$/),
  siblings: z.array(
    z.object({
      rfilename: z.string(),
      size: z.int().min(0).nullish(),
      blobId: z.string().nullish(),
      lfs: z.object({ sha256: z.string(), size: z.int().min(0) }).nullish(),
    }),
  ),
});
export type Told = z.infer<typeof Told>;

export interface HubFile {
  /** Within the model's folder. */
  readonly path: string;
  readonly address: string;
  readonly bytes: number;
  /** `sha256`: of its bytes; `git`: SHA-1 of `blob BYTES\0` and its bytes. */
  readonly digest: { readonly kind: 'sha256' | 'git'; readonly hex: string };
}

/** Two names, each of letters, digits and `-_.`, as every hub has them. */
export function isModelName(model: string): boolean {
  return /^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(model);
}

export function tellingAddress({ hub, model }: ModelChoice): string {
  return `${hub.replace(/\/+$/, '')}/api/models/${model}/revision/main?blobs=true`;
}

/** The weights last, since a model counts as there once they are. What is missing instead, where the hub has no such model in this form. */
export function filesOf({ hub, model }: ModelChoice, { sha, siblings }: Told): HubFile[] | { readonly missing: string } {
  const weights = WEIGHTS.find(path => siblings.some(one => one.rfilename === path)) ?? WEIGHTS[0];
  const files: HubFile[] = [];
  for (const path of [...NEEDED, weights]) {
    const found = siblings.find(one => one.rfilename === path);
    const bytes = found?.lfs?.size ?? found?.size;
    const hex = found?.lfs?.sha256 ?? found?.blobId;
    if (bytes === null || bytes === undefined || !hex) return { missing: path };
    files.push({
      path,
      address: `${hub.replace(/\/+$/, '')}/${model}/resolve/${sha}/${path}`,
      bytes,
      digest: { kind: found?.lfs ? 'sha256' : 'git', hex },
    });
  }
  return files;
}
