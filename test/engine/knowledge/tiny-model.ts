/** The knowledge, tests: a sentence model of our own: one table of word vectors as ONNX, written byte by byte, and its tokenizer. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Words of one group have the same vector. */
const GROUPS = [
  ['[PAD]'],
  ['[UNK]'],
  ['[CLS]'],
  ['[SEP]'],
  ['pump', 'pumps', 'impeller'],
  ['tank', 'reservoir'],
  ['motor', 'engine'],
  ['breaker', 'fuse'],
  ['valve'],
  ['the', 'a', 'of', 'at', '.', 'is'],
];
const RANK = GROUPS.length;

/** `<folder>/<name>/{config,tokenizer,tokenizer_config}.json`, `onnx/model.onnx`. */
export function makeTinyModel(folder: string, name: string): void {
  const root = join(folder, name);
  mkdirSync(join(root, 'onnx'), { recursive: true });
  const put = (file: string, value: unknown) => writeFileSync(join(root, file), JSON.stringify(value));
  const words = GROUPS.flat();
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];
  put('config.json', { model_type: 'bert', architectures: ['BertModel'], hidden_size: RANK });
  const names = { pad_token: '[PAD]', unk_token: '[UNK]', cls_token: '[CLS]', sep_token: '[SEP]' };
  put('tokenizer_config.json', { tokenizer_class: 'BertTokenizer', model_max_length: 128, do_lower_case: true, ...names });
  put('tokenizer.json', {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => ({
      id,
      content,
      special: true,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
    })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [],
      special_tokens: Object.fromEntries(special.slice(2).map((id, at) => [id, { id, ids: [at + 2], tokens: [id] }])),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
    },
  });
  writeFileSync(join(root, 'onnx', 'model.onnx'), onnxOf(words));
}

/** Gather(table, input_ids): [batch, words] to [batch, words, RANK]. */
function onnxOf(words: readonly string[]): Uint8Array {
  const table = new Float32Array(words.length * RANK);
  for (const [id, word] of words.entries()) {
    const group = GROUPS.findIndex(one => one.includes(word));
    // Special and empty words say little.
    table[id * RANK + group] = group < 4 || word === 'the' ? 0.01 : 1;
  }
  const tensor = message(
    [1, varint(words.length)],
    [1, varint(RANK)],
    [2, varint(1)],
    [8, text('table')],
    [9, new Uint8Array(table.buffer)],
  );
  const node = message([1, text('table')], [1, text('input_ids')], [2, text('last_hidden_state')], [4, text('Gather')]);
  const graph = message(
    [1, node],
    [2, text('tiny')],
    [5, tensor],
    [11, infoOf('input_ids', 7, ['batch', 'words'])],
    [12, infoOf('last_hidden_state', 1, ['batch', 'words', RANK])],
  );
  return message([1, varint(7)], [2, text('tests')], [7, graph], [8, message([1, text('')], [2, varint(13)])]);
}

function infoOf(name: string, type: number, dims: readonly (string | number)[]): Uint8Array {
  const shape = message(
    ...dims.map((dim): Field => [1, typeof dim === 'number' ? message([1, varint(dim)]) : message([2, text(dim)])]),
  );
  return message([1, text(name)], [2, message([1, message([1, varint(type)], [2, shape])])]);
}

/** A field of protobuf: its number, and bytes (length before them) or a varint. */
type Field = readonly [number: number, value: Uint8Array | { readonly varint: number }];

function message(...fields: readonly Field[]): Uint8Array {
  const bytes = fields.flatMap(([number, value]) =>
    value instanceof Uint8Array
      ? [...lebOf((number << 3) | 2), ...lebOf(value.length), ...value]
      : [...lebOf(number << 3), ...lebOf(value.varint)],
  );
  return Uint8Array.from(bytes);
}

function varint(value: number) {
  return { varint: value };
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

function lebOf(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  return [...bytes, rest];
}
