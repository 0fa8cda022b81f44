/** The editor: a tree's item as plain words, so that what a person reads can be tested without an editor. */

export interface ItemWords {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Name of a product icon. */
  readonly icon?: string;
  /** Theme colour of the icon; what it says stands in words too. */
  readonly colour?: string;
  /** For the menus' `when`. */
  readonly context?: string;
  readonly opens?: 'expanded' | 'collapsed';
  /** What a screen reader says; label and description unless given. */
  readonly spoken?: string;
  /** Markdown, made when somebody points at the item. */
  readonly tooltip?: () => string;
  /** What a click does: a command with its arguments. */
  readonly command?: readonly [name: string, ...given: unknown[]];
}
