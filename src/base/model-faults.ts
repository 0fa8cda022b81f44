/** The ground: the part of the table of faults that speaks of models, of language and of sentences. */

export const modelFaults = {
  model_unusable: {
    words: 'The model {model} in {folder} cannot be used: {problem}.',
    hint: 'Search goes on by words. `investigator sentence-model --download` or “Download Sentence Model…” brings its files; INVESTIGATOR_MODELS or the setting investigator.knowledge.models names another folder.',
    exit: 3,
    http: 422,
  },
  key_missing: {
    words: 'The key of {system} {problem}.',
    hint: 'Set the environment variable {credential}, in the editor “Set Credential…”. Everything but the model works without it.',
    exit: 4,
    http: 424,
  },
  conversation_too_long: {
    words: 'What was found so far is more than {model} takes: {problem}.',
    hint: 'Ask about less, or choose a model that takes more.',
    exit: 3,
    http: 413,
  },
  model_silent: {
    words: '{model} at {system} said nothing for {seconds} s.',
    hint: 'Ask again; what was found before is kept.',
    exit: 5,
    http: 504,
  },
  model_failed: {
    words: '{model} gave no answer: {problem}.',
    hint: 'Ask again, or choose another model; the report needs none.',
    exit: 4,
    http: 502,
  },
  findings_unknown: {
    words: 'No findings of a model are known as {findings}.',
    hint: 'Only the newest of a run are kept; ask a model about the run again.',
    exit: 3,
    http: 404,
  },
  record_unusable: {
    words: 'The record of this investigation cannot be played again: {problem}.',
    hint: 'It is damaged, or another version made it; the findings that were kept with it stay as they are.',
    exit: 6,
    http: 422,
  },
} as const;
