/** Laws: a file that breaks the layers on purpose, so that the keeper is seen to bark. */
import { Notebook } from '../../../src/engine/store/notebook.ts';

export const reached = Notebook;
