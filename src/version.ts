/** The version of package.json, put in by the bundler; from source it reads as development. */
declare const INVESTIGATOR_VERSION: string | undefined;

export const version: string = typeof INVESTIGATOR_VERSION === 'string' ? INVESTIGATOR_VERSION : '0.0.0-source';
