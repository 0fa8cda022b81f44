/** The table: the chat as package.json tells VS Code of it: the participant, its commands, when it is meant, and the vendors of language models. */

export interface ChatRows {
  readonly participant: {
    readonly id: string;
    /** What stands behind `@`. */
    readonly name: string;
    readonly fullName: string;
    readonly description: string;
  };
  readonly commands: Readonly<Record<string, { readonly description: string; readonly sampleRequest?: string }>>;
  /** Plain questions that are meant for it. */
  readonly detection: readonly {
    readonly category: string;
    readonly description: string;
    readonly examples: readonly string[];
  }[];
  /** Vendors by their id: what their models are listed under, and the command that sets what they need. */
  readonly models: Readonly<Record<string, { readonly name: string; readonly managementCommand?: string }>>;
}

type Text = (key: string, words: string) => string;

export function chatManifest({ participant, commands, detection, models }: ChatRows, text: Text) {
  return {
    chatParticipants: [
      {
        ...participant,
        description: text('chat', participant.description),
        isSticky: true,
        commands: Object.entries(commands).map(([name, { description, sampleRequest }]) => ({
          name,
          description: text(`chat.${name}`, description),
          ...(sampleRequest && { sampleRequest }),
        })),
        // Read by a model, not by a person: not translated.
        disambiguation: detection,
      },
    ],
    languageModelChatProviders: Object.entries(models).map(([vendor, { name, managementCommand }]) => ({
      vendor,
      displayName: name,
      ...(managementCommand && { managementCommand }),
    })),
  };
}
