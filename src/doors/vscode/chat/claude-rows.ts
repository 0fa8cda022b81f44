/** The editor's chat: the vendor under which Claude models of the user's key stand in VS Code. */
export const CLAUDE = 'investigator-claude';
